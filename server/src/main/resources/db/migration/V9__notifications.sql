-- Messages to patients: staged in the transaction that causes them, brought by workers on any node.

create table notification (
  id             uuid        primary key,
  dedupe_key     text        not null unique check (length(dedupe_key) between 1 and 200),
  kind           text        not null,
  priority       smallint    not null check (priority between 0 and 9),
  facility_id    uuid        references facility,
  patient_id     uuid        references patient,
  account_id     uuid,
  visit_id       uuid,
  entry_id       uuid,
  appointment_id uuid,
  phone          text        check (length(phone) <= 20),
  language       text        check (length(language) <= 35),
  arguments      jsonb       not null default '{}' check (length(arguments::text) <= 8000),
  secrets        bytea       check (length(secrets) <= 8000),
  not_before     timestamptz not null,
  useful_until   timestamptz not null,
  state          text        not null check (state in ('PENDING', 'SENDING', 'UNKNOWN', 'SENT', 'DELIVERED', 'FAILED', 'EXPIRED', 'DEAD')),
  channel        text        check (channel in ('PUSH', 'SMS')),
  attempts       smallint    not null default 0,
  faults         smallint    not null default 0,
  claim          integer     not null default 0,
  next_at        timestamptz,
  provider_id    text        check (length(provider_id) <= 200),
  error          text        check (length(error) <= 100),
  cost           numeric(12, 6),
  currency       text        check (length(currency) = 3),
  created_at     timestamptz not null,
  changed_at     timestamptz not null,
  check (useful_until > not_before),
  check (next_at is null or state not in ('DELIVERED', 'FAILED', 'EXPIRED', 'DEAD'))
) with (fillfactor = 70);
create index notification_due on notification (priority, next_at) where next_at is not null;
create index notification_by_patient on notification (patient_id, id) where patient_id is not null;
create index notification_by_facility on notification (facility_id, id) where facility_id is not null;
create index notification_by_visit on notification (visit_id) where visit_id is not null;
comment on table notification is 'A message about one event: what causes it, until when it is of use, and what became of it';
comment on column notification.dedupe_key is 'Names the event: one event never makes two messages';
comment on column notification.priority is '0 first; from the kind';
comment on column notification.phone is 'E.164; only where the message is for a phone and not for a patient';
comment on column notification.arguments is 'Of the text; nothing personal';
comment on column notification.secrets is 'Personal or secret arguments of the text as JSON, encrypted';
comment on column notification.channel is 'Of the last attempt';
comment on column notification.faults is 'How often preparing it failed, without an attempt';
comment on column notification.claim is 'Grows with each claim: who holds an older one changes nothing any more';
comment on column notification.next_at is 'When a worker has to look at it next; while one works, the end of its lease; null: never again';
comment on column notification.cost is 'As the provider tells it';

create table notification_attempt (
  id              uuid        primary key,
  notification_id uuid        not null references notification on delete cascade,
  channel         text        not null check (channel in ('PUSH', 'SMS')),
  state           text        not null check (state in ('STARTED', 'UNKNOWN', 'SENT', 'DELIVERED', 'REFUSED', 'FAILED')),
  recipient_hash  bytea,
  text            bytea,
  started_at      timestamptz not null,
  answered_at     timestamptz,
  changed_at      timestamptz not null,
  provider_id     text        unique check (length(provider_id) <= 200),
  provider_state  text        check (length(provider_state) <= 40),
  error           text        check (length(error) <= 100),
  cost            numeric(12, 6),
  currency        text        check (length(currency) = 3)
) with (fillfactor = 80);
create unique index notification_attempt_once on notification_attempt (notification_id, channel) where state <> 'REFUSED';
create index notification_attempt_recipient on notification_attempt (recipient_hash, started_at);
comment on table notification_attempt is 'A call of a provider, committed before it is made';
comment on index notification_attempt_once is 'Nothing is sent twice on a channel: a new attempt needs the certainty that the one before was not accepted';
comment on column notification_attempt.state is 'REFUSED: certainly not accepted, may be tried again; FAILED: never on this channel';
comment on column notification_attempt.text is 'What was sent, encrypted';

create table notification_day (
  facility_id uuid        not null references facility,
  day         date        not null,
  sent        integer     not null,
  alerted_at  timestamptz,
  primary key (facility_id, day)
) with (fillfactor = 50);
comment on table notification_day is 'How many SMS a facility has sent on a day, in UTC';
comment on column notification_day.alerted_at is 'When it was told that there are no more of them today';

create table sms_opt_out (
  phone text        primary key check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  at    timestamptz not null
);
comment on table sms_opt_out is 'Numbers whose owners said STOP';

create table inbound_message (
  provider_id text        primary key check (length(provider_id) between 1 and 200),
  at          timestamptz not null
);
create index inbound_message_at on inbound_message (at);
comment on table inbound_message is 'Which SMS were taken, so that none is taken twice; kept for a week';

create table push_device (
  id         uuid        primary key,
  account_id uuid        not null references account,
  token      text        not null unique check (length(token) between 1 and 4096),
  platform   text        not null check (platform in ('ANDROID', 'IOS')),
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index push_device_by_account on push_device (account_id, changed_at);
comment on table push_device is 'Installations of the app that push messages go to';
comment on column push_device.id is 'The app makes it when it is installed';

grant select, insert, update, delete on notification, notification_attempt, notification_day, sms_opt_out, inbound_message,
  push_device to ${app_role};
