-- What a patient who comes without a booking says at the desk; a booking keeps its own.

set local lock_timeout = '5s';

alter table visit add column reason_for_coming text;
alter table visit add constraint visit_reason_for_coming check (length(reason_for_coming) between 1 and 500) not valid;
alter table visit validate constraint visit_reason_for_coming;
comment on column visit.reason_for_coming is 'As said at the desk';

-- Computers that keep a facility's rows are told of its routes, and of its names of the urgencies, from here on.
with told as (
  update facility_feed set version = version + 1 returning facility_id, version
)
insert into change (facility_id, version, kind, row_id)
select told.facility_id, told.version, kind.name, kind.row_id
from told
cross join lateral (
  select 'facility' as name, told.facility_id as row_id
  union all select 'route', route.id from route where route.facility_id = told.facility_id
) kind;
