-- The audit log's chain: each row waits in audit_unsealed, from the transaction that wrote it, until a seal covers it.

alter table audit_event
  add column address  text  check (length(address) <= 45),
  add column personal bytea check (length(personal) > 28);
comment on table audit_event is 'Who did what to whom; rows are added, never changed or deleted';
comment on column audit_event.address is 'From where staff acted: the address of version 4, or the first 64 bits of one of version 6; null for patients and jobs';
comment on column audit_event.personal is 'Personal values, encrypted under the patient''s key: unreadable once that is destroyed';

create table audit_unsealed (
  event_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
comment on table audit_unsealed is 'Rows of the audit log that no seal covers yet';

create table audit_seal (
  number    bigint      primary key check (number > 0),
  sealed_at timestamptz not null,
  events    uuid[]      not null check (cardinality(events) between 1 and 1000),
  digests   bytea       not null check (length(digests) = 32 * cardinality(events)),
  previous  bytea       not null check (length(previous) = 32),
  hash      bytea       not null check (length(hash) = 32)
);
alter table audit_seal alter column digests set storage external;
comment on table audit_seal is 'The chain over the audit log: each seal covers some rows by their digests, and the seal before it by its hash';
comment on column audit_seal.number is 'Without gaps, from 1';
comment on column audit_seal.digests is 'SHA-256 of each row, in the order of events; all zeros: the row was gone before it was sealed';

create function audit_event_waits_for_its_seal() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed (event_id) values (new.id);
  return null;
end $$;
create trigger audit_event_waits_for_its_seal after insert on audit_event
  for each row execute function audit_event_waits_for_its_seal();
insert into audit_unsealed (event_id) select id from audit_event;

-- Searching by person, by time, and by a rare act. The frequent acts pay for the first only: the second is a summary of
-- whole ranges of pages, the third leaves them out.
create index audit_event_account on audit_event (account_id, id);
create index audit_event_at on audit_event using brin (at);
create index audit_event_rare on audit_event (action, id)
  where action not in ('ENTRY_ENTER', 'ENTRY_CALL', 'ENTRY_START', 'ENTRY_SERVE', 'VISIT_ARRIVE', 'PATIENT_READ', 'PATIENTS_LISTED');

grant select, insert on audit_seal to ${app_role};
grant select, insert, delete on audit_unsealed to ${app_role};
