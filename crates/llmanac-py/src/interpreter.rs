//! One interpreter of a process.

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// Refuses a second interpreter: the shared registry, and the classes and objects that are kept, are the first one's.
///
/// From 3.12 on Python itself refuses one that has a lock of its own.
///
/// # Errors
///
/// Another interpreter than the first that asked, as an `ImportError`.
pub fn only_one(py: Python<'_>) -> PyResult<()> {
    // Each interpreter has one; it is kept, so that no later one stands at the same place.
    static FIRST: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let sys = py.import("sys")?;
    if FIRST.get_or_init(py, || sys.clone().unbind()).is(&sys) {
        return Ok(());
    }
    Err(PyImportError::new_err(
        "llmanac is in use by another interpreter of this process, and can be in one; use threads, processes, or the \
         main interpreter (mod_wsgi: WSGIApplicationGroup %{GLOBAL})",
    ))
}
