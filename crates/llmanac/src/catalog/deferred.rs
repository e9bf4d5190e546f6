//! A part of a compiled catalog that is read when it is first touched.

use std::fmt;
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value, or the bytes that it is read from.
///
/// A program asks for few of the hundreds of tables: reading them all is most of the work of opening a catalog.
#[derive(Clone)]
pub(crate) struct Deferred<T> {
    bytes: Box<[u8]>,
    value: OnceLock<Option<T>>,
}

impl<T: DeserializeOwned> Deferred<T> {
    /// The value; `None` where the bytes are none of its kind, which a catalog's digest or its opening rules out.
    pub fn get(&self) -> Option<&T> {
        self.value.get_or_init(|| postcard::from_bytes(&self.bytes).ok()).as_ref()
    }
}

impl<T> From<T> for Deferred<T> {
    fn from(value: T) -> Self {
        Self { bytes: Box::default(), value: OnceLock::from(Some(value)) }
    }
}

impl<T: DeserializeOwned + PartialEq> PartialEq for Deferred<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl<T: DeserializeOwned + Serialize> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.get().ok_or_else(|| S::Error::custom("a table that cannot be read"))?;
        serializer.serialize_bytes(&postcard::to_allocvec(value).map_err(S::Error::custom)?)
    }
}

impl<'de, T> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = deserializer.deserialize_bytes(Bytes)?;
        Ok(Self { bytes, value: OnceLock::new() })
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Box<[u8]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        // An empty text stands for a value that is there already.
        if bytes.is_empty() { Err(E::custom("a table of no bytes")) } else { Ok(bytes.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_from_its_bytes_and_damaged_bytes_give_none() {
        let written = postcard::to_allocvec(&Deferred::from("quill".to_owned())).unwrap();
        let read: Deferred<String> = postcard::from_bytes(&written).unwrap();
        assert_eq!(read.get().map(String::as_str), Some("quill"));
        assert_eq!(read, Deferred::from("quill".to_owned()));
        let damaged: Deferred<String> = Deferred { bytes: [9, 0].into(), value: OnceLock::new() };
        assert_eq!(damaged.get(), None);
        assert!(postcard::from_bytes::<Deferred<String>>(&[0]).is_err());
    }
}
