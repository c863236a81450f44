-- What the record that stays got from the merged one's profile, so that an undo can take it out again.

alter table patient_merge
  add column taken_allergies integer[] not null default '{}',
  add column taken_phones    integer[] not null default '{}';
comment on column patient_merge.taken_allergies is 'Positions, from 0, among the merged record''s allergies of those that the other record had not';
comment on column patient_merge.taken_phones is 'Positions, from 0, among the merged record''s further phones of those that the other record had not';
