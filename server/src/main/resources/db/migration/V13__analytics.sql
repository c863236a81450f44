-- What statistics need of each day, gathered once: a year of it is read in a fraction of the time that its entries take.

set local lock_timeout = '5s';

create table analytics_facility (
  facility_id uuid   primary key references facility,
  version     bigint not null default 0,
  time_zone   text   not null default ''
);
comment on table analytics_facility is 'Whoever holds its row gathers the facility''s days; all nodes read what is gathered';
comment on column analytics_facility.version is 'The facility''s version up to which its changes are gathered';
comment on column analytics_facility.time_zone is 'By which hours were told; another one: all is gathered anew';

create table analytics_entries (
  facility_id uuid  not null references facility,
  service_day date  not null,
  queue_id    uuid  not null references queue,
  doctor_id   uuid  references account,
  room_id     uuid  references room,
  entries     bytea not null check (length(entries) % 16 = 0),
  unique nulls not distinct (facility_id, service_day, queue_id, doctor_id, room_id)
);
comment on table analytics_entries is 'The entries of a service day at one queue, by who called them last and where';
comment on column analytics_entries.entries is '16 bytes each: urgency, local hour of arrival, outcome, unreliable (2 bytes each), wait and service (4 bytes each, whole seconds, -1: none)';

create table analytics_visits (
  facility_id uuid    not null references facility,
  service_day date    not null,
  channel     text    not null,
  path        uuid[]  not null,
  visits      integer not null check (visits > 0),
  unreliable  integer not null check (unreliable between 0 and visits),
  stays       bytea   not null check (length(stays) % 4 = 0),
  primary key (facility_id, service_day, channel, path)
);
comment on table analytics_visits is 'The visits of a service day by how they came and where they were served';
comment on column analytics_visits.path is 'The queues that served them, in this order; empty: none did';
comment on column analytics_visits.unreliable is 'Of which a time was entered late or undone: their stays are left out';
comment on column analytics_visits.stays is '4 bytes each: whole seconds from arrival to the end of a visit that is over';

grant select, insert, update on analytics_facility to ${app_role};
grant select, insert, delete on analytics_entries, analytics_visits to ${app_role};
