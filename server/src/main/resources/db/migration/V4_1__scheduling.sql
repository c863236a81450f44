-- Doctors' bookable time, appointments, and who waits for one. Free slots are computed, never stored.

-- A trusted extension: whoever may create in the database may install it, and the migrating role owns the database.
create extension if not exists btree_gist;

create table schedule (
  id          uuid     primary key,
  facility_id uuid     not null,
  doctor_id   uuid     not null references account,
  service_id  uuid     not null,
  room_id     uuid,
  weekday     smallint not null check (weekday between 1 and 7),
  starts      time     not null,
  ends        time     not null,
  valid_from  date     not null,
  valid_until date,
  seats       smallint not null default 1 check (seats between 1 and 20),
  version     bigint   not null default 1,
  foreign key (service_id, facility_id) references service (id, facility_id),
  foreign key (room_id, facility_id) references room (id, facility_id),
  unique (id, facility_id),
  check (ends > starts or ends = '00:00'),
  check (valid_until >= valid_from),
  constraint schedule_once exclude using gist (
    doctor_id with =, facility_id with =, weekday with =,
    daterange(valid_from, valid_until, '[]') with &&,
    int4range(
      (date_part('hour', starts) * 60 + date_part('minute', starts))::integer,
      (case when ends = '00:00' then 1440 else date_part('hour', ends) * 60 + date_part('minute', ends) end)::integer
    ) with &&)
);
create index schedule_by_service on schedule (service_id);
create index schedule_by_facility on schedule (facility_id, doctor_id);
comment on table schedule is 'A doctor''s weekly hours for a service, in the facility''s local time; ends at 00:00: at the end of the day. Extra hours are one that is valid for a single day';

create table absence (
  id           uuid        primary key,
  facility_id  uuid        not null references facility,
  doctor_id    uuid        not null references account,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  reason       text        not null check (length(reason) between 1 and 500),
  affected     text        not null check (affected in ('MOVE', 'CANCEL')),
  created_at   timestamptz not null,
  settled_at   timestamptz,
  withdrawn_at timestamptz,
  version      bigint      not null default 1,
  check (ends_at > starts_at)
);
create index absence_by_doctor on absence (doctor_id, ends_at) where withdrawn_at is null;
create index absence_by_facility on absence (facility_id, starts_at, id);
create index absence_unsettled on absence (created_at) where settled_at is null and withdrawn_at is null;
comment on column absence.settled_at is 'When every appointment that it affects had been moved or cancelled; until then it is a job to do';

create table waiting_list_entry (
  id          uuid        primary key,
  facility_id uuid        not null,
  service_id  uuid        not null,
  doctor_id   uuid        references account,
  patient_id  uuid        not null references patient,
  from_day    date        not null,
  until_day   date        not null,
  status      text        not null check (status in ('WAITLIST', 'PROPOSED', 'BOOKED', 'CANCELLED')),
  created_at  timestamptz not null,
  version     bigint      not null default 1,
  foreign key (service_id, facility_id) references service (id, facility_id),
  check (until_day >= from_day)
);
create unique index waiting_list_once on waiting_list_entry (patient_id, service_id) where status in ('WAITLIST', 'PROPOSED');
create index waiting_list_next on waiting_list_entry (service_id, created_at, id) where status = 'WAITLIST';
create index waiting_list_by_facility on waiting_list_entry (facility_id, created_at, id) where status in ('WAITLIST', 'PROPOSED');

create table appointment (
  id              uuid        primary key,
  facility_id     uuid        not null,
  service_id      uuid        not null,
  doctor_id       uuid        not null references account,
  room_id         uuid,
  patient_id      uuid        not null references patient,
  starts_at       timestamptz not null check (date_part('second', starts_at) = 0),
  ends_at         timestamptz not null,
  day             date        not null,
  seat            smallint    not null,
  capacity        smallint    not null,
  status          text        not null check (status in ('PROPOSED', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'NOSHOW', 'CANCELLED')),
  reason          text        check (length(reason) between 1 and 500),
  waiting_list_id uuid        references waiting_list_entry,
  offer_until     timestamptz,
  visit_id        uuid        references visit,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  version         bigint      not null default 1,
  taken           bigint      not null generated always as (
    (((((date_part('epoch', starts_at - timestamptz '1970-01-01 00:00:00+00') / 60)::bigint << 10)
      | (date_part('epoch', ends_at - starts_at) / 60)::bigint) << 1)
      | (case when status = 'PROPOSED' then 1 else 0 end)) << 6 | seat) stored,
  foreign key (service_id, facility_id) references service (id, facility_id),
  foreign key (room_id, facility_id) references room (id, facility_id),
  check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
  check (seat >= 0 and seat < capacity),
  check ((status = 'PROPOSED') = (offer_until is not null)),
  check (status <> 'PROPOSED' or waiting_list_id is not null),
  check (status not in ('CHECKED_IN', 'FULFILLED') or visit_id is not null),
  constraint appointment_once exclude using gist (
    doctor_id with =, seat with =, tstzrange(starts_at, ends_at) with &&) where (status <> 'CANCELLED')
);
create unique index appointment_one_a_day on appointment (patient_id, doctor_id, day)
  where status in ('PROPOSED', 'BOOKED', 'CHECKED_IN');
create index appointment_taken on appointment (doctor_id, starts_at) include (taken) where status <> 'CANCELLED';
create index appointment_by_facility on appointment (facility_id, day, starts_at, id);
create index appointment_by_patient on appointment (patient_id, starts_at);
create index appointment_due on appointment (starts_at) where status = 'BOOKED';
create index appointment_offered on appointment (offer_until) where status = 'PROPOSED';
create index appointment_present on appointment (visit_id) where status = 'CHECKED_IN';
comment on table appointment is 'Statuses are those of FHIR. Whoever is not cancelled keeps the doctor''s time, by seat';
comment on column appointment.taken is 'Start and length in minutes, whether it is only offered, and the seat, packed: what slots are computed from';
comment on column appointment.day is 'The service day of its start, in the facility''s zone';

create table appointment_event (
  appointment_id uuid        not null references appointment,
  version        bigint      not null,
  facility_id    uuid        not null,
  at             timestamptz not null,
  action         text        not null,
  from_status    text,
  to_status      text        not null,
  doctor_id      uuid        not null,
  starts_at      timestamptz not null,
  account_id     uuid        not null,
  reason         text        check (length(reason) <= 500),
  primary key (appointment_id, version)
);
comment on table appointment_event is 'Every transition of an appointment with its doctor and time after it, never changed';

grant select, insert, update on schedule, absence, waiting_list_entry, appointment to ${app_role};
grant select, insert on appointment_event to ${app_role};
