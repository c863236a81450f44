set local lock_timeout = '5s';

-- Patients who are here already and wait for a doctor who is away wait for any: once for each absence, when it begins.
alter table absence add column handed_over_at timestamptz;
comment on column absence.handed_over_at is 'When those who waited for the doctor, once it had begun, were let wait for any';
