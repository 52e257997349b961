#!/bin/sh
# Compiles the look into plait/web/static/plait and copies what is vendored, each with its licence.
# Needed only after a change in frontend/: the result is kept in the repository, so nobody needs npm to run Plait.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund
out=../plait/web/static/plait
mkdir -p "$out/fonts" "$out/licences"

node_modules/.bin/sass --no-source-map --style=compressed --load-path=node_modules --quiet-deps sass/plait.scss "$out/plait.css"

fonts=node_modules/@fontsource/atkinson-hyperlegible-next
for face in latin-400-normal latin-400-italic latin-600-normal latin-700-normal \
  latin-ext-400-normal latin-ext-600-normal latin-ext-700-normal; do
  cp "$fonts/files/atkinson-hyperlegible-next-$face.woff2" "$out/fonts/${face%-normal}.woff2"
done
cp "$fonts/LICENSE" "$out/licences/atkinson-hyperlegible-next.txt"
cp node_modules/govuk-frontend/LICENSE.txt "$out/licences/govuk-frontend.txt" 2>/dev/null ||
  cp node_modules/govuk-frontend/LICENSE "$out/licences/govuk-frontend.txt"

axe=../tests/journeys/vendor
mkdir -p "$axe"
cp node_modules/axe-core/axe.min.js "$axe/axe.min.js"
cp node_modules/axe-core/LICENSE "$axe/axe-LICENSE.txt"

python3 mark.py
printf 'plait.css: %s bytes, %s compressed\n' "$(wc -c <"$out/plait.css")" "$(gzip -9c "$out/plait.css" | wc -c)"
