-- National phone numbers are read by the facility's country (ISO 3166; ZZ: unknown, then only international ones).
alter table facility add column country text not null default 'ZZ' check (country ~ '^[A-Z]{2}$');

-- Routes change under If-Match like every other setting.
alter table route add column version bigint not null default 1;

-- The set of priority groups is replaced as a whole.
grant delete on priority_group to ${app_role};
