-- When a patient who runs late will be here, as he said.

set local lock_timeout = '5s';

alter table entry add column expected_at timestamptz;
alter table entry add constraint entry_expected_on_hold check (expected_at is null or state = 'ON_HOLD') not valid;
alter table entry validate constraint entry_expected_on_hold;
comment on column entry.expected_at is 'When the patient, who runs late and is on hold for it, will be here, as he said';

alter table appointment add column expected_at timestamptz;
alter table appointment add constraint appointment_expected_booked check (expected_at is null or status = 'BOOKED') not valid;
alter table appointment validate constraint appointment_expected_booked;
comment on column appointment.expected_at is 'When the patient, who runs late, will be here, as he said';
