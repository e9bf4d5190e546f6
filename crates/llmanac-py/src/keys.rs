//! The keys of dictionaries, kept from one answer to the next.

use std::cell::Cell;

use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::words::mixed;

/// So many keys are kept.
const SLOTS: usize = 128;

/// Longer keys are made anew.
const LONGEST: usize = 32;

thread_local! {
    /// Taken while an answer is made, so that one that is made meanwhile (by a finalizer) begins with none.
    static KEPT: Cell<Option<Box<Keys>>> = const { Cell::new(None) };
}

/// Keys that this thread has made for Python. Answers and bodies have few, and the same again and again; only keys are
/// kept, since a value may be the caller's secret.
pub struct Keys {
    made: [Option<(Box<str>, Py<PyString>)>; SLOTS],
}

impl Keys {
    /// Those of this thread, to be given back with [`Keys::keep`].
    pub fn taken() -> Box<Self> {
        // A thread that ends has given its own away already.
        let kept = KEPT.try_with(Cell::take).ok().flatten();
        kept.unwrap_or_else(|| Box::new(Self { made: [const { None }; SLOTS] }))
    }

    /// Keeps them for the next answer.
    pub fn keep(self: Box<Self>) {
        // Where the thread ends, they end with it.
        let _ = KEPT.try_with(|kept| kept.set(Some(self)));
    }

    /// The key of a dictionary.
    pub fn key<'py>(&mut self, py: Python<'py>, key: &str) -> Bound<'py, PyString> {
        if key.len() > LONGEST {
            return PyString::new(py, key);
        }
        match self.made.get_mut(mixed(key) % SLOTS) {
            Some(Some((own, made))) if **own == *key => made.bind(py).clone(),
            Some(slot) => {
                let made = PyString::new(py, key);
                *slot = Some((key.into(), made.clone().unbind()));
                made
            }
            None => PyString::new(py, key),
        }
    }
}
