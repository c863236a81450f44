set local lock_timeout = '5s';

-- What the wider ones hold already: a call's entry is in a queue and of a visit of its facility, its desk in one of its rooms.
alter table call
  drop constraint call_entry_id_facility_id_fkey,
  drop constraint call_visit_id_facility_id_fkey,
  drop constraint call_queue_id_facility_id_fkey,
  drop constraint call_room_id_facility_id_fkey,
  drop constraint call_desk_session_id_call_slots_fkey;
alter table entry
  drop constraint entry_call_id_fkey,
  drop constraint entry_id_facility_id_key;
alter table desk_session drop constraint desk_session_id_call_slots_key;
