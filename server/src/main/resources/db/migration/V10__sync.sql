-- Clients that keep working without a network: what each has sent, and what became of it.

set local lock_timeout = '5s';

create table sync_client (
  id           uuid        primary key,
  account_id   uuid        not null references account,
  facility_id  uuid        references facility,
  scope        text        not null check (scope in ('STAFF', 'DEVICE', 'PATIENT')),
  label        text        check (length(label) between 1 and 100),
  last_mid     bigint      not null default 0 check (last_mid >= 0),
  created_at   timestamptz not null,
  last_pull_at timestamptz,
  revoked_at   timestamptz,
  check ((scope = 'PATIENT') = (facility_id is null))
) with (fillfactor = 50);
create index sync_client_account on sync_client (account_id);
create index sync_client_facility on sync_client (facility_id) where facility_id is not null;
comment on column sync_client.last_mid is 'The last of its mutations that was judged; they are numbered from 1 without gaps';

create table sync_result (
  client_id  uuid     not null references sync_client on delete cascade,
  mid        bigint   not null check (mid > 0),
  hash       bytea    not null,
  status     text     not null check (status in ('APPLIED', 'NOOP', 'MERGED', 'REJECTED')),
  code       text,
  detail     text,
  facts      text     not null,
  row_kind   text,
  row_id     uuid,
  primary key (client_id, mid)
);
comment on table sync_result is 'What became of a client''s latest mutations, so that one takes effect once however often it is sent. Ids, states and times only';

create table sync_conflict (
  id               uuid        primary key,
  facility_id      uuid        not null references facility,
  kind             text        not null check (kind in ('PROFILE', 'DUPLICATE')),
  patient_id       uuid        not null references patient on delete cascade,
  other_patient_id uuid        references patient on delete cascade,
  client_id        uuid        not null references sync_client,
  mid              bigint      not null,
  fields           text[]      not null default '{}',
  wanted           jsonb       not null default '{}',
  created_at       timestamptz not null,
  resolved_at      timestamptz,
  resolved_by      uuid,
  resolution       text        check (resolution in ('KEEP', 'DONE')),
  check ((resolved_at is null) = (resolved_by is null)),
  check ((resolved_at is null) = (resolution is null))
);
create index sync_conflict_open on sync_conflict (facility_id, id) where resolved_at is null;
create index sync_conflict_patient on sync_conflict (patient_id);
comment on table sync_conflict is 'What the server would not decide, for a person';

-- How far each facility's order of events has been forgotten, and by when it was where.
create table feed_mark (
  facility_id uuid        not null references facility,
  version     bigint      not null,
  marked_at   timestamptz not null,
  forgotten   boolean     not null default false,
  primary key (facility_id, version)
);

create table sync_restore (
  one_row boolean primary key default true check (one_row),
  count   bigint  not null default 0
);
insert into sync_restore default values;
comment on table sync_restore is 'Part of the epoch: whoever restores a backup counts it up';

create function utc_text(at timestamptz) returns text language sql immutable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

grant select, insert, update on sync_client, sync_conflict, feed_mark to ${app_role};
grant select, insert, delete on sync_result to ${app_role};
grant delete on feed_mark, change to ${app_role};
grant select on sync_restore to ${app_role};
grant execute on function utc_text(timestamptz) to ${app_role};
