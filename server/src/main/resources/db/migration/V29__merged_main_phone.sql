set local lock_timeout = '5s';

-- The main phone of a merged record is kept, too: as the main one where the other record has none, else as a further one.
alter table patient_merge add column taken_main_phone boolean not null default false;
comment on column patient_merge.taken_main_phone is 'Whether the merged record''s main phone became that of the other record, which had none';
comment on column patient_merge.taken_phones is 'Positions, from 0, among the merged record''s further phones, and after these its main phone, of those that the other record had not';
