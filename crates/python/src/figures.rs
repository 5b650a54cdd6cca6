//! Figures of stored results, drawn when they are asked for.

use std::path::{Path, PathBuf};

use detente::error::Result;
use detente::report::catalogue::of_language;
use detente::report::figures::{self as drawn, Print, in_words};
use detente::report::replot;
use detente::results::store::stored::{StoredResult, Trust};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::errors::raise;

/// A figure of a result.
#[pyclass(frozen, module = "detente")]
pub struct Figure {
    figure: drawn::Figure,
}

impl Figure {
    /// Does something with the figure in words of a language: `en`, or a file of messages.
    fn localized<T: Send>(
        &self,
        py: Python<'_>,
        language: &str,
        work: impl FnOnce(&drawn::LocalizedFigure<'_>) -> Result<T> + Send,
    ) -> PyResult<T> {
        let done = py.detach(|| {
            let words = of_language(language)?;
            let in_words = in_words(&words);
            work(&self.figure.localized(&in_words))
        });
        done.map_err(|error| raise(py, &error))
    }
}

#[pymethods]
impl Figure {
    /// What it is called among the figures of its result.
    #[getter]
    fn name(&self) -> &str {
        &self.figure.name
    }

    /// Its title.
    #[pyo3(signature = (language = "en"))]
    fn title(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        self.localized(py, language, |figure| Ok(figure.title().to_owned()))
    }

    /// The same with another title.
    fn with_title(&self, title: &str) -> Self {
        let mut figure = self.figure.clone();
        figure.text.title = title.into();
        Self { figure }
    }

    /// Vector graphics with real text.
    #[pyo3(signature = (language = "en"))]
    fn svg(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        self.localized(py, language, |figure| figure.svg())
    }

    /// An image `width` millimetres wide on paper at `dpi` dots an inch.
    #[pyo3(signature = (width = 170.0, dpi = 300, language = "en"))]
    fn png<'py>(&self, py: Python<'py>, width: f64, dpi: u32, language: &str) -> PyResult<Bound<'py, PyBytes>> {
        let image = self.localized(py, language, |figure| figure.png(Print::of_width(width, dpi)))?;
        Ok(PyBytes::new(py, &image))
    }

    /// The table behind it, as CSV.
    #[pyo3(signature = (language = "en"))]
    fn csv(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        self.localized(py, language, |figure| Ok(figure.table().csv()))
    }
}

/// The figures of the result in a folder.
#[pyfunction]
pub fn figures(py: Python<'_>, folder: PathBuf) -> PyResult<Vec<Figure>> {
    let found = py
        .detach(|| drawn::stored(&folder))
        .map_err(|error| raise(py, &error))?;
    Ok(found.into_iter().map(|figure| Figure { figure }).collect())
}

/// A figure made from the tables of the result in a folder.
fn made(
    py: Python<'_>,
    folder: &Path,
    make: impl FnOnce(&StoredResult) -> Result<drawn::Figure> + Send,
) -> PyResult<Figure> {
    let made = py.detach(|| make(&StoredResult::open(folder, Trust::Unchanged)?));
    let figure = made.map_err(|error| raise(py, &error))?;
    Ok(Figure { figure })
}

/// The spread of a monthly series over worlds, such as `china.lag_months`.
#[pyfunction]
pub fn series_figure(py: Python<'_>, folder: PathBuf, key: &str) -> PyResult<Figure> {
    made(py, &folder, |result| replot::series_figure(result, key))
}

/// The distribution of a metric over worlds.
#[pyfunction]
pub fn metric_figure(py: Python<'_>, folder: PathBuf, key: &str) -> PyResult<Figure> {
    made(py, &folder, |result| replot::metric_figure(result, key))
}
