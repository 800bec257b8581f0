#!/usr/bin/env bash
# The pictures of README, made again from the sample. Needs `make site` once, Chromium, and pdftoppm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
browser=$(command -v chromium || command -v google-chrome)

.venv/bin/playbook --today 2026-11-23 build -d "$made/site" >/dev/null

shoot() { # NAME WIDTH HEIGHT PAGE [OPTION …]
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --window-size="$2,$3" --screenshot="$made/$1.png" "${@:5}" "file://$made/site/$4" 2>/dev/null
}
dark=--blink-settings=preferredColorScheme=0

shoot week 1440 1000 weeks/2026-W48.html
shoot today 1440 800 index.html
shoot person 1440 1020 prospects/dana-reyes.html "$dark"
.venv/bin/playbook --today 2026-11-23 sheet 2026-W48 --pdf -o "$made/sheet.pdf" >/dev/null

# The page of Wednesday: one thing to get ready, and one call.
wednesday=1
until pdftotext -f "$wednesday" -l "$wednesday" "$made/sheet.pdf" - | grep -q '^Wednesday 25 November 2026'; do
  wednesday=$((wednesday + 1))
done
pdftoppm -r 90 -gray -png -singlefile -f "$wednesday" "$made/sheet.pdf" "$made/sheet"
mv "$made"/*.png docs/pictures/
ls -l docs/pictures/*.png
