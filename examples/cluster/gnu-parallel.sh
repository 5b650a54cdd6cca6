#!/bin/sh
# A run in parts, made side by side by GNU parallel (on other machines, too: --sshlogin), and merged. A part whose worker was killed is
# taken up where it stood. Further words go to every part, such as: RUNS=1000000 ./gnu-parallel.sh --policy no_controls
set -eu
: "${DETENTE:=detente}" "${RUNS:=100000}" "${PARTS:=8}" "${OUT:=outputs/in-parts}"

seq "$PARTS" | parallel --halt soon,fail=1 --retries 3 \
    "$DETENTE" shard --runs "$RUNS" "$@" --part "{}/$PARTS" --threads 1 --quiet --out "$OUT/parts/{}"
"$DETENTE" merge "$OUT"/parts/* --out "$OUT/result"
