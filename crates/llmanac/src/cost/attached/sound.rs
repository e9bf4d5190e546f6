//! How long a sound is, by the head of a WAVE file; of other kinds it is not known.

use super::base64::Base64;

/// The length of a sound: so many bytes, at so many a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cost) struct Sound {
    pub bytes: u64,
    pub rate: u64,
}

/// The length that the head of a sound states.
pub(in crate::cost) fn sound(data: Base64<'_>) -> Option<Sound> {
    const MOST_CHUNKS: usize = 256;
    if !data.has(0, b"RIFF") || !data.has(8, b"WAVE") {
        return None;
    }
    let (mut at, mut rate) = (12usize, None);
    for _ in 0..MOST_CHUNKS {
        let length = usize::try_from(data.little(at + 4, 4)?).ok()?;
        let begin = at + 8;
        if data.has(at, b"fmt ") {
            // Only of samples that are not compressed does the rate tell the length.
            let is_plain = matches!(data.little(begin, 2)?, 1 | 3 | 0xfffe);
            rate = data.little(begin + 8, 4).filter(|rate| is_plain && *rate > 0);
        }
        if data.has(at, b"data") {
            let rest = data.len().saturating_sub(begin);
            // A recorder that did not know the length left a 0 or the largest number.
            let length = if length == 0 || length > rest { rest } else { length };
            return Some(Sound { bytes: u64::try_from(length).ok()?, rate: rate?.into() });
        }
        at = begin.checked_add(length)?.checked_add(length % 2)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::base64::encoded;
    use super::*;

    fn wave(kind: u8, rate: u32, stated: u32, samples: usize) -> Vec<u8> {
        [
            b"RIFF\0\0\0\0WAVELIST\x03\0\0\0abc\0fmt \x10\0\0\0".as_slice(),
            &[kind, 0, 1, 0, 0, 0, 0, 0],
            &rate.to_le_bytes(),
            b"\x02\0\x10\0data",
            &stated.to_le_bytes(),
            &vec![0; samples],
        ]
        .concat()
    }

    #[test]
    fn plain_waves_state_their_length() {
        let table = [
            ("as stated", wave(1, 100, 250, 250), Some((250, 100))),
            ("of no stated length", wave(1, 100, u32::MAX, 300), Some((300, 100))),
            ("compressed", wave(0x55, 100, 250, 250), None),
            ("of no rate", wave(1, 0, 250, 250), None),
            ("no wave", b"ID3\x04".to_vec(), None),
        ];
        for (what, bytes, expected) in table {
            let text = encoded(&bytes);
            let found = sound(Base64::of(&text)).map(|sound| (sound.bytes, sound.rate));
            assert_eq!(found, expected, "{what}");
        }
    }

    proptest! {
        #[test]
        fn no_head_is_too_hostile(rest in proptest::collection::vec(any::<u8>(), 0..100)) {
            sound(Base64::of(&encoded(&[b"RIFF\0\0\0\0WAVEfmt ".as_slice(), &rest].concat())));
        }
    }
}
