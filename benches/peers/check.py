"""Holds the program against its second implementation, benches/peers/numba: metrics of the same worlds, one by one.

    python benches/peers/check.py [--program target/release/detente] [--worlds 2000] [what `detente run` takes: --policy, --set, ...]

It needs Python 3.11 with numba, numpy and pyarrow: Parquet has all digits of the metrics, CSV has seven. It says the largest difference and fails where one is beyond 1e-9: a difference is relative, against at
least `SMALL` of the metric's unit, since what is left of numbers that nearly cancel has no relative meaning.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "numba"))
ALLOWED = 1e-9
SMALL = 1e-3
WORDS = {None: "nan", "nobody": "0", "us": "1", "china": "2"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(HERE.parent.parent / "target" / "release" / "detente"))
    parser.add_argument("--worlds", type=int, default=2000)
    asked, more = parser.parse_known_args()

    import numpy
    import pyarrow.parquet
    from model import Twin

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "result"
        command = [asked.program, "run", "--runs", str(asked.worlds), "--unconditioned", "--series", "none", "--no-figures", "--quiet", "--parquet", "--out", str(out), *more]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        rows = pyarrow.parquet.read_table(out / "metrics.parquet").to_pylist()
        twin = Twin(out / "manifest.json")
    ours = twin.metrics(len(rows))
    missing = set(rows[0]) - {"run", *twin.names}
    assert not missing, f"metrics that the twin does not know: {missing}"
    largest = (0.0, "", 0)
    for at, name in enumerate(twin.names):
        theirs = numpy.array([float(WORDS.get(row[name], row[name])) for row in rows])
        values = ours[:, at]
        same = (theirs == values) | (numpy.isnan(theirs) & numpy.isnan(values))
        with numpy.errstate(invalid="ignore"):
            difference = numpy.where(same, 0.0, numpy.abs(theirs - values) / numpy.maximum(numpy.abs(theirs), SMALL))
        difference[numpy.isnan(difference)] = numpy.inf
        world = int(difference.argmax())
        largest = max(largest, (float(difference[world]), name, world))
        if difference[world] > ALLOWED:
            print(f"{name}: {int((difference > ALLOWED).sum())} worlds differ, world {world} by {difference[world]:.1e}: {theirs[world]} here, {values[world]} in the twin")
    print(f"{len(twin.names)} metrics of {len(rows)} worlds: largest difference {largest[0]:.1e} ({largest[1]}, world {largest[2]})")
    return 0 if largest[0] <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
