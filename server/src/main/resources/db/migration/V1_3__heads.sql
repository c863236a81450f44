-- "is null" does not let an index give the order of the columns behind it, equality does: so an unbound entry is bound to
-- nobody by a value. Each head of a queue is then one seek, however many wait.
drop index entry_heads;
create index entry_heads on entry
  (queue_id, urgency, coalesce(bound_doctor_id, '00000000-0000-0000-0000-000000000000'), since, tie, id)
  where state = 'WAITING';
