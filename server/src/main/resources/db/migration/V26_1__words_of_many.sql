set local lock_timeout = '5s';

-- What several people's names need of the search is written by one statement, whether one is registered or a hundred.
create function begin_search_names() returns trigger language plpgsql as $$
begin
  perform learn_words(array(
    select w from fresh, unnest(string_to_array(fresh.search_name, ' ')) w where fresh.search_name is not null));
  return null;
end $$;

create function follow_known_patients() returns trigger language plpgsql as $$
begin
  insert into patient_word
  select f.facility_id, w, p.id
  from fresh f join patient p on p.id = f.patient_id, unnest(string_to_array(p.search_name, ' ')) w
  order by 1, 2, 3
  on conflict do nothing;
  perform learn_words(array(
    select w from fresh f join patient p on p.id = f.patient_id, unnest(string_to_array(p.search_name, ' ')) w));
  return null;
end $$;

drop trigger patient_named on patient;
create trigger patient_named after insert on patient referencing new table as fresh
  for each statement execute function begin_search_names();
drop function begin_search_name();

drop trigger patient_known on patient_facility;
create trigger patient_known after insert on patient_facility referencing new table as fresh
  for each statement execute function follow_known_patients();
create trigger patient_unknown after delete on patient_facility
  for each row execute function follow_patient_facility();
