//! How large an image is, by the head of its file: PNG, JPEG, GIF, WebP.

use super::base64::Base64;

/// The size of an image in pixels; neither side is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cost) struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    pub fn new(width: u32, height: u32) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }

    pub fn long(self) -> u32 {
        self.width.max(self.height)
    }

    pub fn short(self) -> u32 {
        self.width.min(self.height)
    }
}

/// The size that the head of an image states.
pub(in crate::cost) fn size(data: Base64<'_>) -> Option<Size> {
    let (width, height) = png(data).or_else(|| gif(data)).or_else(|| webp(data)).or_else(|| jpeg(data))?;
    Size::new(width, height)
}

fn png(data: Base64<'_>) -> Option<(u32, u32)> {
    if !data.has(0, b"\x89PNG\r\n\x1a\n") || !data.has(12, b"IHDR") {
        return None;
    }
    Some((data.big(16, 4)?, data.big(20, 4)?))
}

fn gif(data: Base64<'_>) -> Option<(u32, u32)> {
    if !data.has(0, b"GIF87a") && !data.has(0, b"GIF89a") {
        return None;
    }
    Some((data.little(6, 2)?, data.little(8, 2)?))
}

fn webp(data: Base64<'_>) -> Option<(u32, u32)> {
    const SIDE: u32 = 0x3fff;
    if !data.has(0, b"RIFF") || !data.has(8, b"WEBP") {
        return None;
    }
    if data.has(12, b"VP8X") {
        return Some((data.little(24, 3)? + 1, data.little(27, 3)? + 1));
    }
    if data.has(12, b"VP8L") && data.has(20, b"\x2f") {
        let bits = data.little(21, 4)?;
        return Some(((bits & SIDE) + 1, (bits >> 14 & SIDE) + 1));
    }
    if data.has(12, b"VP8 ") && data.has(23, b"\x9d\x01\x2a") {
        return Some((data.little(26, 2)? & SIDE, data.little(28, 2)? & SIDE));
    }
    None
}

/// The frame's head stands after segments of any number and length: profiles, previews, remarks.
fn jpeg(data: Base64<'_>) -> Option<(u32, u32)> {
    const MOST_SEGMENTS: usize = 4096;
    if !data.has(0, b"\xff\xd8") {
        return None;
    }
    let mut at = 2;
    for _ in 0..MOST_SEGMENTS {
        if data.byte(at)? != 0xff {
            return None;
        }
        match data.byte(at + 1)? {
            // Any number of these may fill the space before a marker.
            0xff => at += 1,
            // Markers without a length.
            0x01 | 0xd0..=0xd8 => at += 2,
            // The frame's head, of any way of coding; the three left out are other things.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((data.big(at + 7, 2)?, data.big(at + 5, 2)?));
            }
            // The scan begins, or the image ends, without a frame.
            0xd9 | 0xda => return None,
            _ => {
                let length = data.big(at + 2, 2).filter(|length| *length >= 2)?;
                at += 2 + usize::try_from(length).ok()?;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::base64::encoded;
    use super::*;

    fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
        size(Base64::of(&encoded(bytes))).map(|size| (size.width, size.height))
    }

    fn jpeg_with(before: &[u8], marker: u8) -> Vec<u8> {
        let frame = [0xff, marker, 0, 17, 8, 0x04, 0x38, 0x07, 0x80, 3];
        [b"\xff\xd8".as_slice(), before, &frame].concat()
    }

    #[test]
    fn each_kind_of_image_states_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x07\x80\0\0\x04\x38\x08\x06\0\0\0";
        let profile = [b"\xff\xe1\x00\x08Exif\0\0".as_slice(), b"\xff\xff\xfe\x00\x04hi"].concat();
        let table: [(&str, Vec<u8>, _); 14] = [
            ("png", png.to_vec(), Some((1920, 1080))),
            ("gif", b"GIF89a\x80\x07\x38\x04\0\0\0".to_vec(), Some((1920, 1080))),
            ("jpeg", jpeg_with(b"", 0xc0), Some((1920, 1080))),
            ("jpeg, progressive", jpeg_with(b"", 0xc2), Some((1920, 1080))),
            ("jpeg after a profile and a remark", jpeg_with(&profile, 0xc0), Some((1920, 1080))),
            ("jpeg without a frame", jpeg_with(b"\xff\xda", 0xc0), None),
            ("jpeg with a segment of no length", jpeg_with(b"\xff\xe1\0\0", 0xc0), None),
            (
                "webp, lossy",
                b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x07\x38\x04".to_vec(),
                Some((1920, 1080)),
            ),
            (
                "webp, lossless",
                [b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f".as_slice(), &(1919u32 | 1079 << 14).to_le_bytes()]
                    .concat(),
                Some((1920, 1080)),
            ),
            (
                "webp, extended",
                b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7f\x07\0\x37\x04\0".to_vec(),
                Some((1920, 1080)),
            ),
            ("png of no width", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\x04\x38".to_vec(), None),
            ("png that ends in its head", png[..20].to_vec(), None),
            ("a text", b"hello, I am no image at all".to_vec(), None),
            ("nothing", Vec::new(), None),
        ];
        for (what, bytes, expected) in table {
            assert_eq!(size_of(&bytes), expected, "{what}");
        }
    }

    #[test]
    fn endless_segments_come_to_an_end() {
        let hostile = [b"\xff\xd8".as_slice(), &b"\xff\xe0\0\x02".repeat(1_000_000)].concat();
        assert_eq!(size_of(&hostile), None);
        assert_eq!(size_of(&[b"\xff\xd8".as_slice(), &b"\xff".repeat(1_000_000)].concat()), None);
    }

    proptest! {
        #[test]
        fn no_head_is_too_hostile(
            head in proptest::sample::select(vec![
                b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(),
                b"GIF89a".to_vec(),
                b"RIFF\0\0\0\0WEBPVP8X".to_vec(),
                b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f".to_vec(),
                b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a".to_vec(),
                b"\xff\xd8\xff".to_vec(),
                Vec::new(),
            ]),
            rest in proptest::collection::vec(any::<u8>(), 0..100),
        ) {
            if let Some((width, height)) = size_of(&[head, rest].concat()) {
                prop_assert!(width > 0 && height > 0);
            }
        }
    }
}
