-- Whoever is booked before a holiday is set needs another day; whoever is booked afterwards was so on purpose.

set local lock_timeout = '5s';

alter table holiday add column set_at timestamptz not null default now();
