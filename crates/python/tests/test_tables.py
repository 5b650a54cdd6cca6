"""Tables as every library of data frames takes them, and figures."""

from __future__ import annotations

import csv
import math
import struct
import time

import detente as dt
import pytest


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return dt.run(runs=200, rows="all", keep_trajectories=2, out=tmp_path_factory.mktemp("base") / "run")


def rows(result, file):
    with open(result.folder / file, newline="", encoding="utf-8") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize("name", ["metrics", "draws", "trajectories", "events", "precision", "convergence", "kept_trajectories"])
def test_a_table_holds_what_its_file_holds(base, name):
    """The oracle is Python's own reader of the file."""
    table = base.table(name).to_arrow()
    head, *body = rows(base, name.replace("_", "-") + ".csv")
    beside = {key.removesuffix("_never"): place for place, key in enumerate(head) if key.endswith("_never")}
    assert table.column_names == [key for place, key in enumerate(head) if place not in beside.values()]
    columns = table.to_pydict()
    for place, key in enumerate(head):
        if place in beside.values():
            continue
        cells = (row[place] or row[beside.get(key, place)] for row in body)
        for cell, value in zip(cells, columns[key], strict=True):
            if value is None:
                assert cell == ""
            elif isinstance(value, bool):
                assert cell == ("yes" if value else "no")
            elif isinstance(value, float):
                assert value == {"never": math.inf, "-never": -math.inf}.get(cell) or value == float(cell)
            else:
                assert str(value) == cell


def test_columns_have_units_meanings_and_sources(base):
    for table in (base.metrics, base.draws):
        for column in table.columns:
            assert column.unit and column.meaning and column.source, column
    growth = next(column for column in base.draws.columns if column.name == "china.fab_growth_per_year")
    assert growth.source != "model" and growth.unit == "1/year"
    assert base.metrics.to_arrow().schema.field("us_spending_usd_bn").metadata[b"unit"]


def test_pandas_polars_duckdb_and_pyarrow_take_the_same_numbers(base):
    polars, duckdb, pyarrow = (pytest.importorskip(name) for name in ("polars", "duckdb", "pyarrow"))
    metrics = base.metrics
    expected = metrics.to_pandas()["us_spending_usd_bn"].tolist()
    assert polars.DataFrame(metrics)["us_spending_usd_bn"].to_list() == expected
    arrow = pyarrow.table(metrics)
    assert arrow["us_spending_usd_bn"].to_pylist() == expected
    assert duckdb.sql("select us_spending_usd_bn from arrow order by run").fetchall() == [(value,) for value in expected]


def test_a_column_is_handed_on_without_a_copy(base):
    """Two readers of one table see the same memory."""
    address = lambda: base.metrics.to_arrow().column("us_spending_usd_bn").chunk(0).buffers()[1].address  # noqa: E731
    first = base.metrics.to_arrow()
    assert first.column("us_spending_usd_bn").chunk(0).buffers()[1].address == address()


def test_a_million_rows_are_a_data_frame_within_a_second(tmp_path):
    """From one table in memory; the time to read it from disk comes once before."""
    folder = tmp_path / "million"
    small = dt.run(runs=64, rows="metrics", out=tmp_path / "small")
    folder.mkdir()
    lines = (small.folder / "metrics.csv").read_bytes().splitlines(keepends=True)
    (folder / "metrics.csv").write_bytes(lines[0] + b"".join(lines[1:]) * (1_000_000 // 64))
    (folder / "manifest.json").write_bytes((small.folder / "manifest.json").read_bytes())
    table = dt.open(folder).metrics
    assert len(table) == 1_000_000
    begun = time.process_time()
    frame = table.to_pandas()
    assert time.process_time() - begun < 4.0
    assert len(frame) == 1_000_000


def test_tables_are_attributes_and_unknown_ones_are_named(base):
    assert {"metrics", "draws", "trajectories", "data_dictionary"} <= set(base.tables) <= set(dir(base))
    with pytest.raises(AttributeError, match="its tables: metrics"):
        base.effects
    with pytest.raises(dt.UsageError, match="has no table `effects`"):
        base.table("effects")


def test_figures_show_themselves_and_are_saved(base, tmp_path):
    figure = base.figure("china-lag")
    assert figure._repr_svg_().startswith("<svg") and figure.title() in figure._repr_svg_()
    assert figure.save(tmp_path / "x.svg").read_text(encoding="utf-8") == figure.svg()
    image = figure.save(tmp_path / "x.png", width=100, dpi=150).read_bytes()
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert abs(struct.unpack(">I", image[16:20])[0] - 100 / 25.4 * 150) <= 1
    assert "," in figure.save(tmp_path / "x.csv").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="allowed: .svg, .png, .csv"):
        figure.save(tmp_path / "x.jpeg")
    assert "A title of one's own" in figure.with_title("A title of one's own").svg()
    assert len({figure.name for figure in base.figures}) > 3


def test_any_series_and_any_metric_can_be_drawn(base):
    assert "<svg" in base.figure("china.lag_months").svg()
    assert "<svg" in base.figure("us_spending_usd_bn").svg()
    with pytest.raises(dt.UsageError, match="has no figure `nothing`; it has: "):
        base.figure("nothing")


def test_a_report_is_one_page(base, tmp_path):
    page = base.report(tmp_path / "page.html").read_text(encoding="utf-8")
    assert base.digest[:8] in page


def test_the_lab_shows_itself_in_a_frame_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(dt.FileError, match="`cargo lab` builds it"):
        dt.lab()
    (tmp_path / "lab.html").write_text("<!doctype html><p title=\"a & b\">lab</p>", encoding="utf-8")
    shown = dt.lab(height=600)._repr_html_()
    assert shown.startswith("<iframe ") and "height:600px" in shown
    assert "srcdoc=\"&lt;!doctype html&gt;&lt;p title=&quot;a &amp; b&quot;&gt;lab&lt;/p&gt;\"" in shown
