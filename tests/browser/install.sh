#!/bin/sh
# Installs Debian's Chromium and fonts for the tests in this folder, unless there is a browser.
set -eu

if [ "${DATELINE_TEST_BROWSER:-}" = skip ]; then
  exit 0
fi
for name in "${DATELINE_TEST_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null; then
    exit 0
  fi
done

if ! command -v apt-get >/dev/null; then
  reason="and no apt-get to install one"
elif [ "$(id -u)" = 0 ]; then
  as_root=
elif sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  reason="and no right to install one"
fi
if [ -n "${reason:-}" ]; then
  echo "The browser tests find no Chromium $reason. Install one, name it in" \
    "DATELINE_TEST_CHROMIUM, or leave these tests out with DATELINE_TEST_BROWSER=skip." >&2
  exit 1
fi

echo "Installing Chromium for the browser tests"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get -o DPkg::Lock::Timeout=300 install -qq -y --no-install-recommends \
  chromium fonts-noto-core fonts-liberation >/dev/null
