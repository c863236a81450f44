-- The second factor, devices that are paired by a code, and whose open work is handed over.

create table second_factor (
  account_id   uuid        primary key references account,
  secret       bytea       not null,
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  last_step    bigint      not null default 0
);
comment on column second_factor.secret is 'Sealed under a key of the pepper';
comment on column second_factor.last_step is 'The newest 30 seconds whose code was taken: none of them and before is taken again';

create table recovery_code (
  account_id uuid        not null references second_factor on delete cascade,
  hash       bytea       not null check (length(hash) = 32),
  used_at    timestamptz,
  primary key (account_id, hash)
);

create table pairing_code (
  id          uuid        primary key,
  code_hash   bytea       not null unique check (length(code_hash) = 32),
  facility_id uuid        not null references facility,
  name        text        not null check (length(name) between 1 and 200),
  created_by  uuid        not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  account_id  uuid        references account,
  check ((used_at is null) = (account_id is null))
);
create index pairing_code_expires_at on pairing_code (expires_at);

create index entry_bound on entry (bound_doctor_id)
  where bound_doctor_id is not null and state in ('WAITING', 'ON_HOLD');

grant select, insert, update, delete on second_factor, recovery_code, pairing_code to ${app_role};
