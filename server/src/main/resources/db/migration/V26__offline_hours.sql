set local lock_timeout = '5s';

-- Since when a client has told how long it was without the network: nothing counts twice.
alter table sync_client add column outage_told_at timestamptz;

create table client_outage (
  id          uuid        primary key,
  facility_id uuid        not null constraint client_outage_facility references facility,
  since       timestamptz not null,
  until       timestamptz not null,
  check (since < until)
);
create index client_outage_until on client_outage (facility_id, until);
comment on table client_outage is 'How long one of a facility''s computers was open without the network, as it told afterwards; not which';

grant select, insert on client_outage to ${app_role};
