set local lock_timeout = '5s';

-- A closed weekday has no hours, so when a weekday's hours were set can't stand with them.
create table opening_day (
  facility_id uuid        not null references facility,
  weekday     smallint    not null check (weekday between 1 and 7),
  set_at      timestamptz not null,
  primary key (facility_id, weekday)
);
comment on table opening_day is 'When the opening hours of a weekday were changed last: what was booked before and lies outside of them needs rebooking';
grant select, insert, update on opening_day to ${app_role};
