//! The compiled catalog as bytes: a header, the shared tables, and one row a model, read when first touched.
//!
//! ```text
//! magic     8 bytes   "llmanac\0"
//! format    u32       refused where it is not ours
//! digest    32 bytes  SHA-256 of all that follows
//! length    u32       of the head
//! head      postcard  version, tables, names and places of the rows
//! rows      postcard  one a model
//! ```
//! Integers are little-endian.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::model::{Date, ModelData};

use super::names::{Name, of_model};
use super::tables::Tables;

const MAGIC: &[u8; 8] = b"llmanac\0";
const FORMAT: u32 = 21;
const DIGEST_AT: usize = 12;
const LENGTH_AT: usize = 44;
const HEAD_AT: usize = 48;

/// Why bytes are no catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The bytes do not begin as a catalog does.
    #[error("these bytes are no compiled catalog of llmanac")]
    NoCatalog,
    /// Another format, of another release.
    #[error(
        "the catalog has format {found}, this release reads format {FORMAT}; update llmanac or the catalog"
    )]
    Format {
        /// The format found.
        found: u32,
    },
    /// The digest does not match, or a row does not read.
    #[error("the catalog is damaged: its contents do not match its digest")]
    Damaged,
}

/// What stands before the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head<'a> {
    /// The data's version: a date.
    pub version: Date,
    pub tables: Tables,
    #[serde(borrow)]
    pub rows: Vec<RowHead<'a>>,
}

impl<'a> Head<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, OpenError> {
        postcard::from_bytes(bytes).map_err(|_| OpenError::Damaged)
    }

    /// The head with texts of its own.
    fn into_owned(self) -> Head<'static> {
        Head { rows: self.rows.into_iter().map(RowHead::into_owned).collect(), ..self }
    }
}

/// Where a model's row is, with what is needed before it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RowHead<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Every name that means the model.
    #[serde(borrow)]
    pub names: Vec<Name<'a>>,
    pub place: RowPlace,
}

impl RowHead<'_> {
    fn into_owned(self) -> RowHead<'static> {
        RowHead {
            id: Cow::Owned(self.id.into_owned()),
            names: self.names.into_iter().map(Name::into_owned).collect(),
            place: self.place,
        }
    }
}

/// Where a model's row is, among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RowPlace {
    start: u32,
    length: u32,
}

/// A catalog's bytes, written.
pub(crate) fn write(
    version: Date,
    tables: &Tables,
    models: &[ModelData],
) -> Result<Vec<u8>, postcard::Error> {
    let mut rows = Vec::new();
    let mut places = Vec::with_capacity(models.len());
    for model in models {
        let row = postcard::to_allocvec(model)?;
        places.push(RowHead {
            id: model.id.as_str().into(),
            names: of_model(model),
            place: RowPlace {
                start: u32::try_from(rows.len()).map_err(|_| postcard::Error::SerializeBufferFull)?,
                length: u32::try_from(row.len()).map_err(|_| postcard::Error::SerializeBufferFull)?,
            },
        });
        rows.extend_from_slice(&row);
    }
    let head = postcard::to_allocvec(&Head { version, tables: tables.clone(), rows: places })?;
    let length = u32::try_from(head.len()).map_err(|_| postcard::Error::SerializeBufferFull)?;
    let mut rest = length.to_le_bytes().to_vec();
    rest.extend_from_slice(&head);
    rest.extend_from_slice(&rows);
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&Sha256::digest(&rest));
    bytes.extend_from_slice(&rest);
    Ok(bytes)
}

/// A catalog's bytes, opened.
#[derive(Debug)]
pub(crate) struct Blob {
    bytes: Cow<'static, [u8]>,
    pub head: Head<'static>,
    rows_at: usize,
    pub digest: String,
}

/// Whether the digest is computed anew. Bytes that a test has proven need not be hashed at each start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Hash the bytes and compare.
    Check,
    /// The bytes are part of the program; a test hashes them.
    #[cfg_attr(not(feature = "embedded"), expect(dead_code, reason = "only the embedded catalog is proven"))]
    Proven,
}

impl Blob {
    /// Opens bytes.
    pub fn open(bytes: Cow<'static, [u8]>, proof: Proof) -> Result<Self, OpenError> {
        let part = |from: usize, to: usize| bytes.get(from..to).ok_or(OpenError::NoCatalog);
        let number = |from: usize| {
            let four = part(from, from + 4)?.try_into().map_err(|_| OpenError::NoCatalog)?;
            Ok(u32::from_le_bytes(four))
        };
        if part(0, MAGIC.len())? != MAGIC {
            return Err(OpenError::NoCatalog);
        }
        let found = number(MAGIC.len())?;
        if found != FORMAT {
            return Err(OpenError::Format { found });
        }
        let digest = part(DIGEST_AT, LENGTH_AT)?;
        let rest = bytes.get(LENGTH_AT..).ok_or(OpenError::Damaged)?;
        if proof == Proof::Check && Sha256::digest(rest)[..] != *digest {
            return Err(OpenError::Damaged);
        }
        let length = usize::try_from(number(LENGTH_AT)?).map_err(|_| OpenError::Damaged)?;
        let rows_at = HEAD_AT.checked_add(length).ok_or(OpenError::Damaged)?;
        let head = match &bytes {
            Cow::Borrowed(bytes) => Head::read(bytes.get(HEAD_AT..rows_at).ok_or(OpenError::Damaged)?)?,
            Cow::Owned(bytes) => {
                Head::read(bytes.get(HEAD_AT..rows_at).ok_or(OpenError::Damaged)?)?.into_owned()
            }
        };
        let digest = hex(digest);
        Ok(Self { bytes, head, rows_at, digest })
    }

    /// Reads one model's row.
    pub fn row(&self, place: RowPlace) -> Option<ModelData> {
        let start = self.rows_at.checked_add(usize::try_from(place.start).ok()?)?;
        let end = start.checked_add(usize::try_from(place.length).ok()?)?;
        postcard::from_bytes(self.bytes.get(start..end)?).ok()
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .map(|digit| char::from(*digit))
        .collect()
}
