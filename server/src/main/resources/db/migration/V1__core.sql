-- The spine: who may sign in, where care is given, patients, visits in queues, and what happened in which order.
-- Instants are UTC. The server's role gets no more than the grants at the end.

-- platform ------------------------------------------------------------------------------------------------------------

create table idempotency_key (
  account_id   uuid        not null,
  key          text        not null check (length(key) between 8 and 100),
  request_hash bytea       not null,
  status       smallint,
  body         text,
  created_at   timestamptz not null,
  primary key (account_id, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);
comment on table idempotency_key is 'What was answered to a change, so that it takes effect once however often it is sent';

-- identity ------------------------------------------------------------------------------------------------------------

create table account (
  id            uuid        primary key,
  kind          text        not null check (kind in ('STAFF', 'PATIENT', 'DEVICE')),
  user_name     text,
  login_phone   text        check (login_phone ~ '^\+[1-9][0-9]{6,14}$'),
  password_hash text        not null,
  display_name  text        not null check (length(display_name) between 1 and 200),
  active        boolean     not null default true,
  created_at    timestamptz not null,
  version       bigint      not null default 1,
  check (user_name is not null or login_phone is not null),
  check (user_name = lower(user_name) and length(user_name) between 3 and 100)
);
create unique index account_user_name on account (user_name);
create unique index account_login_phone on account (login_phone);

create table session (
  id           uuid        primary key,
  account_id   uuid        not null references account,
  client_label text        check (length(client_label) <= 200),
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  revoked_for  text        check (revoked_for in ('LOGOUT', 'REUSE', 'ADMIN', 'PASSWORD')),
  check ((revoked_at is null) = (revoked_for is null))
);
create index session_account on session (account_id);
comment on table session is 'A sign-in on one client: the family of its refresh tokens';

create table refresh_token (
  hash        bytea       primary key,
  session_id  uuid        not null references session on delete cascade,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  rotated_at  timestamptz,
  successor   bytea,
  check ((rotated_at is null) = (successor is null))
);
create index refresh_token_session on refresh_token (session_id);
comment on column refresh_token.successor is 'The next token, encrypted under this one: who presents this one again within the grace gets the same';

-- facilities ----------------------------------------------------------------------------------------------------------

create table facility (
  id                uuid        primary key,
  name              text        not null unique check (length(name) between 1 and 200),
  time_zone         text        not null check (length(time_zone) between 1 and 64),
  service_day_start time        not null default '04:00',
  created_at        timestamptz not null,
  version           bigint      not null default 1
);

create table account_role (
  id          uuid    primary key,
  account_id  uuid    not null references account on delete cascade,
  role        text    not null check (role in ('ADMIN', 'DOCTOR', 'NURSE', 'RECEPTIONIST', 'PATIENT', 'DEVICE')),
  facility_id uuid    references facility,
  unique nulls not distinct (account_id, role, facility_id),
  check (role not in ('DOCTOR', 'NURSE', 'RECEPTIONIST', 'DEVICE') or facility_id is not null),
  check (role <> 'PATIENT' or facility_id is null)
);
comment on column account_role.facility_id is 'Null for a patient, and for an administrator of every facility';

-- The facility's version lives apart from its settings: it is updated by every commit.
create table facility_feed (
  facility_id uuid   primary key references facility,
  version     bigint not null default 0
) with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);

create table change (
  facility_id uuid   not null,
  version     bigint not null,
  kind        text   not null,
  row_id      uuid   not null,
  primary key (facility_id, version, kind, row_id)
);
comment on table change is 'Which rows changed under which version of their facility: dense, visible in order';

create table urgency_level (
  facility_id    uuid     not null references facility,
  urgency        text     not null check (urgency in ('IMMEDIATE', 'EMERGENT', 'URGENT', 'LESS_URGENT', 'NON_URGENT')),
  label          text     not null check (length(label) between 1 and 60),
  colour         text     not null check (colour ~ '^#[0-9a-f]{6}$'),
  target_minutes smallint not null check (target_minutes between 0 and 1440),
  primary key (facility_id, urgency)
);

create table priority_group (
  facility_id        uuid     not null references facility,
  code               text     not null check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  label              text     not null check (length(label) between 1 and 60),
  head_start_minutes smallint not null check (head_start_minutes between 0 and 240),
  primary key (facility_id, code)
);

create table department (
  id          uuid   primary key,
  facility_id uuid   not null references facility,
  name        text   not null check (length(name) between 1 and 200),
  version     bigint not null default 1,
  unique (facility_id, name),
  unique (id, facility_id)
);

