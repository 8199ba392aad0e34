#!/bin/sh
# Run once by the postgres image, on an empty volume: three roles, none superuser. The owner migrates, the app serves
# under row level security, the reader backs up. A managed database gets the same statements from its administrator.
set -eu
owner=$(cat "${DATABASE_OWNER_PASSWORD_FILE:-/run/secrets/database-owner-password}")
app=$(cat "${DATABASE_APP_PASSWORD_FILE:-/run/secrets/database-app-password}")
psql -v ON_ERROR_STOP=1 -v owner="$owner" -v app="$app" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
create role maroquin_owner login nosuperuser nobypassrls password :'owner';
create role maroquin_app login nosuperuser nobypassrls password :'app';
create role maroquin_reader nologin nosuperuser nobypassrls;
grant maroquin_app, maroquin_reader to maroquin_owner;
create database maroquin owner maroquin_owner;
revoke connect on database maroquin from public;
grant connect on database maroquin to maroquin_app, maroquin_reader;
SQL
