-- Each patient's personal values in the audit log have a key of their own, which an erasure destroys.

create table patient_key (
  patient_id uuid        primary key,
  master     text        check (length(master) = 16),
  wrapped    bytea       check (length(wrapped) = 60),
  created_at timestamptz not null,
  erased_at  timestamptz,
  check ((wrapped is null) = (erased_at is not null)),
  check ((wrapped is null) = (master is null))
);
create index patient_key_master on patient_key (master) where wrapped is not null;
comment on table patient_key is 'The key of a patient''s personal values, itself encrypted under a master key; destroyed by an erasure';
comment on column patient_key.master is 'Which master key wrapped it: it changes when that is rotated';

alter table patient add column erased_at timestamptz;
comment on column patient.erased_at is 'When the person''s data was erased; the record stays, without any of it';

-- What people wrote in free text about a patient goes with an erasure; nothing else of a transition ever changes.
grant update (reason) on entry_event, appointment_event to ${app_role};
grant select, insert, update on patient_key to ${app_role};
