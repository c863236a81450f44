-- Hours are whole minutes, since appointments are; and appointments whose visit was taken up again are found.

-- what is shorter than a minute never held a slot
delete from schedule where date_trunc('minute', starts::interval) = date_trunc('minute', ends::interval) and starts <> ends;
update schedule set starts = date_trunc('minute', starts::interval)::time, ends = date_trunc('minute', ends::interval)::time
where date_part('second', starts) <> 0 or date_part('second', ends) <> 0;
alter table schedule
  add constraint schedule_whole_minutes check (date_part('second', starts) = 0 and date_part('second', ends) = 0);

delete from opening_hours where date_trunc('minute', opens::interval) = date_trunc('minute', closes::interval) and opens <> closes;
update opening_hours set opens = date_trunc('minute', opens::interval)::time, closes = date_trunc('minute', closes::interval)::time
where date_part('second', opens) <> 0 or date_part('second', closes) <> 0;
alter table opening_hours
  add constraint opening_hours_whole_minutes check (date_part('second', opens) = 0 and date_part('second', closes) = 0);

update facility set service_day_start = date_trunc('minute', service_day_start::interval)::time
where date_part('second', service_day_start) <> 0;
alter table facility
  add constraint facility_whole_minutes check (date_part('second', service_day_start) = 0);

create index appointment_left on appointment (changed_at) where status = 'NOSHOW' and visit_id is not null;
