-- What is sent without being asked for expressly, resending, answers to answers, counts that outlive the log, and feedback.
set local lock_timeout = '5s';

alter table facility
  add column reminders_by_default boolean not null default true,
  add column feedback_by_default  boolean not null default false;
comment on column facility.reminders_by_default is 'Whether patients who have said nothing about it are reminded';
comment on column facility.feedback_by_default is 'Whether patients who have said nothing about it are asked how it was';

alter table notification
  add column resend_of     uuid,
  add column resend_reason bytea check (length(resend_reason) <= 2000);
create index notification_by_resend on notification (resend_of) where resend_of is not null;
comment on column notification.resend_of is 'The first message, which staff have sent once more by this one';
comment on column notification.resend_reason is 'Why, encrypted';

-- A number stays known as one that wants no SMS after its owner's data is erased, but only as a hash under the server's key.
alter table sms_opt_out
  drop constraint sms_opt_out_pkey,
  alter column phone drop not null,
  add column phone_hash bytea unique check (length(phone_hash) = 32),
  add constraint sms_opt_out_known check (phone is not null or phone_hash is not null);
create unique index sms_opt_out_phone on sms_opt_out (phone) where phone is not null;
comment on column sms_opt_out.phone is 'Of rows from before hashes were kept; the server turns it into one when it starts';
comment on column sms_opt_out.phone_hash is 'Of the number, under the server''s key';

create table sms_answer (
  phone_hash bytea       primary key check (length(phone_hash) = 32),
  at         timestamptz not null
);
create index sms_answer_at on sms_answer (at);
comment on table sms_answer is 'When a number was last answered, so that two machines don''t answer each other for ever; kept for a week';

create table message_usage (
  facility_id uuid           not null references facility,
  day         date           not null,
  kind        text           not null check (kind ~ '^[A-Z_]{3,40}$'),
  channel     text           not null check (channel in ('PUSH', 'SMS', 'NONE')),
  state       text           not null check (state ~ '^[A-Z]{3,20}$'),
  currency    text           not null check (length(currency) in (0, 3)),
  messages    integer        not null check (messages >= 0),
  cost        numeric(14, 6) not null,
  primary key (facility_id, day, kind, channel, state, currency)
);
comment on table message_usage is 'What stays of messages when their log has gone: how many there were';
comment on column message_usage.day is 'By the facility''s clock';
comment on column message_usage.currency is 'Of the cost; empty: none is known';

create table visit_feedback (
  visit_id    uuid        primary key references visit,
  facility_id uuid        not null references facility,
  token       text        not null unique check (length(token) between 20 and 40),
  created_at  timestamptz not null,
  rating      smallint    check (rating between 1 and 5),
  words       bytea       check (length(words) <= 8000),
  given_at    timestamptz,
  check ((rating is null) = (given_at is null)),
  check (words is null or given_at is not null)
);
create index visit_feedback_given on visit_feedback (facility_id, given_at) where given_at is not null;
create index visit_feedback_created on visit_feedback (facility_id, created_at);
comment on table visit_feedback is 'How a visit was, as whoever has the link says, once; a row for each visit that ended';
comment on column visit_feedback.token is 'In the link; unguessable';
comment on column visit_feedback.words is 'What was written, encrypted';

grant select, insert, update, delete on sms_answer, message_usage, visit_feedback to ${app_role};

comment on table notification_day is 'How many SMS a facility has sent on a day of its own clock';
