#!/bin/sh
# Makes docs/dossier.png, the README's picture: the first story of the demonstration with an assertion's source opened.
# Needs Debian's chromium, and optipng where it is installed makes the file smaller.
# Usage: docs/picture.sh [KHABAR], the command that runs khabar; default: ./run
set -eu
cd "$(dirname "$0")/.."
khabar="${1:-./run}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
$khabar demo -o "$work/demo" >/dev/null
story="$(grep -o 'story-[0-9a-f]*\.html' "$work/demo/index.html" | head -n 1)"
assertion="$(grep -o 'data-s="s-[^"]*"' "$work/demo/$story" | grep -v title | sed -n "${ASSERTION:-2}p" | cut -d '"' -f 2)"
chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --user-data-dir="$work/profile" \
  --window-size=1440,960 --virtual-time-budget=4000 --screenshot="$work/dossier.png" \
  "file://$work/demo/$story?lang=ar#$assertion" 2>/dev/null
if command -v optipng >/dev/null; then optipng -quiet -o5 "$work/dossier.png"; fi
mv "$work/dossier.png" docs/dossier.png
ls -l docs/dossier.png
