//! Names of columns that would be misunderstood or overlooked.

use arrow_schema::{DataType, Schema};
use llmanac::cost::UsageKey;

use super::checked::READ;

/// Checks the names of the columns.
///
/// # Errors
///
/// A column of ours that stands twice; a column of numbers that is no count of ours, is not kept, and is called as if it
/// were one: overlooked, it would make calls cheaper than they were.
pub fn checked(schema: &Schema, keep: &[String]) -> Result<(), String> {
    for name in READ {
        if schema.fields().iter().filter(|field| field.name() == name).count() > 1 {
            return Err(format!("the column `{name}` stands twice in the table; drop or rename one"));
        }
    }
    for field in schema.fields() {
        let name = field.name().as_str();
        if READ.contains(&name) || keep.iter().any(|kept| kept == name) || !is_number(field.data_type()) {
            continue;
        }
        let Err(unknown) = UsageKey::named(name) else { continue };
        if !is_doubtful(name, unknown.suggestion()) {
            continue;
        }
        let short: String = name.chars().take(80).collect();
        let meant = match unknown.suggestion() {
            Some(key) => format!("did you mean `{key}`? Rename it, or "),
            None => format!("counts are: {}. Rename it, or ", unknown.known().join(", ")),
        };
        return Err(format!(
            "the column `{short}` is called as a count, and no count has that name; {meant}drop it or name it in keep= if it is none"
        ));
    }
    Ok(())
}

fn is_number(kind: &DataType) -> bool {
    kind.is_integer()
        || kind.is_floating()
        || matches!(kind, DataType::Decimal128(..) | DataType::Decimal256(..))
}

/// Whether a name is that of a count, or nearly.
///
/// Sums of all tokens stand in every log and say nothing new, and a limit (`max_tokens`) counts nothing. The suggestions
/// are wide (`input_cost` is near `input_pages`), so that without the word token few slips are allowed.
fn is_doubtful(name: &str, meant: Option<&str>) -> bool {
    const SLIPS: usize = 2;
    let last = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    if last == "total_tokens" || last.starts_with("max") {
        return false;
    }
    let is_token = last.contains("token");
    last.ends_with("_tokens") || meant.is_some_and(|key| is_token || strsim::levenshtein(&last, key) <= SLIPS)
}
