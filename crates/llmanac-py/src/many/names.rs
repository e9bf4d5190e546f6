//! Names of columns that would be misunderstood or overlooked.

use arrow_schema::{DataType, Field, Schema};
use llmanac::cost::UsageKey;

use super::aliases::{self, Held, Meant};
use super::checked::READ;

/// Checks the names of the columns.
///
/// # Errors
///
/// A column of ours that stands twice; columns that are not kept, and are called as a count or as what chooses the price
/// without having the name that is read: overlooked, they would make calls cheaper or dearer than they were.
pub fn checked(schema: &Schema, keep: &[String]) -> Result<(), String> {
    /// So many are told at once.
    const MOST: usize = 8;
    for name in READ {
        if schema.fields().iter().filter(|field| field.name() == name).count() > 1 {
            return Err(format!("the column `{name}` stands twice in the table; drop or rename one"));
        }
    }
    let is_read = |name: &str| READ.contains(&name) || UsageKey::named(name).is_ok();
    let others = schema.fields().iter().filter(|field| {
        let name = field.name();
        !is_read(name) && !keep.contains(name)
    });
    let said: Vec<String> = others.filter_map(|field| overlooked(schema, field)).take(MOST).collect();
    if said.is_empty() { Ok(()) } else { Err(said.join("\n")) }
}

/// What is wrong with a column that nobody reads, if anything is.
fn overlooked(schema: &Schema, field: &Field) -> Option<String> {
    const RENAME: &str = "Rename it, or drop it or name it in keep= if it is none";
    const COUNT: &str = "is called as a count, and no count has that name";
    let (wrong, mend) = match meant(field)? {
        // Beside the column that is read, another one chooses nothing.
        Meant::Circumstance(name, _) if is_stated(schema, name) => return None,
        Meant::Circumstance(name, how) => (
            "is called as what chooses the price, and is not read",
            format!("did you mean `{name}`{how}? {RENAME}"),
        ),
        Meant::Within(key) => (
            "holds counts within it, which are not read",
            format!(
                "did you mean columns such as `{key}`? Make columns of them, or drop it or name it in keep= if it holds none"
            ),
        ),
        Meant::Count(key) => (COUNT, format!("did you mean `{key}`? {RENAME}")),
        Meant::Either(one, other) => (COUNT, format!("did you mean `{one}` or `{other}`? {RENAME}")),
        Meant::Tokens => {
            let names: Vec<&str> = UsageKey::ALL.iter().map(|key| key.as_str()).collect();
            (COUNT, format!("counts are: {}. {RENAME}", names.join(", ")))
        }
    };
    let short: String = field.name().chars().take(80).collect();
    Some(format!("the column `{short}` {wrong}; {mend}"))
}

fn is_stated(schema: &Schema, name: &str) -> bool {
    schema.fields().iter().any(|field| field.name() == name && !field.data_type().is_null())
}

/// What a column that nobody reads is taken to mean.
fn meant(field: &Field) -> Option<Meant> {
    let held = Held::of(field.data_type())?;
    let spelt = aliases::spelt(field.name());
    if held == Held::Numbers && is_beside_counts(&spelt) {
        return None;
    }
    if let Some(meant) = aliases::meant(&spelt, held) {
        return Some(meant);
    }
    match field.data_type() {
        DataType::Struct(parts) => parts.iter().find_map(|part| counted(part)).map(Meant::Within),
        _ if held == Held::Numbers => nearly(field.name(), &spelt),
        _ => None,
    }
}

/// The count that a part of a struct is.
fn counted(part: &Field) -> Option<UsageKey> {
    if Held::of(part.data_type()) != Some(Held::Numbers) {
        return None;
    }
    UsageKey::named(part.name()).ok().or_else(|| match meant(part)? {
        Meant::Count(key) | Meant::Either(key, _) => Some(key),
        Meant::Tokens => Some(UsageKey::InputTokens),
        Meant::Circumstance(..) | Meant::Within(_) => None,
    })
}

/// Whether numbers of a name stand beside counts in every log and are none: sums of all tokens say nothing new, limits
/// and prices count nothing.
fn is_beside_counts(spelt: &str) -> bool {
    const WORDS: [&str; 12] =
        ["max", "min", "limit", "limits", "budget", "per", "cost", "costs", "price", "prices", "rate", "usd"];
    let is_sum = matches!(aliases::within(spelt), "total_tokens" | "tokens_total");
    is_sum || spelt.starts_with("max") || spelt.split('_').any(|word| WORDS.contains(&word))
}

/// The count that a column of numbers is nearly called as.
///
/// The suggestions are wide (`input_lines` is near `input_pages`), so that without the word token few slips are allowed.
fn nearly(name: &str, spelt: &str) -> Option<Meant> {
    const SLIPS: usize = 2;
    let spelt = aliases::within(spelt);
    let near = match UsageKey::named(name).or_else(|_| UsageKey::named(spelt)) {
        Ok(key) => return Some(Meant::Count(key)),
        Err(_) if spelt.len() > 80 => None,
        Err(unknown) => unknown.suggestion().and_then(|own| UsageKey::named(own).ok()),
    };
    let is_token = spelt.contains("token");
    let is_near = |key: &UsageKey| is_token || strsim::levenshtein(spelt, key.as_str()) <= SLIPS;
    match near.filter(is_near) {
        Some(key) => Some(Meant::Count(key)),
        None => spelt.ends_with("_tokens").then_some(Meant::Tokens),
    }
}
