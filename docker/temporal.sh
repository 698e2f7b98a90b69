#!/bin/sh
# What portwright sets in its embedded Temporal, here for the one of docker-compose.yml. Can be run again.
set -eu
temporal operator search-attribute list --namespace portwright | grep -q PortwrightCarrier ||
    temporal operator search-attribute create --namespace portwright --name PortwrightCarrier --type Keyword
