set local lock_timeout = '5s';

-- A call could name the visit or the queue of another entry, a desk of another facility, or a room that isn't its desk's;
-- and an entry another one's call.
alter table call add constraint call_of_its_entry foreign key (entry_id, visit_id, queue_id, facility_id)
  references entry (id, visit_id, queue_id, facility_id) not valid;
alter table call add constraint call_at_its_desk foreign key (desk_session_id, call_slots, facility_id, room_id)
  references desk_session (id, call_slots, facility_id, room_id) not valid;
alter table entry add constraint entry_own_call foreign key (call_id, id) references call (id, entry_id) not valid;
