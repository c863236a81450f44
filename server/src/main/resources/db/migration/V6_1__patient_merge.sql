-- Two records of one person become one: the merged one stays as an alias, and what moved is written down to be undone.

alter table patient
  add column merged_into uuid references patient,
  add check (merged_into <> id);
create index patient_merged_into on patient (merged_into) where merged_into is not null;
comment on column patient.merged_into is 'The record that this id means since a merge, never itself a merged one; requests with this id are about that one';

create table patient_merge (
  id           uuid        primary key,
  patient_id   uuid        not null references patient,
  duplicate_id uuid        not null references patient,
  account_id   uuid        not null,
  merged_at    timestamptz not null,
  undone_at    timestamptz,
  check (patient_id <> duplicate_id)
);
create unique index patient_merge_once on patient_merge (duplicate_id) where undone_at is null;
create index patient_merge_patient on patient_merge (patient_id);

create table patient_merge_row (
  merge_id uuid   not null references patient_merge,
  relation text   not null,
  row_id   uuid   not null,
  version  bigint,
  primary key (merge_id, relation, row_id)
);
comment on table patient_merge_row is 'What a merge moved, by table, and what it ended, with the version after that';

create table patient_duplicate (
  id           uuid        primary key,
  patient_id   uuid        not null references patient,
  other_id     uuid        not null references patient,
  score        smallint    not null check (score between 0 and 100),
  found_at     timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid,
  unique (patient_id, other_id),
  check (patient_id < other_id),
  check ((dismissed_at is null) = (dismissed_by is null))
);
create index patient_duplicate_other on patient_duplicate (other_id);
comment on table patient_duplicate is 'Two records that may be of one person; dismissed: somebody said that they are not';

grant select, insert, update on patient_merge, patient_duplicate to ${app_role};
grant select, insert on patient_merge_row to ${app_role};
grant delete on patient_facility to ${app_role};