create table service (
  id               uuid     primary key,
  facility_id      uuid     not null,
  department_id    uuid     not null,
  name             text     not null check (length(name) between 1 and 200),
  duration_minutes smallint not null check (duration_minutes between 1 and 480),
  active           boolean  not null default true,
  version          bigint   not null default 1,
  unique (facility_id, name),
  unique (id, facility_id),
  foreign key (department_id, facility_id) references department (id, facility_id)
);

create table room (
  id            uuid    primary key,
  facility_id   uuid    not null,
  department_id uuid    not null,
  name          text    not null check (length(name) between 1 and 60),
  active        boolean not null default true,
  version       bigint  not null default 1,
  unique (facility_id, name),
  unique (id, facility_id),
  foreign key (department_id, facility_id) references department (id, facility_id)
);

create table queue (
  id                        uuid     primary key,
  facility_id               uuid     not null,
  service_id                uuid     not null unique,
  prefix                    text     not null check (prefix ~ '^[A-Z]{1,3}$'),
  policy                    text     not null default 'STRICT_WITH_PROMOTION'
                            check (policy in ('STRICT_WITH_PROMOTION', 'ACCUMULATING_PRIORITY', 'FIFO')),
  promotion_factor          smallint not null default 4 check (promotion_factor between 1 and 20),
  grace_minutes             smallint not null default 15 check (grace_minutes between 0 and 120),
  booking_credit_minutes    smallint not null default 30 check (booking_credit_minutes between 0 and 240),
  missed_call_return_after  smallint not null default 3 check (missed_call_return_after between 0 and 50),
  missed_calls_allowed      smallint not null default 1 check (missed_calls_allowed between 0 and 10),
  max_waiting               integer  not null default 1000 check (max_waiting between 1 and 1000000),
  open                      boolean  not null default true,
  version                   bigint   not null default 1,
  unique (facility_id, prefix),
  unique (id, facility_id),
  foreign key (service_id, facility_id) references service (id, facility_id)
);

-- A queue's turn-taking: its row is the lock under which the next patient is chosen, and it counts the calls.
create table queue_turn (
  queue_id uuid   primary key references queue,
  calls    bigint not null default 0
) with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);

create table route (
  id          uuid    primary key,
  facility_id uuid    not null references facility,
  name        text    not null check (length(name) between 1 and 200),
  active      boolean not null default true,
  unique (facility_id, name),
  unique (id, facility_id)
);

create table route_step (
  route_id    uuid     not null,
  facility_id uuid     not null,
  ordinal     smallint not null check (ordinal between 1 and 50),
  queue_id    uuid     not null,
  primary key (route_id, ordinal, queue_id),
  foreign key (route_id, facility_id) references route (id, facility_id),
  foreign key (queue_id, facility_id) references queue (id, facility_id)
);
comment on table route_step is 'Steps with the same ordinal are waited for in parallel';

-- patients ------------------------------------------------------------------------------------------------------------

create table patient (
  id            uuid        primary key,
  name          text        not null check (length(name) between 1 and 200),
  birth_date    date        check (birth_date > '1880-01-01'),
  contact_phone text        check (contact_phone ~ '^\+[1-9][0-9]{6,14}$'),
  sex           text        check (sex in ('FEMALE', 'MALE', 'OTHER', 'UNKNOWN')),
  language      text        check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  account_id    uuid        unique references account,
  created_at    timestamptz not null,
  version       bigint      not null default 1
);
create index patient_contact_phone on patient (contact_phone);

-- Where a patient is known: who may see the record.
create table patient_facility (
  patient_id  uuid not null references patient,
  facility_id uuid not null references facility,
  primary key (patient_id, facility_id)
);
create index patient_facility_by_facility on patient_facility (facility_id, patient_id);

-- queueing ------------------------------------------------------------------------------------------------------------

create table ticket_counter (
  facility_id uuid    not null references facility,
  prefix      text    not null,
  service_day date    not null,
  last        integer not null check (last between 1 and 999999),
  primary key (facility_id, prefix, service_day)
) with (fillfactor = 50);

