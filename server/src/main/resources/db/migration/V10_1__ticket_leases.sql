-- Ranges of ticket numbers for one client alone, so that it hands out numbers without a network.

set local lock_timeout = '5s';

create table ticket_lease (
  id            uuid        primary key,
  facility_id   uuid        not null references facility,
  prefix        text        not null,
  first_day     date        not null,
  last_day      date        not null,
  from_sequence integer     not null check (from_sequence >= 700),
  to_sequence   integer     not null check (to_sequence <= 999999),
  holder_id     uuid        not null,
  created_at    timestamptz not null,
  check (last_day >= first_day),
  check (to_sequence >= from_sequence),
  constraint ticket_lease_apart exclude using gist (
    facility_id with =, prefix with =,
    daterange(first_day, last_day, '[]') with &&,
    int4range(from_sequence, to_sequence, '[]') with &&)
);
create index ticket_lease_holder on ticket_lease (holder_id, last_day);
comment on column ticket_lease.holder_id is 'The client of the synchronisation that hands these numbers out';

grant select, insert on ticket_lease to ${app_role};
