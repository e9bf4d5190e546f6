//! The versions of an API that take a line of models, and the keys of its body.

use std::fmt::Display;

use crate::catalog::authored::{Profile, SinceEntry};
use crate::catalog::problem::Problems;
use crate::catalog::tables::Tables;
use crate::model::{ApiVersion, Date, Since};
use crate::params::NeedsVersion;

use super::context::sources;

/// What not every version takes of a variant.
pub(crate) fn since(
    tables: &Tables,
    problems: &mut Problems,
    profile: &Profile,
    variant: &str,
) -> Vec<NeedsVersion> {
    let keys = profile.api_version.iter().filter_map(|(key, entry)| {
        let since = read(tables, problems, format_args!("api_version.{key}"), entry)?;
        Some(NeedsVersion { key: Some(key.clone()), is: entry.is.clone(), since })
    });
    let mut needs: Vec<NeedsVersion> = keys.collect();
    if let Some((variant, entry)) = of_line(profile, variant)
        && let Some(since) = read(tables, problems, format_args!("variant.{variant}.api_version"), entry)
    {
        needs.push(NeedsVersion { key: None, is: None, since });
    }
    needs
}

/// What a variant states, or the variant that it is like.
fn of_line<'p>(profile: &'p Profile, variant: &'p str) -> Option<(&'p str, &'p SinceEntry)> {
    let mut name = variant;
    // As many steps as there are variants: a circle was told already.
    for _ in 0..profile.variant.len() {
        let own = profile.variant.get(name)?;
        if let Some(entry) = &own.api_version {
            return Some((name, entry));
        }
        name = own.like.as_deref()?;
    }
    None
}

fn read(tables: &Tables, problems: &mut Problems, key: impl Display, entry: &SinceEntry) -> Option<Since> {
    sources(tables, problems, &format!("{key}.src"), &entry.src);
    let preview = preview(problems, format_args!("{key}.preview"), &entry.preview);
    let stable = entry.stable.as_deref().and_then(|text| match text.parse() {
        Ok(ApiVersion::Stable(day)) => Some(day),
        _ => {
            problems.add(format_args!("{key}.stable"), "a version is written as 2024-10-21");
            None
        }
    });
    Some(Since { preview: preview?, stable })
}

/// The day of a version in preview.
pub(crate) fn preview(problems: &mut Problems, key: impl Display, text: &str) -> Option<Date> {
    match text.parse() {
        Ok(ApiVersion::Preview(day)) => Some(day),
        _ => {
            problems.add(key, "a version in preview is written as 2025-03-01-preview");
            None
        }
    }
}
