//! Values of Python as JSON.

use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple};
use serde_json::{Map, Number, Value};

use crate::error::attempted;
use crate::{error, sdk};

/// So many levels at most: what refers to itself ends here, and the smallest stack of a thread can follow.
const DEEPEST: u8 = 100;

/// What bytes within a value stand for.
#[derive(Clone, Copy)]
pub enum Binary {
    /// A text in UTF-8.
    Text,
    /// Base64, as JSON of the providers has them.
    Base64,
}

/// A value of Python as JSON: mappings, lists, texts, numbers, and the objects of SDKs.
pub fn to_json(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    read(value, Binary::Text)
}

/// The same, where the value is what stands at a place: errors begin with it.
pub fn under(place: &str, value: &Bound<'_, PyAny>) -> PyResult<Value> {
    of(value, DEEPEST, Binary::Text)
        .map_err(|fault| fault.under(Step::Key(place.to_owned())).placed(value.py()))
}

/// The same, where an object is wanted.
pub fn to_object(what: &str, value: &Bound<'_, PyAny>) -> PyResult<Map<String, Value>> {
    match to_json(value)? {
        Value::Object(object) => Ok(object),
        _ => Err(PyTypeError::new_err(format!("{what} is a mapping, not {}", kind(value)))),
    }
}

/// An object that is what stands at a place.
pub fn object_under(place: &str, value: &Bound<'_, PyAny>) -> PyResult<Map<String, Value>> {
    match under(place, value)? {
        Value::Object(object) => Ok(object),
        _ => Err(PyTypeError::new_err(format!("{place} is a mapping, not {}", kind(value)))),
    }
}

/// A value as JSON, where it is said what bytes are.
pub fn read(value: &Bound<'_, PyAny>, binary: Binary) -> PyResult<Value> {
    of(value, DEEPEST, binary).map_err(|fault| fault.placed(value.py()))
}

/// A value that cannot be read, and the way to it.
struct Fault {
    error: PyErr,
    /// From the value outwards.
    steps: Vec<Step>,
}

enum Step {
    Key(String),
    Item(usize),
}

/// Faults are rare, and results are handed up a hundred levels.
type Read<T> = Result<T, Box<Fault>>;

impl From<PyErr> for Box<Fault> {
    fn from(error: PyErr) -> Self {
        Self::new(Fault { error, steps: Vec::new() })
    }
}

impl Fault {
    fn under(mut self: Box<Self>, step: Step) -> Box<Self> {
        self.steps.push(step);
        self
    }

    /// The exception; ours say the place.
    fn placed(self, py: Python<'_>) -> PyErr {
        let mut place = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Key(key) => {
                    let dot = if place.is_empty() { "" } else { "." };
                    place.extend(dot.chars().chain(key.chars().take(40)));
                }
                Step::Item(at) => place.extend(format!("[{at}]").chars()),
            }
        }
        if place.is_empty() { self.error } else { error::placed(py, &place, self.error) }
    }
}

// A level takes two calls, and no more of the stack than it needs: what is rare, and what is large, is apart.

#[inline(never)]
fn of(value: &Bound<'_, PyAny>, left: u8, binary: Binary) -> Read<Value> {
    if let Ok(text) = value.cast::<PyString>() {
        return string(text);
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        return entries(dict, deeper(left)?, binary);
    }
    if let Ok(list) = value.cast::<PyList>() {
        let (length, read) = (list.len(), items(list.iter(), deeper(left)?, binary)?);
        // What an item holds may be code of the caller's.
        return if list.len() == length { Ok(read) } else { Err(changed("a list")) };
    }
    if value.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(Value::Bool(truth.is_true()));
    }
    if value.is_instance_of::<PyInt>() {
        return integer(value);
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return float(number.value());
    }
    if let Ok(tuple) = value.cast::<PyTuple>() {
        return items(tuple.iter(), deeper(left)?, binary);
    }
    other(value, deeper(left)?, binary)
}

/// One level fewer.
#[inline]
fn deeper(left: u8) -> Read<u8> {
    left.checked_sub(1).ok_or_else(too_deep)
}

#[cold]
#[inline(never)]
fn too_deep() -> Box<Fault> {
    PyValueError::new_err(format!("a value of more than {DEEPEST} levels is not read")).into()
}

#[cold]
#[inline(never)]
fn changed(what: &str) -> Box<Fault> {
    PyRuntimeError::new_err(format!("{what} changed while it was read")).into()
}

/// A dictionary, with room for one key more: parameters get their messages.
///
/// What an entry holds may be code of the caller's, and change the dictionary; the iterator, asked again, would panic.
#[inline(never)]
fn entries(dict: &Bound<'_, PyDict>, left: u8, binary: Binary) -> Read<Value> {
    let length = dict.len();
    let mut object = Map::with_capacity(length + 1);
    let mut entries = dict.iter();
    let mut remaining = length;
    loop {
        if dict.len() != length {
            return Err(changed("a dictionary"));
        }
        let Some((key, item)) = entries.next() else { break };
        remaining = remaining.checked_sub(1).ok_or_else(|| changed("a dictionary"))?;
        let name = name(&key)?;
        match of(&item, left, binary) {
            Ok(item) => object.insert(name, item),
            Err(fault) => return Err(fault.under(Step::Key(name))),
        };
    }
    if remaining == 0 { Ok(Value::Object(object)) } else { Err(changed("a dictionary")) }
}

