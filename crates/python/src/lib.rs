//! The extension module of the Python package `detente`: calls a command, hands tables on as Arrow, draws figures. What the studies are
//! called and take is said in Python (`python/detente`).

mod calls;
mod catalogue;
mod errors;
mod evaluate;
mod figures;
mod tables;

use pyo3::prelude::*;

#[pymodule]
#[pyo3(name = "_detente")]
fn extension(module: &Bound<'_, PyModule>) -> PyResult<()> {
    detente::announce_build();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("LEAF_RUNS", detente::ensemble::LEAF_RUNS)?;
    errors::register(module)?;
    module.add_class::<tables::Table>()?;
    module.add_class::<figures::Figure>()?;
    module.add_function(wrap_pyfunction!(calls::call, module)?)?;
    module.add_function(wrap_pyfunction!(evaluate::evaluate, module)?)?;
    module.add_function(wrap_pyfunction!(tables::read_table, module)?)?;
    module.add_function(wrap_pyfunction!(figures::figures, module)?)?;
    module.add_function(wrap_pyfunction!(figures::series_figure, module)?)?;
    module.add_function(wrap_pyfunction!(figures::metric_figure, module)?)?;
    module.add_function(wrap_pyfunction!(catalogue::levers, module)?)?;
    module.add_function(wrap_pyfunction!(catalogue::metrics, module)?)?;
    module.add_function(wrap_pyfunction!(catalogue::parameters, module)?)?;
    module.add_function(wrap_pyfunction!(catalogue::configurations, module)?)?;
    Ok(())
}