create table visit (
  id              uuid        primary key,
  facility_id     uuid        not null references facility,
  patient_id      uuid        not null references patient,
  service_day     date        not null,
  ticket_prefix   text        not null,
  ticket_sequence integer     not null check (ticket_sequence between 1 and 999999),
  ticket_number   text        not null generated always as (ticket_prefix || '-' || lpad(ticket_sequence::text, greatest(3, length(ticket_sequence::text)), '0')) stored,
  token           text        not null unique check (token ~ '^[A-Za-z0-9_-]{22}$'),
  channel         text        not null check (channel in ('RECEPTION', 'KIOSK', 'PATIENT', 'BOOKING')),
  priority_groups text[]      not null default '{}',
  arrived_at      timestamptz not null,
  ended_at        timestamptz,
  version         bigint      not null default 1,
  unique (facility_id, service_day, ticket_prefix, ticket_sequence),
  unique (id, facility_id)
);
create index visit_patient on visit (patient_id, arrived_at);

create table desk_session (
  id              uuid        primary key,
  facility_id     uuid        not null,
  account_id      uuid        not null references account,
  role            text        not null check (role in ('DOCTOR', 'NURSE', 'RECEPTIONIST')),
  room_id         uuid        not null,
  state           text        not null check (state in ('ACTIVE', 'ON_BREAK', 'CLOSED')),
  call_slots      smallint    not null default 1 check (call_slots between 1 and 10),
  opened_at       timestamptz not null,
  closed_at       timestamptz,
  break_reason    text        check (length(break_reason) <= 200),
  break_until     timestamptz,
  version         bigint      not null default 1,
  foreign key (room_id, facility_id) references room (id, facility_id),
  unique (id, call_slots),
  unique (id, facility_id),
  check ((state = 'CLOSED') = (closed_at is not null)),
  check (break_until is null or state = 'ON_BREAK')
) with (fillfactor = 70);
create unique index desk_session_one_open on desk_session (account_id) where state <> 'CLOSED';
create index desk_session_open on desk_session (facility_id) where state <> 'CLOSED';

create table desk_session_queue (
  desk_session_id uuid not null,
  facility_id     uuid not null,
  queue_id        uuid not null,
  primary key (desk_session_id, queue_id),
  foreign key (desk_session_id, facility_id) references desk_session (id, facility_id),
  foreign key (queue_id, facility_id) references queue (id, facility_id)
);

create table desk_break (
  id              uuid        primary key,
  desk_session_id uuid        not null references desk_session,
  started_at      timestamptz not null,
  planned_end     timestamptz,
  ended_at        timestamptz,
  reason          text        check (length(reason) <= 200),
  check (ended_at >= started_at)
);
create unique index desk_break_one_open on desk_break (desk_session_id) where ended_at is null;

