#!/bin/sh
# A run in parts as a Slurm job array; the file system must be one that all nodes see. A part whose node failed is requeued and goes on
# where it stood. Submit it, and merge when all parts are there:
#
#   export RUNS=100000 PARTS=8 OUT=outputs/in-parts
#   parts=$(sbatch --parsable --array="1-$PARTS" slurm-array.sh --policy no_controls)
#   sbatch --dependency="afterok:$parts" --wrap "detente merge $OUT/parts/* --out $OUT/result"
#
#SBATCH --job-name=detente
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --output=/dev/null
set -eu
: "${DETENTE:=detente}" "${RUNS:=100000}" "${PARTS:=8}" "${OUT:=outputs/in-parts}"

exec "$DETENTE" shard --runs "$RUNS" "$@" --part "$SLURM_ARRAY_TASK_ID/$PARTS" --threads "${SLURM_CPUS_PER_TASK:-1}" \
    --quiet --out "$OUT/parts/$SLURM_ARRAY_TASK_ID"
