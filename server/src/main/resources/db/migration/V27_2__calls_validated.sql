set local lock_timeout = '5s';

alter table call validate constraint call_of_its_entry;
alter table call validate constraint call_at_its_desk;
alter table entry validate constraint entry_own_call;
