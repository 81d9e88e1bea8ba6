#!/bin/bash
# W3: the whole process of `fundsim run FILE`, from start to exit: time and memory.
# Usage: Benchmarks/whole-process.sh [FILE] [RUNS]; build first: swift build -c release --product fundsim
set -euo pipefail
cd "$(dirname "$0")/.."
file=${1:-Scenarios/yonganli.json}
runs=${2:-50}
program=.build/release/fundsim
export OPENBLAS_NUM_THREADS=1

if [ ! -x "$program" ]; then
  echo "$program is missing: swift build -c release --product fundsim" >&2
  exit 1
fi
if command -v hyperfine >/dev/null; then
  hyperfine --shell=none --warmup 3 --runs "$runs" --output null "$program run $file"
fi
python3 - "$program" "$file" "$runs" <<'PYTHON'
import os, statistics, subprocess, sys, time

program, file, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
times, memory = [], []
for run in range(runs + 3):
    start = time.perf_counter()
    process = subprocess.Popen([program, "run", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{program} run {file} ended with {process.returncode}")
    if run >= 3:  # the first three warm the caches
        times.append(elapsed * 1000)
        memory.append(usage.ru_maxrss / 1024)
print(f"W3: fundsim run {file}, {runs} runs")
print(f"  time         min {min(times):.1f} ms  median {statistics.median(times):.1f} ms  target 50 ms")
print(f"  peak memory  max {max(memory):.1f} MB                  target 50 MB")
PYTHON
