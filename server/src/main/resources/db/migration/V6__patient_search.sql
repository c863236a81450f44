-- Finding patients: by the words of their names as the server writes them without accents and case, by birth date, by phone.

alter table patient add column search_name text collate "C";
comment on column patient.search_name is 'The plain words of the name, sorted; null until the server has written them';
create index patient_search_name on patient (search_name);
create index patient_search_name_missing on patient (id) where search_name is null;
create index patient_birth_date on patient (birth_date);
create index patient_phone_end on patient (reverse(contact_phone) collate "C");

-- Derived from patient and patient_facility by the triggers below: who in a facility has this word in the name.
create table patient_word (
  facility_id uuid             not null,
  word        text collate "C" not null,
  patient_id  uuid             not null,
  primary key (facility_id, word, patient_id)
);
comment on table patient_word is 'The words of the names of those whom a facility knows';

create table name_word (
  word text collate "C" primary key
);
comment on table name_word is 'Every word that has occurred in a name';

create table name_deletion (
  rest text collate "C" not null,
  word text collate "C" not null,
  primary key (rest, word)
);
comment on table name_deletion is 'The words without one of their letters: two words that are one typing error apart share one of these, or one is the other''s';

create function learn_words(words text[]) returns void language sql as $$
  with fresh as (
    insert into name_word select distinct w from unnest(words) w order by w on conflict do nothing returning word
  )
  insert into name_deletion
  select distinct left(word, i - 1) || substr(word, i + 1), word
  from fresh, generate_series(1, length(word)) i
  where length(word) between 3 and 40
  on conflict do nothing
$$;

create function forget_search_name() returns trigger language plpgsql as $$
begin
  if new.name is distinct from old.name and new.search_name is not distinct from old.search_name then
    new.search_name := null;
  end if;
  return new;
end $$;
comment on function forget_search_name() is 'Whoever changes a name and not its plain words leaves it to the server''s job to write them';

create function follow_search_name() returns trigger language plpgsql as $$
begin
  if new.search_name is not distinct from old.search_name then
    return null;
  end if;
  delete from patient_word w using patient_facility f
  where f.patient_id = new.id and w.facility_id = f.facility_id and w.patient_id = new.id
    and w.word = any (string_to_array(old.search_name, ' '));
  insert into patient_word
  select f.facility_id, w, new.id
  from patient_facility f, unnest(string_to_array(new.search_name, ' ')) w
  where f.patient_id = new.id
  on conflict do nothing;
  perform learn_words(string_to_array(new.search_name, ' '));
  return null;
end $$;

create function begin_search_name() returns trigger language plpgsql as $$
begin
  perform learn_words(string_to_array(new.search_name, ' '));
  return null;
end $$;

create function follow_patient_facility() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from patient_word w using patient p
    where p.id = old.patient_id and w.facility_id = old.facility_id and w.patient_id = p.id
      and w.word = any (string_to_array(p.search_name, ' '));
  else
    insert into patient_word
    select new.facility_id, w, p.id
    from patient p, unnest(string_to_array(p.search_name, ' ')) w
    where p.id = new.patient_id
    on conflict do nothing;
  end if;
  return null;
end $$;

create trigger patient_name_changed before update on patient for each row execute function forget_search_name();
create trigger patient_named after insert on patient
  for each row when (new.search_name is not null) execute function begin_search_name();
create trigger patient_renamed after update on patient for each row execute function follow_search_name();
create trigger patient_known after insert or delete on patient_facility
  for each row execute function follow_patient_facility();

grant select, insert, delete on patient_word to ${app_role};
grant select, insert on name_word, name_deletion to ${app_role};
