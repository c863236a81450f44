set local lock_timeout = '5s';

-- Who comes of age is known by the birth date, which may be told or corrected later.
alter table guardianship add column own_end boolean;
comment on column guardianship.own_end is 'Whether somebody said until when; if not, it ends when a child comes of age; null: begun before this was kept';
