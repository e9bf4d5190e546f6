//! A profile that extends another: what both state, the own word first.

use std::collections::BTreeSet;

use crate::catalog::authored::Profile;
use crate::catalog::problem::{Problems, did_you_mean};

use super::Files;
use super::read::read;

/// A profile with the rows of those that it extends.
pub(super) fn extended(files: &Files, problems: &mut Problems, file: &str, own: &Profile) -> Profile {
    if own.extends.is_none() && !own.silent.is_empty() {
        problems.add("silent", "names rows of the profile that is extended, and none is");
    }
    let mut whole = own.clone();
    let mut seen = BTreeSet::from([file.to_owned()]);
    while let Some(name) = whole.extends.take() {
        let path = format!("parameters/{name}.toml");
        let Some(text) = files.get(&path).filter(|_| seen.insert(name.clone())) else {
            let known =
                files.keys().filter_map(|path| path.strip_prefix("parameters/")?.strip_suffix(".toml"));
            problems.hint(
                "extends",
                format_args!("no profile `{name}` to extend, or it extends this one"),
                did_you_mean(&name, known.filter(|known| *known != file)),
            );
            break;
        };
        // What is wrong in the other file is told there.
        let Ok(base) = read::<Profile>(&path, text) else { break };
        whole = laid_over(base, whole);
    }
    whole
}

/// The rows of one profile over those of another, whose rows keep their sources.
fn laid_over(mut base: Profile, own: Profile) -> Profile {
    let variants = base.variant.values_mut().flat_map(|variant| variant.set.values_mut());
    for row in base.parameter.values_mut().chain(variants) {
        if row.src.is_empty() {
            row.src.clone_from(&base.src);
        }
    }
    base.parameter.retain(|name, _| !own.silent.contains(name) && !own.absent.contains_key(name));
    base.absent.retain(|name, _| !own.silent.contains(name) && !own.parameter.contains_key(name));
    base.rule.retain(|rule| own.rule.iter().all(|own| own.id != rule.id));
    base.parameter.extend(own.parameter);
    base.absent.extend(own.absent);
    base.variant.extend(own.variant);
    base.rule.extend(own.rule);
    Profile {
        surface: own.surface,
        src: own.src,
        messages: own.messages.or(base.messages),
        schemas: own.schemas.or(base.schemas),
        prefill: own.prefill.or(base.prefill),
        inputs: own.inputs.or(base.inputs),
        max_inputs: own.max_inputs.or(base.max_inputs),
        constants: own.constants.or(base.constants),
        api_version: if own.api_version.is_empty() { base.api_version } else { own.api_version },
        ..base
    }
}
