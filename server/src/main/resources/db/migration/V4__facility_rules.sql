-- How a service is booked, when a facility is open, and its settings for messages and retention.

alter table service
  add column booking                 text     not null default 'OFF' check (booking in ('OFF', 'STAFF', 'ALL')),
  add column lead_minutes            integer  not null default 60 check (lead_minutes between 0 and 43200),
  add column horizon_days            smallint not null default 90 check (horizon_days between 1 and 730),
  add column slot_minutes            smallint check (slot_minutes between 5 and 480),
  add column check_in_before_minutes smallint not null default 60 check (check_in_before_minutes between 0 and 720),
  add column check_in_after_minutes  smallint not null default 120 check (check_in_after_minutes between 0 and 720),
  add column remote_joining          boolean  not null default false,
  add column overbooking_seats       smallint not null default 0 check (overbooking_seats between 0 and 10);
comment on column service.booking is 'Who books: nobody, staff only, or patients too';
comment on column service.slot_minutes is 'Null: the duration';

alter table queue
  add column notice_lead_minutes smallint not null default 15 check (notice_lead_minutes between 0 and 240);

alter table facility
  add column reminder_hours          smallint not null default 24 check (reminder_hours between 0 and 168),
  add column quiet_from              time     not null default '21:00',
  add column quiet_until             time     not null default '08:00',
  add column messages_per_day        smallint not null default 10 check (messages_per_day between 1 and 100),
  add column visit_retention_days    integer  not null default 3653 check (visit_retention_days between 30 and 36525),
  add column message_retention_days  integer  not null default 90 check (message_retention_days between 7 and 3653),
  add column forecast_retention_days integer  not null default 365 check (forecast_retention_days between 30 and 3653);
comment on column facility.reminder_hours is 'Before an appointment; 0: no reminder';

create table opening_hours (
  facility_id uuid     not null references facility,
  weekday     smallint not null check (weekday between 1 and 7),
  opens       time     not null,
  closes      time     not null,
  primary key (facility_id, weekday, opens),
  check (closes > opens or closes = '00:00')
);
comment on table opening_hours is 'Local time, weekday 1 is Monday; closes at 00:00: at the end of the day. A facility without any never closes';

create table holiday (
  facility_id uuid not null references facility,
  day         date not null,
  name        text not null check (length(name) between 1 and 100),
  primary key (facility_id, day)
);

grant select, insert, update, delete on opening_hours, holiday to ${app_role};
