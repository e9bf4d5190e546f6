//! Where the data of a part is: in the request, or elsewhere.

/// Data of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::wire) enum Source<'a> {
    /// In the request: its media type and its base64.
    Data { media: String, base64: &'a str },
    /// Behind a URL.
    Url(&'a str),
    /// A file that the provider keeps.
    Id(&'a str),
}

impl<'a> Source<'a> {
    /// `data:image/png;base64,...`, or a URL.
    pub fn of_url(url: &'a str) -> Self {
        let data = url.strip_prefix("data:").and_then(|rest| rest.split_once(','));
        match data {
            Some((head, base64)) if head.ends_with(";base64") => {
                let media = head.split(';').next().unwrap_or_default().to_ascii_lowercase();
                Self::Data { media, base64 }
            }
            _ => Self::Url(url),
        }
    }

    /// The media type and the base64; the reason where it is not in the request.
    pub fn data(&self) -> Result<(&str, &'a str), String> {
        match self {
            Self::Data { media, base64 } => Ok((media, base64)),
            Self::Url(url) => {
                let shown: String = url.chars().take(60).collect();
                Err(format!("the surface wants the bytes, and {shown} is a URL; send the data as base64"))
            }
            Self::Id(_) => {
                Err("the surface wants the bytes, and this is the id of a file elsewhere".to_owned())
            }
        }
    }
}
