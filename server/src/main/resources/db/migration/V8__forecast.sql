-- What was forecast, shown and learnt. Nothing of it is synchronised: it bumps no facility's version.

create table forecast_facility (
  facility_id uuid        primary key references facility,
  version     bigint      not null default 0,
  computed_at timestamptz,
  generation  integer     not null default 0
);
comment on table forecast_facility is 'Whoever holds its row works out the facility''s forecasts; all nodes serve what is stored';
comment on column forecast_facility.version is 'The facility''s version that is taken account of';
comment on column forecast_facility.generation is 'Counts rebuilds: what a node remembers of an older one is void';

create table forecast_queue (
  queue_id    uuid        primary key references queue,
  facility_id uuid        not null references facility,
  version     bigint      not null,
  computed_at timestamptz not null,
  serial      bigint      not null default 1,
  desks       integer     not null
) with (fillfactor = 50);
create index forecast_queue_by_facility on forecast_queue (facility_id);
comment on column forecast_queue.serial is 'Counts the forecasts of the queue, for whoever follows them';

create table forecast (
  entry_id    uuid        primary key references entry,
  facility_id uuid        not null,
  queue_id    uuid        not null,
  visit_id    uuid        not null,
  computed_at timestamptz not null,
  kind        text        not null check (kind in ('RANGE', 'NOT_BEFORE', 'UNKNOWN')),
  p10         timestamptz,
  p50         timestamptz,
  p90         timestamptz,
  not_before  timestamptz,
  end_p10     timestamptz,
  end_p50     timestamptz,
  end_p90     timestamptz,
  early       boolean     not null,
  ahead       integer[]   not null check (cardinality(ahead) = 5),
  desks       integer     not null,
  notes       jsonb       not null default '[]',
  sampled_at  timestamptz not null,
  said        text        not null default 'NOTHING' check (said in ('NOTHING', 'NOTICE', 'NOTICE_AND_DELAY')),
  noticed_at  timestamptz,
  noticed_desks integer   not null default 0,
  delayed_at  timestamptz,
  check ((kind = 'RANGE') = (p10 is not null)),
  check ((p10 is null) = (p50 is null) and (p50 is null) = (p90 is null)),
  check (p10 <= p50 and p50 <= p90),
  check ((kind = 'NOT_BEFORE') = (not_before is not null)),
  check ((said = 'NOTHING') = (noticed_at is null)),
  check ((said = 'NOTICE_AND_DELAY') = (delayed_at is not null))
) with (fillfactor = 50);
create index forecast_old on forecast (facility_id, computed_at);
comment on table forecast is 'What everybody is told of an entry''s start; when it has started, what was told last';
comment on column forecast.ahead is 'People called before, IMMEDIATE to NON_URGENT';
comment on column forecast.early is 'Little is known of this service yet';

create table forecast_sample (
  entry_id uuid        not null references forecast on delete cascade,
  at       timestamptz not null,
  p10      timestamptz not null,
  p50      timestamptz not null,
  p90      timestamptz not null,
  end_p10  timestamptz,
  end_p50  timestamptz,
  end_p90  timestamptz,
  primary key (entry_id, at)
);
comment on table forecast_sample is 'What people were told, at first and then at most every two minutes: by this its accuracy is judged';

create table forecast_case (
  entry_id    uuid               primary key references forecast on delete cascade,
  queue_id    uuid               not null,
  at          timestamptz        not null,
  category    smallint           not null,
  ahead       integer            not null,
  simulated   double precision[] not null check (cardinality(simulated) = 3),
  head_wait   double precision   not null,
  recent_wait double precision   not null,
  starts      integer            not null,
  hour        double precision   not null,
  weekend     boolean            not null,
  shown       double precision[] not null check (cardinality(shown) = 3),
  experts     double precision[] not null check (cardinality(experts) = 9),
  wait        double precision   check (wait >= 0),
  learnt      bigint,
  check ((wait is null) = (learnt is null))
);
create index forecast_case_learnt on forecast_case (queue_id, learnt) where learnt is not null;
comment on table forecast_case is 'The first forecast of an entry as the correction made it, and the wait that it learnt from it; seconds';

create sequence forecast_learnt;

create table service_time (
  id       bigint           primary key default nextval('forecast_learnt'),
  entry_id uuid             not null,
  queue_id uuid             not null,
  kind     text             not null check (kind in ('SERVICE', 'TURN_ROUND')),
  doctor_id uuid            not null,
  ended_at timestamptz      not null,
  seconds  double precision not null check (seconds >= 0),
  capped   boolean          not null,
  unique (entry_id, kind)
);
create index service_time_by_queue on service_time (queue_id, id);
create index service_time_old on service_time (ended_at);
comment on table service_time is 'How long services took, and how long it took from one to the next while somebody waited; in the order in which they were learnt';
comment on column service_time.capped is 'Longer than can be, as after a forgotten "served": counts as a very long one, and is unreliable';

create table arrival_day (
  queue_id uuid      not null references queue,
  day      date      not null,
  arrivals integer[] not null check (cardinality(arrivals) = 120),
  primary key (queue_id, day)
);
comment on table arrival_day is 'Who came without a booking on a day that is over: by local hour, then urgency';

grant select, insert, update on forecast_facility, forecast_queue to ${app_role};
grant select, insert, update, delete on forecast, forecast_sample, forecast_case, service_time, arrival_day to ${app_role};
grant usage on sequence forecast_learnt to ${app_role};
