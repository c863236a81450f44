-- Files of patients, staff and schedules: checked without a trace, then written row by row by any node, under a lease.

create table file_import (
  id          uuid        primary key,
  facility_id uuid        not null references facility,
  account_id  uuid        not null,
  kind        text        not null check (kind in ('PATIENTS', 'STAFF', 'SCHEDULES')),
  likely      text        not null default 'SKIP' check (likely in ('SKIP', 'WRITE')),
  content     text        check (length(content) <= 5000000),
  state       text        not null check (state in ('CHECKING', 'CHECKED', 'WRITING', 'DONE', 'FAILED', 'CANCELLED')),
  rows        integer     not null default 0 check (rows between 0 and 20000),
  done        integer     not null default 0 check (done between 0 and rows),
  written     integer     not null default 0,
  skipped     integer     not null default 0,
  refused     integer     not null default 0,
  faults      integer     not null default 0,
  hints       integer     not null default 0,
  findings    jsonb       not null default '[]',
  failure     text        check (length(failure) <= 40),
  attempts    smallint    not null default 0,
  runner      uuid,
  lease_until timestamptz,
  created_at  timestamptz not null,
  finished_at timestamptz,
  check ((state = 'FAILED') = (failure is not null)),
  check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (finished_at is not null)),
  check (finished_at is null or content is null),
  check (state not in ('CHECKING', 'WRITING') or content is not null)
);
create index file_import_open on file_import (created_at) where state in ('CHECKING', 'CHECKED', 'WRITING');
create index file_import_by_facility on file_import (facility_id, created_at);
comment on column file_import.content is 'The file; gone as soon as it is written, has faults or isn''t wanted, and after a day';
comment on column file_import.lease_until is 'By the database''s clock: beyond it another node takes the work';

grant select, insert, update, delete on file_import to ${app_role};
