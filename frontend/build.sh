#!/bin/sh
# Compiles the look into plait/web/static/plait and copies what is vendored, each with its licence.
# Needed only after a change in frontend/: the result is kept in the repository, so nobody needs npm to run Plait.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund
out=../plait/web/static/plait
mkdir -p "$out/fonts" "$out/licences"

# A sheet that does not compile never takes the place of one that did.
node_modules/.bin/sass --no-source-map --no-error-css --style=compressed --load-path=node_modules --quiet-deps \
  sass/plait.scss "$out/plait.css.new"
mv "$out/plait.css.new" "$out/plait.css"

fonts=node_modules/@fontsource/atkinson-hyperlegible-next
for face in latin-400-normal latin-400-italic latin-600-normal latin-700-normal \
  latin-ext-400-normal latin-ext-600-normal latin-ext-700-normal; do
  cp "$fonts/files/atkinson-hyperlegible-next-$face.woff2" "$out/fonts/"
done
cp "$fonts/LICENSE" "$out/licences/atkinson-hyperlegible-next.txt"
cp licences/govuk-frontend.txt "$out/licences/govuk-frontend.txt"

axe=../tests/journeys/vendor
mkdir -p "$axe"
cp node_modules/axe-core/axe.min.js "$axe/axe.min.js"
cp node_modules/axe-core/LICENSE "$axe/axe-core-licence.txt"

python3 mark.py
printf 'plait.css: %s bytes, %s compressed\n' "$(wc -c <"$out/plait.css")" "$(gzip -9c "$out/plait.css" | wc -c)"
