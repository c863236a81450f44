-- When a patient said that he will come.

set local lock_timeout = '5s';

alter table appointment add column confirmed_at timestamptz;
comment on column appointment.confirmed_at is 'When the patient last said that he will come at this time; null: not yet';
