//! Bytes in base64, read one by one where they lie.

/// Bytes written as base64; only those that are asked for are decoded.
#[derive(Clone, Copy, Debug)]
pub(in crate::cost) struct Base64<'t> {
    /// Without the padding.
    digits: &'t [u8],
}

impl<'t> Base64<'t> {
    /// Plain base64.
    pub fn of(text: &'t str) -> Self {
        Self { digits: text.trim_end_matches('=').as_bytes() }
    }

    /// The data of a URL that holds some: `data:image/png;base64,...`.
    pub fn of_url(url: &'t str) -> Option<Self> {
        // The scheme in any case; what stands before the comma names the type.
        let (head, data) = url.split_once(',')?;
        let head = head.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and(Some(head))?;
        head.ends_with(";base64").then(|| Self::of(data))
    }

    /// How many bytes there are.
    pub fn len(self) -> usize {
        self.digits.len() / 4 * 3 + (self.digits.len() % 4).saturating_sub(1)
    }

    /// One byte.
    pub fn byte(self, at: usize) -> Option<u8> {
        let first = (at / 3).checked_mul(4)?;
        let digit = |place: usize| value(*self.digits.get(first.checked_add(place)?)?);
        let (high, low) = match at % 3 {
            0 => (digit(0)? << 2, digit(1)? >> 4),
            1 => (digit(1)? << 4, digit(2)? >> 2),
            _ => (digit(2)? << 6, digit(3)?),
        };
        Some(high | low)
    }

    /// Whether these bytes stand at a place.
    pub fn has(self, at: usize, bytes: &[u8]) -> bool {
        bytes.iter().enumerate().all(|(more, byte)| self.byte(at.saturating_add(more)) == Some(*byte))
    }

    /// A number, its lowest byte first.
    pub fn little(self, at: usize, bytes: usize) -> Option<u32> {
        (0..bytes)
            .rev()
            .try_fold(0u32, |number, more| Some(number << 8 | u32::from(self.byte(at.saturating_add(more))?)))
    }

    /// A number, its highest byte first.
    pub fn big(self, at: usize, bytes: usize) -> Option<u32> {
        (0..bytes)
            .try_fold(0u32, |number, more| Some(number << 8 | u32::from(self.byte(at.saturating_add(more))?)))
    }
}

fn value(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
pub(in crate::cost) fn encoded(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*chunk.get(at).unwrap_or(&0)));
        for place in 0..4 {
            let digit = char::from(DIGITS[(bits >> (18 - 6 * place)) & 63]);
            text.push(if place > chunk.len() { '=' } else { digit });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_urls_that_hold_base64_hold_data() {
        for (url, length) in [
            ("data:image/png;base64,AAAA", Some(3)),
            ("DATA:image/png;base64,AAA=", Some(2)),
            ("data:;base64,", Some(0)),
            ("data:text/plain,hello", None),
            ("https://example.com/a,b;base64", None),
            ("data:", None),
            ("", None),
            ("dat\u{e4}:image/png;base64,AAAA", None),
        ] {
            assert_eq!(Base64::of_url(url).map(Base64::len), length, "{url}");
        }
    }

    proptest! {
        #[test]
        fn each_byte_is_the_one_that_was_written(bytes in proptest::collection::vec(any::<u8>(), 0..50)) {
            let text = encoded(&bytes);
            let read = Base64::of(&text);
            prop_assert_eq!(read.len(), bytes.len());
            let all: Option<Vec<u8>> = (0..bytes.len()).map(|at| read.byte(at)).collect();
            prop_assert_eq!(all, Some(bytes.clone()));
            prop_assert_eq!(read.byte(bytes.len()), None);
        }

        #[test]
        fn no_text_is_too_odd(text in any::<String>(), at in any::<usize>()) {
            let read = Base64::of(&text);
            read.byte(at);
            read.big(at % 100, 4);
            Base64::of_url(&text);
        }
    }
}
