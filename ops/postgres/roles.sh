#!/bin/bash
# Run once, by PostgreSQL's own image on an empty database: the role that the servers use. It may work with the tables and
# can't alter them; the owner only migrates.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set=password="$DATABASE_APP_PASSWORD" <<'SQL'
create role careturn_app login password :'password';
revoke create on schema public from public;
revoke connect on database careturn from public;
grant connect on database careturn to careturn_app;
SQL
