#!/usr/bin/env bash
# Drives the genuine Elsa Studio through definitions with a flowchart and a WriteLine, against ./run, each by the driver's proxy and with
# --direct (the page calls this server from an origin of its own). Needs the conformance material beside the repository, node and a Chromium.
#   scripts/drive-studio.sh [NAME...]   names as below; none: all. One line a definition and mode; PORT, OUT and DRIVE_TIMEOUT (ms) may be set.
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
material="$root/../shared/conformance"
port="${PORT:-5391}"
page=$((port + 1))
out="${OUT:-$root/artifacts/drive}"
timeout="${DRIVE_TIMEOUT:-120000}"
[ -d "$material/elsa-studio" ] || { echo "Expected $material/elsa-studio, but it is not there." >&2; exit 1; }

declare -A files=(
  [p06-MatchAny]=probes/p06-flowswitch-MatchAny [p07]=probes/p07-flowswitch-default [p08]=probes/p08-implicit-join [p09]=probes/p09-decision-merge
  [p10-WaitAll]=probes/p10-join-untaken-WaitAll [p11-WaitAny]=probes/p11-join-both-WaitAny [p12]=probes/p12-join-any-event
  [p13]=probes/p13-finish-parallel [p14]=probes/p14-fault-other-branch [p15]=probes/p15-fault-continue [p16]=probes/p16-null-port
  [p17]=probes/p17-flat-connections [p19]=probes/p19-missing-target [join-all-1]=definitions/ExplicitJoins/join-all-1
  [join-all-2]=definitions/ExplicitJoins/join-all-2 [join-any-1]=definitions/ExplicitJoins/join-any-1
  [workflow1]=definitions/FlowchartCompletion/workflow1 [workflow2]=definitions/FlowchartCompletion/workflow2
  [fork]=definitions/WorkflowCompletion/fork [hello-world]=definitions/WorkflowCompletion/hello-world)
names=(p06-MatchAny p07 p08 p09 p10-WaitAll p11-WaitAny p12 p13 p14 p15 p16 p17 p19 join-all-1 join-all-2 join-any-1 workflow1 workflow2 fork hello-world)
[ $# -gt 0 ] && names=("$@")

driver="$out/driver"
rm -rf "$out"
mkdir -p "$out/data" "$driver"
cp "$material"/elsa-studio/*.mjs "$driver/"
npm install --no-save --no-audit --no-fund --silent --prefix "$driver" @elsa-workflows/elsa-studio-wasm@3.8.2 playwright-core@1.65.1 || exit 1
# The page of --direct has a port that is not known beforehand; this server must be told its origin, so the driver is told the port.
sed -i 's/\.listen(0/.listen(+(process.env.STUDIO_PORT||0)/; s/port = 0/port = +(process.env.STUDIO_PORT||0)/' "$driver/studio-host.mjs"
export LOWCODE_DATA="$out/data" LOWCODE_URLS="http://127.0.0.1:$port" STUDIO_PORT="$page"
export LOWCODE_CORS_ORIGINS="http://127.0.0.1:$page,http://localhost:$page" STUDIO_PACKAGE="$driver/node_modules/@elsa-workflows/elsa-studio-wasm"

"$root/run" >"$out/server.txt" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null' EXIT
until curl -sf "http://127.0.0.1:$port/health" >/dev/null; do
  kill -0 $server 2>/dev/null || { cat "$out/server.txt" >&2; exit 1; }
  sleep 1
done
scopes=read:workflow-definitions,write:workflow-definitions,publish:releases,exec:workflow-definitions,read:workflow-instances
key="$("$root/run" api-key create demo --name drive --scopes "$scopes" --days 1 2>/dev/null | grep -o 'lck_[A-Za-z0-9_-]*' | head -1)"
[ -n "$key" ] || { echo "Expected an API key, but none was made." >&2; exit 1; }

import() {
  local id
  id="$(curl -s -H "Authorization: ApiKey $key" -H 'Content-Type: application/json' --data-binary @"$1" "http://127.0.0.1:$port/elsa/api/workflow-definitions/import" |
    python3 -c 'import json,sys; print(json.load(sys.stdin).get("definitionId",""))')"
  curl -s -o /dev/null -X POST -H "Authorization: ApiKey $key" -H 'Content-Type: application/json' -d '{}' "http://127.0.0.1:$port/elsa/api/workflow-definitions/$id/publish"
  echo "$id"
}

ok=0
for name in "${names[@]}"; do
  # Of what follows the first activity of p07 only d is reached without what its switch decides.
  more=()
  [ "$name" = p07 ] && more=(--activity d)
  for mode in proxy direct; do
    id="$(import "$material/elsa/${files[$name]}.json")"
    way=()
    [ $mode = direct ] && way=(--direct)
    (cd "$driver" && node drive.mjs "http://127.0.0.1:$port" "$id" --api-key "$key" --out "$out/$name-$mode" --timeout "$timeout" --settle "$timeout" "${way[@]}" "${more[@]}") \
      >"$out/$name-$mode.jsonl" 2>"$out/$name-$mode.err"
    result="$(python3 - "$out/$name-$mode.jsonl" <<'P'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1]) if line.startswith('{')]
steps = [r for r in rows if r['step'] != 'summary']
bad = [r for r in steps if not r['ok']]
print(('ok' if rows and rows[-1]['step'] == 'summary' and rows[-1]['ok'] else 'FAILED') + f" {len(steps) - len(bad)}/{len(steps)}"
      + ''.join(f" | {r['step']}: {str(r['detail'])[:200]}" for r in bad[:2]))
P
)"
    echo "$name $mode $result"
    [[ $result == ok* ]] && ok=$((ok + 1))
  done
done
echo "ok $ok of $((2 * ${#names[@]}))"
[ $ok -eq $((2 * ${#names[@]})) ]
