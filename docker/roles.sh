#!/bin/sh
# Runs once, in the empty PostgreSQL of docker-compose.yml: the four roles, their database, and a user for Temporal.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
create role portwright_owner login password '$OWNER_PASSWORD';
create role portwright_app login nobypassrls password '$APP_PASSWORD';
create role portwright_system login nobypassrls password '$SYSTEM_PASSWORD';
create role portwright_audit login nobypassrls password '$AUDIT_PASSWORD';
create role temporal login createdb password '$TEMPORAL_PASSWORD';
create database portwright owner portwright_owner;
revoke all on database portwright from public;
grant connect on database portwright to portwright_app, portwright_system, portwright_audit;
SQL
