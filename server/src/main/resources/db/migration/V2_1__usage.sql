-- How much the product is used; nothing here says who.

create table usage_event (
  id           uuid        primary key,
  at           timestamptz not null,
  kind         text        not null check (kind in ('SIGN_IN', 'REGISTRATION')),
  account_kind text        check (account_kind in ('STAFF', 'PATIENT', 'DEVICE')),
  channel      text        check (channel in ('SELF', 'RECEPTION')),
  check ((kind = 'SIGN_IN') = (account_kind is not null)),
  check ((kind = 'REGISTRATION') = (channel is not null))
);
create index usage_event_at on usage_event (at);

create table usage_active (
  day         date  not null,
  facility_id uuid  references facility,
  role        text  not null,
  mark        bytea not null check (length(mark) = 8),
  unique nulls not distinct (day, role, facility_id, mark)
);
comment on table usage_active is 'Who was active in which role, each counted once a day';
comment on column usage_active.mark is 'HMAC of day and account: tells people of one day apart, and nobody on two days together';

grant select, insert on usage_event, usage_active to ${app_role};
