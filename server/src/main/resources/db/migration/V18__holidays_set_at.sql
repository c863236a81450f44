-- Whoever is booked before a holiday is set needs another day; whoever is booked afterwards was so on purpose.

alter table holiday add column set_at timestamptz not null default now();
