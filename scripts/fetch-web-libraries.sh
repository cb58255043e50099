#!/usr/bin/env bash
# Brings the browser libraries of runtime/FormUi, so that whoever builds the product needs no npm. Run it after a change of a version
# here, and commit what it writes; a test compares the files with runtime/FormUi/wwwroot/lib/files.sha256.
set -euo pipefail
target="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/runtime/FormUi/wwwroot/lib"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# fetch NAME VERSION FILE...: of the package's files only those named, without the pointers to maps that are not here.
fetch() {
  local name="$1" version="$2"
  shift 2
  (cd "$work" && npm pack "$name@$version" --silent >/dev/null && mkdir -p "$name" && tar xzf "$name-$version.tgz" -C "$name" --strip-components 1)
  rm -rf "${target:?}/$name"
  mkdir -p "$target/$name"
  for file in "$@" LICENSE; do
    sed '/^\/\/# sourceMappingURL=/d; s/\/\*# sourceMappingURL=[^*]*\*\///' "$work/$name/$file" >"$target/$name/$(basename "$file")"
  done
}

fetch leaflet 1.9.4 dist/leaflet.js dist/leaflet.css
fetch quill 2.0.3 dist/quill.js dist/quill.snow.css
fetch signature_pad 5.1.4 dist/signature_pad.min.js
fetch tus-js-client 4.3.1 dist/tus.min.js
(cd "$target" && find . -type f ! -name files.sha256 | LC_ALL=C sort | xargs sha256sum >files.sha256)
