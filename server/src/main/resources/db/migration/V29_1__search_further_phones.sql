-- People are found by each of their phones. Few have more than one, and a change of other records costs nothing.
create index concurrently patient_other_phones on patient using gin (other_phones) where other_phones <> '{}';
