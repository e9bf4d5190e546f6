//! How many pages a PDF has, where its first bytes say so.

use super::base64::Base64;

/// The pages that a PDF made for the web states at its beginning; of any other it is not known.
///
/// The statement counts only while the file is as long as it says: a file that was changed since is longer.
pub(in crate::cost) fn pages(data: Base64<'_>) -> Option<u64> {
    const HEAD: usize = 1024;
    if !data.has(0, b"%PDF-") {
        return None;
    }
    let head: Vec<u8> = (0..HEAD.min(data.len())).map_while(|at| data.byte(at)).collect();
    let stated = |key: &[u8]| {
        let at = head.windows(key.len()).position(|window| window == key)? + key.len();
        let rest = head.get(at..)?.trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        std::str::from_utf8(rest.get(..digits)?).ok()?.parse::<u64>().ok()
    };
    stated(b"/Linearized")?;
    let length = stated(b"/L ")?;
    let pages = stated(b"/N ")?;
    (u64::try_from(data.len()) == Ok(length) && pages > 0).then_some(pages)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::base64::encoded;
    use super::*;

    #[test]
    fn only_a_document_that_says_so_at_its_beginning_has_known_pages() {
        let head = "%PDF-1.6\n1 0 obj\n<</Linearized 1/L 120 /O 3/E 90/N 12 /T 100>>\nendobj\n";
        let padded = |head: &str, length: usize| format!("{head:<length$}");
        let table = [
            ("as long as it says", padded(head, 120), Some(12)),
            ("changed since", padded(head, 121), None),
            ("not made for the web", padded("%PDF-1.6\n1 0 obj\n<</Type/Page>>", 120), None),
            ("no document", padded("hello /Linearized 1 /L 120 /N 12 ", 120), None),
        ];
        for (what, text, expected) in table {
            assert_eq!(pages(Base64::of(&encoded(text.as_bytes()))), expected, "{what}");
        }
    }

    proptest! {
        #[test]
        fn no_document_is_too_odd(rest in "[/LNinearzed 0-9<>]{0,200}") {
            pages(Base64::of(&encoded(format!("%PDF-{rest}").as_bytes())));
        }
    }
}
