-- The patient's record in depth: profile, who changed which field, notes, consents, and who acts for whom.

alter table patient
  add column birth_precision text   not null default 'DAY'
                             check (birth_precision in ('DAY', 'MONTH', 'YEAR', 'ESTIMATED')),
  add column alias           text   unique check (length(alias) between 1 and 100),
  add column other_phones    text[] not null default '{}'
                             check (cardinality(other_phones) <= 5
                               and array_to_string(other_phones, ' ') ~ '^(\+[1-9][0-9]{6,14}( |$))*$'),
  add column address         text   check (length(address) between 1 and 500),
  add column allergies       jsonb  not null default '[]'
                             check (jsonb_typeof(allergies) = 'array' and jsonb_array_length(allergies) <= 50),
  add column priority_groups text[] not null default '{}'
                             check (cardinality(priority_groups) <= 20
                               and array_to_string(priority_groups, ' ') ~ '^([A-Z][A-Z0-9_]{1,39}( |$))*$');
comment on column patient.birth_precision is 'How much of the birth date is known; ESTIMATED: from the age that somebody has or seems to have';
comment on column patient.alias is 'What somebody who couldn''t say who they are was registered as; it is the name until that is known, and stays after it';
comment on column patient.allergies is 'A set of {text, criticality}; criticality as in FHIR or null';

create sequence patient_alias;

create table patient_field (
  patient_id uuid        not null references patient on delete cascade,
  field      text        not null check (field in ('NAME', 'BIRTH_DATE', 'CONTACT_PHONE', 'OTHER_PHONES', 'SEX', 'LANGUAGE',
                                                   'ADDRESS', 'ALLERGIES', 'PRIORITY_GROUPS')),
  version    bigint      not null check (version > 1),
  changed_by uuid        not null,
  changed_at timestamptz not null,
  primary key (patient_id, field)
);
comment on table patient_field is 'Under which version of the record a field last changed; without a row: never since the registration';
comment on column patient_field.changed_by is 'The account; zeros: the server itself';

create table patient_note (
  id          uuid        primary key,
  patient_id  uuid        not null references patient on delete cascade,
  facility_id uuid        not null references facility,
  author_id   uuid        not null,
  text        text        not null check (length(text) between 1 and 4000),
  written_at  timestamptz not null
);
create index patient_note_by_patient on patient_note (patient_id, id);
comment on table patient_note is 'What doctors and nurses write down; never changed, only added to, and gone with an erasure';

create table patient_consent (
  id          uuid        primary key,
  patient_id  uuid        not null references patient on delete cascade,
  kind        text        not null check (kind in ('SMS', 'PUSH', 'FEEDBACK')),
  granted     boolean     not null,
  source      text        not null check (source in ('PATIENT', 'GUARDIAN', 'STAFF', 'SMS_REPLY')),
  recorded_by uuid        not null,
  recorded_at timestamptz not null,
  current     boolean     not null default true
);
create unique index patient_consent_current on patient_consent (patient_id, kind) where current;
create index patient_consent_by_patient on patient_consent (patient_id, id);
comment on table patient_consent is 'Each granting and withdrawal; the current one of a kind counts, and without any nothing is granted';

create table guardianship (
  id           uuid        primary key,
  guardian_id  uuid        not null references patient on delete cascade,
  dependant_id uuid        not null references patient on delete cascade,
  relationship text        not null check (relationship in ('PARENT', 'CHILD', 'SPOUSE', 'SIBLING', 'GRANDPARENT',
                                                            'LEGAL_GUARDIAN', 'CARER', 'OTHER')),
  starts_at    timestamptz not null,
  ends_at      timestamptz check (ends_at >= starts_at),
  created_by   uuid        not null,
  ended_by     uuid,
  end_reason   text        check (length(end_reason) between 1 and 500),
  check (guardian_id <> dependant_id),
  check (ended_by is null or ends_at is not null),
  constraint guardianship_once exclude using gist (
    guardian_id with =, dependant_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index guardianship_by_guardian on guardianship (guardian_id);
create index guardianship_by_dependant on guardianship (dependant_id);
comment on table guardianship is 'Who acts for whom, from when until when';
comment on column guardianship.relationship is 'What the guardian is to the dependant';
comment on column guardianship.ended_by is 'Who ended it before its time; null: it ends by itself or not at all';

grant select, insert, delete on patient_note to ${app_role};
grant select, insert, update on patient_field, patient_consent, guardianship to ${app_role};
grant update (patient_id) on patient_note to ${app_role};
grant usage on sequence patient_alias to ${app_role};
