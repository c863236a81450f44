set local lock_timeout = '5s';

-- So that undoing a check-in gives back what the patient had said before.
alter table appointment_event add column expected_before timestamptz;
comment on column appointment_event.expected_before is 'When the patient, who ran late, was expected before this transition';
