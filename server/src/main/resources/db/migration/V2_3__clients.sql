-- Integrations: accounts that sign in by client credentials (RFC 6749, 4.4), narrowed by scopes.

alter table account drop constraint account_kind_check;
alter table account add constraint account_kind_check check (kind in ('STAFF', 'PATIENT', 'DEVICE', 'CLIENT'));

create table client (
  account_id  uuid        primary key references account,
  secret_hash bytea       not null check (length(secret_hash) = 32),
  scopes      text[]      not null check (cardinality(scopes) > 0),
  created_by  uuid        not null,
  created_at  timestamptz not null
);

alter table session add column scopes text[];
comment on column session.scopes is 'What an integration asked for; null for people and devices, who hold all of their roles';
create index session_of_client on session (expires_at) where scopes is not null;

-- An empty record, made at a registration, goes when its owner claims the one that was there before.
grant delete on patient to ${app_role};
grant select, insert on client to ${app_role};
