//! What kind of character one is, as far as the split into words asks.

use unicode_general_category::{GeneralCategory, get_general_category};

/// The kinds of characters that the rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Capital and title-case letters.
    Upper,
    /// Small letters.
    Lower,
    /// Letters without case.
    Letter,
    /// Marks that join a letter.
    Mark,
    Number,
    /// Line feed and carriage return.
    Break,
    /// Other white space.
    Space,
    Other,
}

impl Class {
    pub fn of(char: char) -> Self {
        match char {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Number,
            '\n' | '\r' => Self::Break,
            ' ' | '\t' | '\x0b' | '\x0c' => Self::Space,
            '\0'..='\x7f' => Self::Other,
            _ if char.is_whitespace() => Self::Space,
            _ => Self::beyond_ascii(char),
        }
    }

    fn beyond_ascii(char: char) -> Self {
        use GeneralCategory as G;
        match get_general_category(char) {
            G::UppercaseLetter | G::TitlecaseLetter => Self::Upper,
            G::LowercaseLetter => Self::Lower,
            G::ModifierLetter | G::OtherLetter => Self::Letter,
            G::NonspacingMark | G::SpacingMark | G::EnclosingMark => Self::Mark,
            G::DecimalNumber | G::LetterNumber | G::OtherNumber => Self::Number,
            _ => Self::Other,
        }
    }

    pub fn is_letter(self) -> bool {
        matches!(self, Self::Upper | Self::Lower | Self::Letter)
    }

    pub fn is_white(self) -> bool {
        matches!(self, Self::Break | Self::Space)
    }

    /// Neither white space, letter nor number.
    pub fn is_symbol(self) -> bool {
        matches!(self, Self::Mark | Self::Other)
    }
}
