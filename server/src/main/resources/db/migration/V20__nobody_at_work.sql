-- Since when nobody is at work for whom an entry waits: who was told a time hears that it doesn't hold.

set local lock_timeout = '5s';

alter table forecast add column nobody_since timestamptz;
comment on column forecast.nobody_since is 'Since when nobody is at work for it, and no range is known; null: somebody is';
