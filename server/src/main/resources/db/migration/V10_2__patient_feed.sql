-- A second order of events: one for each patient whose app synchronises, built as that of a facility.

set local lock_timeout = '5s';

create table patient_feed (
  patient_id uuid   primary key references patient on delete cascade,
  version    bigint not null default 0
) with (fillfactor = 50);

create table patient_change (
  patient_id uuid   not null references patient_feed on delete cascade,
  version    bigint not null,
  kind       text   not null,
  row_id     uuid   not null,
  primary key (patient_id, version, kind, row_id)
);
comment on table patient_change is 'Which rows of a patient changed: dense, visible in order';

grant select, insert, update on patient_feed to ${app_role};
grant select, insert, delete on patient_change to ${app_role};
