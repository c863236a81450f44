-- What facilities write instead of the texts that come with the product. A row without a text has the default again; it
-- stays, so that its version goes on.
create table message_template (
  facility_id uuid        not null references facility,
  kind        text        not null check (kind ~ '^[A-Z_]{3,40}$'),
  channel     text        not null check (channel in ('PUSH', 'SMS')),
  language    text        not null check (language ~ '^[A-Z]{2}$'),
  title       text        check (length(title) between 1 and 200),
  text        text        check (length(text) between 1 and 1000),
  version     bigint      not null default 1,
  changed_at  timestamptz not null,
  primary key (facility_id, kind, channel, language),
  check (title is null or text is not null)
);
comment on table message_template is 'A facility''s own text of a message, in ICU''s notation';
comment on column message_template.text is 'null: the default';
grant select, insert, update on message_template to ${app_role};

-- The reminder that comes last; the other one is the first.
alter table facility add column last_reminder_hours integer not null default 2 check (last_reminder_hours between 0 and 48);

-- How a person wants to be told, beside what the consents allow.
create table message_preference (
  patient_id uuid        primary key references patient on delete cascade,
  channel    text        not null check (channel in ('PUSH', 'SMS', 'NONE')),
  reminders  boolean     not null,
  version    bigint      not null default 1,
  changed_at timestamptz not null
);
comment on column message_preference.channel is 'Which is tried first; NONE: nothing is sent at all';
grant select, insert, update on message_preference to ${app_role};

-- Staging a message must not wait for a merge of the record while it holds the visit: the id is resolved when it is sent.
alter table notification drop constraint notification_patient_id_fkey;

-- The demo shows the log of messages instead.
drop table demo_message;