/// A list, with room made at once.
#[inline(never)]
fn items<'py>(
    items: impl ExactSizeIterator<Item = Bound<'py, PyAny>>,
    left: u8,
    binary: Binary,
) -> Read<Value> {
    let mut list = Vec::with_capacity(items.len());
    for (at, item) in items.enumerate() {
        list.push(of(&item, left, binary).map_err(|fault| fault.under(Step::Item(at)))?);
    }
    Ok(Value::Array(list))
}

/// What is none of the builtin types.
#[inline(never)]
fn other(value: &Bound<'_, PyAny>, left: u8, binary: Binary) -> Read<Value> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return of_bytes(bytes, binary);
    }
    match plain(value)? {
        Some(plain) => of(&plain, left, binary),
        None => number(value),
    }
}

fn of_bytes(bytes: &Bound<'_, PyBytes>, binary: Binary) -> Read<Value> {
    match (binary, std::str::from_utf8(bytes.as_bytes())) {
        (Binary::Base64, _) => Ok(Value::String(sdk::base64(bytes)?)),
        (Binary::Text, Ok(text)) => Ok(Value::from(text)),
        (Binary::Text, Err(_)) => Err(PyValueError::new_err("bytes that are no UTF-8 text").into()),
    }
}

/// What an object of an SDK, a mapping or a moment is in the builtin types; `None` for what is none.
#[inline(never)]
fn plain<'py>(value: &Bound<'py, PyAny>) -> Read<Option<Bound<'py, PyAny>>> {
    if let Some(plain) = sdk::plain(value)? {
        return Ok(Some(plain));
    }
    if let Ok(mapping) = value.cast::<PyMapping>() {
        let dict = PyDict::new(value.py());
        for item in mapping.items()?.iter() {
            let (key, item): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            dict.set_item(key, item)?;
        }
        return Ok(Some(dict.into_any()));
    }
    Ok(attempted(value.py(), value.call_method0("isoformat"))?)
}

/// What is a number, though not one of the builtin types.
#[inline(never)]
fn number(value: &Bound<'_, PyAny>) -> Read<Value> {
    let py = value.py();
    let is_class = value.is_instance_of::<pyo3::types::PyType>();
    if value.hasattr("__index__")? {
        return integer(&value.call_method0("__index__")?);
    }
    if value.hasattr("__float__")? && !is_class {
        // A decimal with a large exponent is written out digit by digit as a whole number: that takes its time.
        let digits = value.call_method0("adjusted").and_then(|adjusted| adjusted.extract::<i64>());
        if attempted(py, digits)?.is_some_and(|digits| digits > MOST_DIGITS) && value.is_truthy()? {
            return Err(too_large().into());
        }
        // A decimal without a fraction is a whole number, however it is written.
        let is_whole = value.call_method0("to_integral_value").and_then(|whole| whole.eq(value));
        return if attempted(py, is_whole)?.unwrap_or(false) {
            integer(&value.call_method0("__int__")?)
        } else {
            float(value.extract()?)
        };
    }
    let fix = if value.hasattr("read")? && !is_class { "; hand over what its read() gives" } else { "" };
    Err(PyTypeError::new_err(format!("{} is no JSON value{fix}", kind(value))).into())
}

/// More digits than any number of 64 bits has.
const MOST_DIGITS: i64 = 20;

fn too_large() -> PyErr {
    PyValueError::new_err("a whole number of more than 64 bits")
}

/// A text; half of a surrogate pair has no form in UTF-8.
fn text_of<'a>(text: &'a Bound<'_, PyString>) -> PyResult<&'a str> {
    text.to_str().map_err(|problem| match problem.is_instance_of::<PyUnicodeEncodeError>(text.py()) {
        true => PyValueError::new_err("a text with half of a surrogate pair is no text of JSON"),
        false => problem,
    })
}

#[inline(never)]
fn string(text: &Bound<'_, PyString>) -> Read<Value> {
    Ok(Value::String(text_of(text)?.to_owned()))
}

/// The key of a mapping.
#[inline(never)]
fn name(key: &Bound<'_, PyAny>) -> PyResult<String> {
    match key.cast::<PyString>() {
        Ok(text) => Ok(text_of(text)?.to_owned()),
        Err(_) => Err(PyTypeError::new_err(format!("the keys of a mapping are texts, not {}", kind(key)))),
    }
}

#[inline(never)]
fn integer(value: &Bound<'_, PyAny>) -> Read<Value> {
    if let Ok(small) = value.extract::<i64>() {
        return Ok(small.into());
    }
    match value.extract::<u64>() {
        Ok(large) => Ok(large.into()),
        Err(_) => Err(too_large().into()),
    }
}

#[inline(never)]
fn float(value: f64) -> Read<Value> {
    match Number::from_f64(value) {
        Some(number) => Ok(Value::Number(number)),
        None => Err(PyValueError::new_err(format!("{value} is no number of JSON")).into()),
    }
}

/// The class of a value, for messages.
pub fn kind(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "a value".to_owned(), |name| name.to_string())
}
