-- Another phone to sign in by, until a code says that it is the person's; and how people come to be registered.

set local lock_timeout = '5s';

alter table one_time_code drop constraint one_time_code_purpose_check;
alter table one_time_code add constraint one_time_code_purpose_check
  check (purpose in ('REGISTRATION', 'PASSWORD_RESET', 'RECORD_CLAIM', 'LOGIN_PHONE')) not valid;
alter table one_time_code validate constraint one_time_code_purpose_check;

create table login_phone_change (
  code_id uuid primary key references one_time_code on delete cascade,
  phone   text not null check (phone ~ '^\+[1-9][0-9]{6,14}$')
);
comment on table login_phone_change is 'By which phone somebody wants to sign in, until the code says that it is theirs';

alter table usage_event drop constraint usage_event_channel_check;
alter table usage_event add constraint usage_event_channel_check
  check (channel in ('SELF', 'RECEPTION', 'KIOSK', 'IMPORT')) not valid;
alter table usage_event validate constraint usage_event_channel_check;

grant select, insert, delete on login_phone_change to ${app_role};
