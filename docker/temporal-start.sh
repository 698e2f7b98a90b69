#!/bin/sh
# The image wants its database password under another name than the shared file has.
set -eu
export POSTGRES_PWD="$TEMPORAL_PASSWORD"
exec /etc/temporal/entrypoint.sh autosetup
