//! What was probably meant by a misspelt name.

/// The nearest of some names, if one is near enough to be meant.
pub(crate) fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    ranked(text, names, 1).into_iter().next()
}

/// The nearest names, the nearest first, at most `most`.
pub(crate) fn ranked<'a>(text: &str, names: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    const NEAR: f64 = 0.8;
    within(text, names, most, NEAR)
}

/// The same, where even a distant likeness helps a reader more than nothing.
pub(crate) fn ranked_loosely<'a>(
    text: &str,
    names: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    const DISTANT: f64 = 0.5;
    within(text, names, most, DISTANT)
}

fn within<'a>(text: &str, names: impl IntoIterator<Item = &'a str>, most: usize, least: f64) -> Vec<&'a str> {
    // Beyond this length no name of ours is near, and the measure costs the product of both lengths.
    const LONGEST: usize = 200;
    if text.is_empty() || text.len() > LONGEST {
        return Vec::new();
    }
    let text = text.to_ascii_lowercase();
    let mut near: Vec<(usize, usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_ascii_lowercase();
            let is_near = strsim::jaro_winkler(&text, &lower) >= least;
            // Among the near ones the fewest slips count, and a letter mistaken is likelier than one left out.
            is_near.then(|| (strsim::osa_distance(&text, &lower), text.len().abs_diff(lower.len()), name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(most).map(|(.., name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_name_and_nonsense_finds_none() {
        let names = ["temperature", "top_p", "top_k", "max_tokens"];
        assert_eq!(nearest("temprature", names), Some("temperature"));
        assert_eq!(nearest("max_token", names), Some("max_tokens"));
        assert_eq!(nearest("gpt-40", ["gpt-4", "gpt-4o"]), Some("gpt-4o"));
        assert_eq!(nearest("qqqq", names), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), names), None);
        assert_eq!(nearest("", names), None);
    }
}
