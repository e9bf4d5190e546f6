//! Reads a [`Scalar`] from a compiled catalog, nested no deeper than a stack can follow.
//!
//! Bytes of a catalog may come from anywhere: a list in a list takes two of them, and a recursion of thousands ends
//! the program.

use std::fmt;

use serde::de::{DeserializeSeed, EnumAccess, Error, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::scalar::Scalar;

/// Lists within lists; authored files cannot be nested so deeply.
const DEEPEST: u8 = 100;

/// The kinds, as they are written: their order is part of the compiled format.
#[derive(Deserialize)]
#[serde(variant_identifier)]
enum Kind {
    Bool,
    Integer,
    Decimal,
    Text,
    List,
    Map,
}

const KINDS: &[&str] = &["Bool", "Integer", "Decimal", "Text", "List", "Map"];

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value(DEEPEST).deserialize(deserializer)
    }
}

/// A value, with the levels that may be below it.
#[derive(Clone, Copy)]
struct Value(u8);

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Scalar;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_enum("Scalar", KINDS, self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Scalar, A::Error> {
        let (kind, value) = data.variant()?;
        let below = || self.0.checked_sub(1).ok_or_else(|| A::Error::custom("nested too deeply"));
        Ok(match kind {
            Kind::Bool => Scalar::Bool(value.newtype_variant()?),
            Kind::Integer => Scalar::Integer(value.newtype_variant()?),
            Kind::Decimal => Scalar::Decimal(value.newtype_variant()?),
            Kind::Text => Scalar::Text(value.newtype_variant()?),
            Kind::List => Scalar::List(value.newtype_variant_seed(Items(Value(below()?)))?),
            Kind::Map => Scalar::Map(value.newtype_variant_seed(Items(Entry(below()?)))?),
        })
    }
}

/// A list of what a seed reads.
struct Items<S>(S);

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for Items<S> {
    type Value = Vec<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> Visitor<'de> for Items<S> {
    type Value = Vec<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut own = Vec::new();
        while let Some(item) = items.next_element_seed(self.0)? {
            own.push(item);
        }
        Ok(own)
    }
}

/// An entry of a map: its key and its value.
#[derive(Clone, Copy)]
struct Entry(u8);

impl<'de> DeserializeSeed<'de> for Entry {
    type Value = (String, Scalar);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_tuple(2, self)
    }
}

impl<'de> Visitor<'de> for Entry {
    type Value = (String, Scalar);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key and a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let key = parts.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let value =
            parts.next_element_seed(Value(self.0))?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
        Ok((key, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_was_written() {
        let own = Scalar::Map(vec![
            ("a".to_owned(), Scalar::List(vec![Scalar::Bool(true), Scalar::Integer(-5)])),
            ("b".to_owned(), Scalar::decimal("0.7").unwrap()),
            ("c".to_owned(), Scalar::Map(vec![("d".to_owned(), Scalar::Text("x".to_owned()))])),
        ]);
        let bytes = postcard::to_allocvec(&own).unwrap();
        assert_eq!(postcard::from_bytes::<Scalar>(&bytes).unwrap(), own);
    }

    #[test]
    fn a_value_that_is_nested_too_deeply_is_an_error_and_no_end_of_the_program() {
        for levels in [usize::from(DEEPEST) + 1, 1_000_000] {
            // Lists of one list each, and a truth value.
            let mut bytes = [4, 1].repeat(levels);
            bytes.extend([0, 1]);
            assert!(postcard::from_bytes::<Scalar>(&bytes).is_err(), "{levels}");
        }
        let mut bytes = [4, 1].repeat(usize::from(DEEPEST));
        bytes.extend([0, 1]);
        assert!(postcard::from_bytes::<Scalar>(&bytes).is_ok());
    }
}
