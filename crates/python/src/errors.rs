//! Errors of the program as exceptions: the same message, and its parts as attributes.

use detente::error::Error;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::{PyTypeInfo, create_exception};

create_exception!(
    detente,
    DetenteError,
    PyException,
    "Anything that the program refuses; `str()` is its message."
);
create_exception!(
    detente,
    ConfigError,
    DetenteError,
    "A configuration or data file says something that cannot be used."
);
create_exception!(detente, UsageError, DetenteError, "What is asked for cannot be done.");
create_exception!(detente, FileError, DetenteError, "A file could not be read or written.");
create_exception!(
    detente,
    Cancelled,
    DetenteError,
    "The work was stopped before its end; what was finished is kept."
);

/// Adds the classes to the module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("DetenteError", py.get_type::<DetenteError>())?;
    module.add("ConfigError", py.get_type::<ConfigError>())?;
    module.add("UsageError", py.get_type::<UsageError>())?;
    module.add("FileError", py.get_type::<FileError>())?;
    module.add("Cancelled", py.get_type::<Cancelled>())
}

/// The exception of an error. Parts that it does not have are `None`.
pub fn raise(py: Python<'_>, error: &Error) -> PyErr {
    let message = error.to_string();
    let (class, problem) = match error {
        Error::Config(problem) => (ConfigError::type_object(py), Some(problem)),
        Error::Usage(_) => (UsageError::type_object(py), None),
        Error::File(_) => (FileError::type_object(py), None),
        Error::Cancelled => (Cancelled::type_object(py), None),
    };
    let exception = PyErr::from_type(class, message.clone());
    let text = |part: fn(&detente::error::ConfigProblem) -> &String| {
        problem
            .map(|problem| part(problem))
            .filter(|text| !text.is_empty())
            .cloned()
    };
    let value = exception.value(py);
    let parts = [
        ("message", Some(message)),
        ("file", text(|problem| &problem.file)),
        ("key", text(|problem| &problem.key)),
        ("value", text(|problem| &problem.value)),
        ("problem", text(|problem| &problem.problem)),
        ("allowed", text(|problem| &problem.allowed)),
    ];
    let set = || -> PyResult<()> {
        for (name, part) in parts {
            value.setattr(name, part)?;
        }
        value.setattr("line", problem.and_then(|problem| problem.line))
    };
    match set() {
        Ok(()) => exception,
        Err(failed) => failed,
    }
}
