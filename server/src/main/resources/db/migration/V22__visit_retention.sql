-- Visits that ended longer ago than their facility keeps them are another's: a record without a name, one for each facility.

set local lock_timeout = '5s';

create table visit_retention (
  facility_id  uuid        primary key references facility,
  pseudonym_id uuid        not null references patient,
  until_day    date        not null,
  visits       bigint      not null default 0 check (visits >= 0),
  at           timestamptz not null
);
comment on column visit_retention.pseudonym_id is 'Whose they are afterwards';
comment on column visit_retention.until_day is 'No visit of an earlier day leads to a patient any more';
comment on column visit_retention.visits is 'How many have been taken from their patients';
comment on column visit_retention.at is 'When the facility''s visits were last gone through';

grant select, insert, update on visit_retention to ${app_role};
