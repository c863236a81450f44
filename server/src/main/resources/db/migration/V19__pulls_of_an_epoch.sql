-- After a restore a client pulls first, and sends then what waited: its times count from the pull before the restore.

set local lock_timeout = '5s';

alter table sync_client
  add column epoch          text,
  add column epoch_since    timestamptz,
  add column former_pull_at timestamptz;
comment on column sync_client.epoch is 'That of its last pull';
comment on column sync_client.epoch_since is 'Its first pull in this epoch';
comment on column sync_client.former_pull_at is 'Its last pull in the epoch before';
