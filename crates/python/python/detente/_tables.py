"""Tables: Arrow underneath, data frames of whichever library is there."""

from __future__ import annotations

import html
from typing import Any, NamedTuple

from . import _detente


class Column(NamedTuple):
    """What a column holds."""

    name: str
    type: str
    unit: str
    meaning: str
    source: str


class Table:
    """A table in Arrow's form.

    pandas, polars, DuckDB, pyarrow and every other library that knows the Arrow PyCapsule interface take it without a copy:
    ``pyarrow.table(t)``, ``polars.DataFrame(t)``, ``duckdb.sql("select ... from arrow")`` on ``t.to_arrow()``. An empty cell is a null;
    `never` is infinite.
    """

    def __init__(self, name: str, arrow: _detente.ArrowTable) -> None:
        self.name = name
        self._arrow = arrow

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._arrow.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return self._arrow.num_rows

    @property
    def columns(self) -> list[Column]:
        """Name, Arrow type, unit, meaning and source of each column."""
        return [Column(*column) for column in self._arrow.columns]

    def __getitem__(self, column: str) -> Any:
        """The cells of a column as a NumPy array."""
        return self.to_arrow().column(column).to_numpy()

    def to_arrow(self) -> Any:
        """The table as a `pyarrow.Table`, without a copy."""
        return _needed("pyarrow", "notebook").table(self)

    def to_pandas(self) -> Any:
        """The table as a `pandas.DataFrame`."""
        _needed("pandas", "notebook")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """The table as a `polars.DataFrame`, without a copy."""
        return _needed("polars", "notebook").DataFrame(self)

    def __repr__(self) -> str:
        columns = self.columns
        names = ", ".join(column.name for column in columns[:6])
        more = ", ..." if len(columns) > 6 else ""
        return f"<detente.Table {self.name}: {len(self):,} rows, {len(columns)} columns: {names}{more}>"

    def _repr_html_(self) -> str:
        try:
            return str(self.to_pandas()._repr_html_())
        except ImportError:
            return f"<pre>{html.escape(repr(self))}</pre>"


def _needed(package: str, extra: str) -> Any:
    import importlib

    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise ImportError(f"this needs {package}: pip install {package} (or detente[{extra}])") from error
