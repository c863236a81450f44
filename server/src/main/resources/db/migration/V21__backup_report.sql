-- How the backups of a PostgreSQL of one's own stand, told by whoever makes them (ops/postgres/backup) as the owner.

create table backup_report (
  id             smallint    primary key default 1 check (id = 1),
  complete_until timestamptz not null,
  copied_at      timestamptz,
  tried_at       timestamptz,
  trial_good     boolean,
  since          timestamptz not null default now(),
  check ((tried_at is null) = (trial_good is null))
);
comment on table backup_report is 'One row; none where nobody tells';
comment on column backup_report.complete_until is 'Up to when nothing is missing';
comment on column backup_report.copied_at is 'When the newest copy of all files was begun';
comment on column backup_report.tried_at is 'When a copy was last restored for trial, and trial_good whether it could be';

grant select on backup_report to ${app_role};
