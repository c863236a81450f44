-- One-time codes. A phone stands here only with a registration that waits for its code.

create table one_time_code (
  id          uuid        primary key,
  purpose     text        not null check (purpose in ('REGISTRATION', 'PASSWORD_RESET', 'RECORD_CLAIM')),
  account_id  uuid        references account,
  code_hash   bytea       not null check (length(code_hash) = 32),
  tries       smallint    not null default 0 check (tries between 0 and 5),
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  check (expires_at > created_at)
);
create index one_time_code_expires_at on one_time_code (expires_at);
comment on column one_time_code.account_id is 'Whose it is; null for a registration, and for a reset of nobody''s password, which nobody is told';
comment on column one_time_code.code_hash is 'HMAC under a key of the pepper, over the id, the purpose and the code';

create table registration (
  code_id       uuid primary key references one_time_code on delete cascade,
  phone         text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  name          text not null check (length(name) between 1 and 200),
  language      text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  password_hash text not null
);
comment on table registration is 'What somebody wants to register with, until the code says that the phone is theirs';

-- Limits of attempts, shared by all nodes; their keys are HMACs, their states the limiter''s own.
create table attempt_limit (
  id         text   primary key check (length(id) = 43),
  state      bytea,
  expires_at bigint
) with (fillfactor = 50);
create index attempt_limit_expires_at on attempt_limit (expires_at);

-- What the demo would have sent, since it has nobody to send by.
create table demo_message (
  id       uuid        primary key,
  at       timestamptz not null,
  kind     text        not null check (length(kind) between 1 and 40),
  phone    text        not null,
  language text,
  code     text
);

-- A password that was changed or reset ends sign-ins; so does an administrator, a device's revocation, or the person.
alter table session drop constraint session_revoked_for_check;
alter table session add constraint session_revoked_for_check
  check (revoked_for in ('LOGOUT', 'REUSE', 'ADMIN', 'PASSWORD', 'OWNER'));

grant select, insert, update, delete on one_time_code, attempt_limit to ${app_role};
grant select, insert, delete on registration, demo_message to ${app_role};
