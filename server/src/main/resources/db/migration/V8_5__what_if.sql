-- What administrators asked about days that might be, and what came out. Any node works on it, under a lease.

create table what_if (
  id          uuid        primary key,
  facility_id uuid        not null references facility,
  account_id  uuid        not null,
  day         date        not null,
  request     jsonb       not null,
  state       text        not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  progress    smallint    not null default 0 check (progress between 0 and 100),
  result      jsonb,
  failure     text        check (length(failure) <= 40),
  attempts    smallint    not null default 0,
  runner      uuid,
  lease_until timestamptz,
  created_at  timestamptz not null,
  finished_at timestamptz,
  check ((state = 'DONE') = (result is not null)),
  check ((state = 'FAILED') = (failure is not null)),
  check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (finished_at is not null)),
  check (state <> 'RUNNING' or (runner is not null and lease_until is not null))
);
create index what_if_open on what_if (created_at) where state in ('QUEUED', 'RUNNING');
create index what_if_by_facility on what_if (facility_id, created_at);
create index what_if_old on what_if (created_at);
comment on column what_if.lease_until is 'By the database''s clock: beyond it another node takes the work';

create index desk_session_by_time on desk_session (facility_id, opened_at);

grant select, insert, update, delete on what_if to ${app_role};