create table entry (
  id               uuid        primary key,
  facility_id      uuid        not null,
  queue_id         uuid        not null,
  visit_id         uuid        not null,
  service_day      date        not null,
  state            text        not null
                   check (state in ('WAITING', 'CALLED', 'SERVING', 'SERVED', 'ON_HOLD', 'NO_SHOW', 'CANCELLED', 'LEFT', 'TRANSFERRED')),
  urgency          smallint    not null check (urgency between 1 and 5),
  since            timestamptz not null,
  tie              bigint      not null,
  credits          jsonb       not null default '[]',
  arrived_at       timestamptz not null,
  booked_at        timestamptz,
  bound_doctor_id  uuid        references account,
  call_id          uuid,
  called_at        timestamptz,
  started_at       timestamptz,
  ended_at         timestamptz,
  missed_calls     smallint    not null default 0,
  skip_until_call  bigint,
  unreliable       boolean     not null default false,
  changed_at       timestamptz not null,
  version          bigint      not null default 1,
  foreign key (queue_id, facility_id) references queue (id, facility_id),
  foreign key (visit_id, facility_id) references visit (id, facility_id),
  unique (id, facility_id),
  check ((state in ('CALLED', 'SERVING')) <= (call_id is not null)),
  check ((state in ('SERVED', 'NO_SHOW', 'CANCELLED', 'LEFT', 'TRANSFERRED')) = (ended_at is not null)),
  check (state <> 'SERVED' or started_at is not null)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
comment on column entry.urgency is '1 IMMEDIATE to 5 NON_URGENT';
comment on column entry.tie is 'Orders entries of equal since';
comment on column entry.skip_until_call is 'After a missed call: not called again before the queue has made this many calls';
create unique index entry_one_active_per_queue on entry (visit_id, queue_id)
  where state in ('WAITING', 'CALLED', 'SERVING', 'ON_HOLD');
create index entry_heads on entry (queue_id, urgency, bound_doctor_id, since, tie, id) where state = 'WAITING';
create index entry_active on entry (queue_id) where state in ('CALLED', 'SERVING', 'ON_HOLD');
create index entry_visit on entry (visit_id);
create index entry_ended on entry (queue_id, ended_at) where ended_at is not null;

create table call (
  id              uuid        primary key,
  facility_id     uuid        not null,
  entry_id        uuid        not null,
  visit_id        uuid        not null,
  queue_id        uuid        not null,
  sequence        bigint      not null,
  desk_session_id uuid        not null,
  call_slots      smallint    not null,
  slot            smallint    not null,
  room_id         uuid        not null,
  called_at       timestamptz not null,
  recalls         smallint    not null default 0,
  recalled_at     timestamptz,
  started_at      timestamptz,
  ended_at        timestamptz,
  outcome         text        check (outcome in ('SERVED', 'MISSED', 'NO_SHOW', 'HELD', 'TRANSFERRED', 'LEFT', 'UNDONE')),
  foreign key (entry_id, facility_id) references entry (id, facility_id),
  foreign key (visit_id, facility_id) references visit (id, facility_id),
  foreign key (queue_id, facility_id) references queue (id, facility_id),
  foreign key (room_id, facility_id) references room (id, facility_id),
  foreign key (desk_session_id, call_slots) references desk_session (id, call_slots) on update cascade,
  unique (queue_id, sequence),
  check (slot between 1 and call_slots),
  check ((ended_at is null) = (outcome is null))
) with (fillfactor = 70);
create unique index call_one_active_per_visit on call (visit_id) where ended_at is null;
create unique index call_one_active_per_slot on call (desk_session_id, slot) where ended_at is null;
create index call_recent on call (facility_id, called_at);
create index call_entry on call (entry_id);

alter table entry add foreign key (call_id) references call;

create table visit_step (
  visit_id        uuid     not null,
  facility_id     uuid     not null,
  ordinal         smallint not null check (ordinal between 1 and 500),
  queue_id        uuid     not null,
  entry_id        uuid     references entry,
  bound_doctor_id uuid     references account,
  keeps_since     timestamptz,
  added_by        uuid     references entry,
  begun_by        uuid     references entry,
  primary key (visit_id, ordinal, queue_id),
  foreign key (visit_id, facility_id) references visit (id, facility_id),
  foreign key (queue_id, facility_id) references queue (id, facility_id)
);
comment on table visit_step is 'The visit''s path; steps with the same ordinal are waited for in parallel, the next ordinal follows when all of them have ended';
comment on column visit_step.added_by is 'The entry whose transfer put this step into the path';
comment on column visit_step.begun_by is 'The entry whose end began this step; an undo of that end takes the step back';
comment on column visit_step.keeps_since is 'Back at the doctor who has seen the patient already: the former place';

create table entry_event (
  entry_id       uuid        not null references entry,
  version        bigint      not null,
  facility_id    uuid        not null,
  queue_id       uuid        not null,
  at             timestamptz not null,
  action         text        not null,
  from_state     text,
  to_state       text        not null,
  call_id        uuid,
  account_id     uuid        not null,
  reason         text        check (length(reason) <= 500),
  before         jsonb,
  undoes_version bigint,
  primary key (entry_id, version)
);
create index entry_event_by_time on entry_event (facility_id, at);
comment on table entry_event is 'Every transition of an entry, never changed; an undo is a transition of its own';

-- audit ---------------------------------------------------------------------------------------------------------------

create table audit_event (
  id           uuid        primary key,
  at           timestamptz not null,
  account_id   uuid        not null,
  action       text        not null check (length(action) between 1 and 60),
  facility_id  uuid,
  subject_kind text        not null,
  subject_id   uuid        not null,
  patient_id   uuid,
  request_id   text        check (length(request_id) <= 64),
  detail       jsonb       not null default '{}'
);
create index audit_event_facility on audit_event (facility_id, id);
create index audit_event_subject on audit_event (subject_id, id);
create index audit_event_patient on audit_event (patient_id, id) where patient_id is not null;

-- jobs ----------------------------------------------------------------------------------------------------------------

create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  state                text,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

-- grants --------------------------------------------------------------------------------------------------------------

grant select, insert, update, delete on
  idempotency_key, session, refresh_token, account_role, route_step, desk_session_queue, visit_step, scheduled_tasks
  to ${app_role};
grant select, insert, update on
  account, facility, facility_feed, urgency_level, priority_group, department, service, room, queue, queue_turn, route,
  patient, ticket_counter, visit, desk_session, desk_break, entry, call
  to ${app_role};
grant select, insert on patient_facility, change, entry_event, audit_event to ${app_role};
