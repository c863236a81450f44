set local lock_timeout = '5s';

-- A password that an administrator chose or had made: until when it lets its owner in, who then chooses another one.
alter table account add column first_password_until timestamptz;
