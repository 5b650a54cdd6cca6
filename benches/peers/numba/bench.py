"""Times the twin for `cargo bench --bench table`, which asks for one measurement after the other, in turns with the program.

    python bench.py MANIFEST [WIDTH]

Says `ready` once everything is compiled. Then each line `work worlds` is answered by CPU microseconds a world (a world and point for `sweep`); a line
`command ...` by those of another program's process, with the number of worlds before it: `command 10000 detente run ...`.
"""

import resource
import subprocess
import sys
import time

import numpy as np
from model import Twin

GIVEN = 64
POINTS = 21


def main():
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 32
    twin = Twin(sys.argv[1], width)
    given = twin.given(GIVEN)
    steps = np.linspace(0.0, 1.0, POINTS)
    schedules = [twin.inputs.setting({"us.chip_controls": a, "us.enforcement": b}) for a in steps for b in steps]
    works = {
        "given": (lambda worlds: twin.metrics_of(given, worlds), 1),
        "drawn": (lambda worlds: twin.metrics(worlds), 1),
        "series": (lambda worlds: twin.with_series(worlds), 1),
        "sweep": (lambda worlds: twin.sweep(schedules, worlds), len(schedules)),
    }
    for work, _ in works.values():
        work(width)
    print("ready", flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "command":
            before = children()
            subprocess.run(words[2:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            took = (children() - before) / int(words[1])
        else:
            work, points = works[words[0]]
            worlds = int(words[1]) // width * width
            before = time.process_time()
            work(worlds)
            took = (time.process_time() - before) / (worlds * points)
        print(took * 1e6, flush=True)


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
