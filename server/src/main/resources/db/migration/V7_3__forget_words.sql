-- The words of an erased person's name go where nobody known in a facility has them. A word that somebody is given at the
-- very moment of the erasure may go too: that name is then found as it is written, but not with a typing error.

create function forget_words(words text[]) returns void language sql as $$
  with gone as (
    delete from name_word n
    where n.word = any (words)
      and not exists (select from facility f join patient_word w on w.facility_id = f.id and w.word = n.word)
    returning n.word
  )
  delete from name_deletion d using gone, generate_series(1, length(gone.word)) i
  where d.rest = left(gone.word, i - 1) || substr(gone.word, i + 1) and d.word = gone.word
$$;
grant delete on name_word, name_deletion to ${app_role};

comment on table name_word is 'Every word that has occurred in a name, but for those that only erased people had';

-- Whoever was known nowhere kept no word from being forgotten: it is learnt anew with the first facility.
create or replace function follow_patient_facility() returns trigger language plpgsql as $$
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
    perform learn_words(string_to_array(p.search_name, ' ')) from patient p where p.id = new.patient_id;
  end if;
  return null;
end $$;
