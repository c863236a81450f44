-- call_by_entry begins with the same column.
drop index concurrently if exists call_entry;
