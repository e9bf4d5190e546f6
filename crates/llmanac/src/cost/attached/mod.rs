//! What can be told of attached data from its first bytes: the size of an image, the length of a sound.
//!
//! Nothing is decoded. The bytes come from strangers: whatever is wrong with them, the answer is "not known".

mod base64;
mod image;
mod pages;
mod sound;

pub(super) use base64::Base64;
pub(super) use image::{Size, size};
pub(super) use pages::pages;
pub(super) use sound::{Sound, sound};
