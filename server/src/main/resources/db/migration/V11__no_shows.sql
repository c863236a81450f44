-- Who doesn't come: what was learnt of it. And when those who are booked for today will be served.

set local lock_timeout = '5s';

create table no_show_case (
  appointment_id uuid    primary key references appointment,
  facility_id    uuid    not null references facility,
  day            date    not null,
  missed         boolean not null,
  reminded       boolean not null,
  earlier_shown  integer not null check (earlier_shown >= 0),
  earlier_missed integer not null check (earlier_missed >= 0),
  learnt         bigint
);
create index no_show_case_learnt on no_show_case (facility_id, learnt) where learnt is not null;
create index no_show_case_old on no_show_case (facility_id, day);
comment on table no_show_case is 'An appointment whose day is over, as its no-show was learnt from: once, in this order';
comment on column no_show_case.earlier_shown is 'How often the patient came to this facility''s appointments of earlier days';
comment on column no_show_case.reminded is 'Kept when all is learnt anew: messages are forgotten sooner';

alter table forecast_facility add column no_shows_at timestamptz;
comment on column forecast_facility.no_shows_at is 'When it was last looked for appointments to learn no-shows from';

create table appointment_forecast (
  appointment_id uuid        primary key references appointment,
  facility_id    uuid        not null references facility,
  queue_id       uuid        not null references queue,
  computed_at    timestamptz not null,
  kind           text        not null check (kind in ('RANGE', 'UNKNOWN')),
  p10            timestamptz,
  p50            timestamptz,
  p90            timestamptz,
  early          boolean     not null,
  desks          integer     not null,
  notes          jsonb       not null default '[]',
  check ((kind = 'RANGE') = (p10 is not null)),
  check ((p10 is null) = (p50 is null) and (p50 is null) = (p90 is null)),
  check (p10 <= p50 and p50 <= p90)
) with (fillfactor = 50);
create index appointment_forecast_by_facility on appointment_forecast (facility_id);
comment on table appointment_forecast is 'What is told of the start of who is booked for today and not there yet; gone once he is';

create index notification_by_appointment on notification (appointment_id) where appointment_id is not null;

grant select, insert, update, delete on no_show_case, appointment_forecast to ${app_role};
