#!/usr/bin/env bash
# Makes the rules, declarations and expected verdicts that tests and benchmarks compare with. Needs python3; the reference takes about a
# quarter of an hour for its 24,000 declarations. Deterministic: the same seeds give the same files.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
tools="$root/tests/Benchmarks/Rules/Workload"
few="$root/tests/Unit/Rules/Workload"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

for seed in 7 11 23; do
  count=2000
  if [ "$seed" = 7 ]; then count=20000; fi
  python3 "$tools/gen.py" rules --n 5000 --seed "$seed" >"$work/rules.json"
  python3 "$tools/gen.py" decls --n "$count" --seed "$seed" >"$work/declarations.jsonl"
  python3 "$tools/oracle.py" "$work/rules.json" "$work/declarations.jsonl" >"$work/hits.jsonl"
  gzip -9n <"$work/hits.jsonl" >"$tools/hits-$seed.jsonl.gz"
  if [ "$seed" = 7 ]; then
    gzip -9n <"$work/rules.json" >"$few/rules.json.gz"
    head -n 500 "$work/declarations.jsonl" | gzip -9n >"$few/declarations.jsonl.gz"
    head -n 500 "$work/hits.jsonl" | gzip -9n >"$few/hits.jsonl.gz"
  fi
done
