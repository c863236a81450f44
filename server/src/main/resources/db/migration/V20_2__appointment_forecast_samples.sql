-- What those who are booked were told, so that its accuracy can be judged, too.

set local lock_timeout = '5s';

create table appointment_forecast_sample (
  appointment_id uuid        not null references appointment on delete cascade,
  at             timestamptz not null,
  p10            timestamptz not null,
  p50            timestamptz not null,
  p90            timestamptz not null,
  primary key (appointment_id, at)
);
create index appointment_forecast_sample_at on appointment_forecast_sample (at);
comment on table appointment_forecast_sample is 'What who is booked was told before he came, every ten minutes at most: by this its accuracy is judged';

grant select, insert, delete on appointment_forecast_sample to ${app_role};
