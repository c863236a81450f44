-- Which processes of the server work on this database, each by its own sign of life.

create table node (
  id         uuid        primary key,
  name       text        not null check (length(name) <= 200),
  version    text        not null check (length(version) <= 100),
  started_at timestamptz not null,
  seen_at    timestamptz not null default now()
);
comment on column node.seen_at is 'By the database''s clock, four times a minute';

grant select, insert, update, delete on node to ${app_role};
