//! Mutations of bytes: cut, flip, insert, repeat.

use crate::corpus::Corpus;
use crate::random::Random;

/// What is put between bytes.
const ODD: &[&[u8]] = &[
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\xC3",
    b"\xED\xA0\x80",
    b"\xF4\x90\x80\x80",
    b"\r\n",
    b"\0",
    b"\\uD800",
    b"\\u0000",
    "\u{202e}".as_bytes(),
    "e\u{301}\u{301}\u{301}".as_bytes(),
    "🏳️‍🌈".as_bytes(),
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"=",
    b"#",
    b"'''",
    b"NaN",
    b"-",
    b"1e999",
    b"/",
    b"@",
    b".",
    // Lengths and numbers of postcard: the largest, one too long, zero.
    b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01",
    b"\xFF\xFF\xFF\xFF\x0F",
    b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80",
    b"\x01\x01\x01\x01",
];

/// Changes bytes in one way.
pub fn mutate(bytes: &mut Vec<u8>, corpus: &Corpus, random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let to = (at + 1 + random.below(random_length(bytes.len()))).min(bytes.len());
    let from = at.min(to);
    match random.below(10) {
        0 => bytes.truncate(at),
        1 | 2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        3 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = *random.pick(&[0, 1, 0x7F, 0x80, 0xFF, b'0', b'"', b'-']).unwrap_or(&0);
            }
        }
        4 => {
            let byte = random.byte();
            bytes.insert(at, byte);
        }
        5 => drop(bytes.drain(from..to)),
        6 => {
            let own = bytes[from..to].to_vec();
            let other = random.below(bytes.len() + 1);
            bytes.splice(other..other, own);
        }
        7 => {
            let own: Vec<u8> = bytes[from..to].to_vec();
            for place in own {
                bytes.insert(at, place);
            }
        }
        8 => {
            let word = corpus.word(random);
            bytes.splice(at..at, word.bytes());
        }
        _ => {
            let odd = random.pick(ODD).copied().unwrap_or_default();
            bytes.splice(at..at, odd.iter().copied());
        }
    }
}

/// Most pieces are short.
fn random_length(whole: usize) -> usize {
    (whole / 8).clamp(1, 64)
}
