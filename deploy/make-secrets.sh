#!/bin/sh
# Makes ./secrets for docker-compose.yml, once: what exists is kept. No default password exists anywhere.
# Keep a copy of secrets/instance-key away from this machine: without it nothing can be read again.
set -eu
umask 077
cd "$(dirname "$0")/.."
mkdir -p secrets

# Letters and digits only, so that a password fits into an address without escaping.
random() { head -c 512 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | head -c "$1"; }

# Readable by the containers' users; the folder itself is closed to the other accounts of this machine.
keep() {
  if [ -s "secrets/$1" ]; then cat > /dev/null; return; fi
  cat > "secrets/$1.new"
  chmod 0444 "secrets/$1.new"
  mv "secrets/$1.new" "secrets/$1"
}

random 40 | keep postgres-password
random 40 | keep database-owner-password
random 40 | keep database-app-password
printf 'postgres://maroquin_owner:%s@postgres:5432/maroquin' "$(cat secrets/database-owner-password)" | keep database-owner-url
printf 'postgres://maroquin_app:%s@postgres:5432/maroquin' "$(cat secrets/database-app-password)" | keep database-url
random 20 | keep s3-access-key
random 40 | keep s3-secret-key
head -c 32 /dev/urandom | base64 | keep instance-key
echo "secrets/ : $(ls secrets | tr '\n' ' ')"
