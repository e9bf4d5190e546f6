//! How a variant of a profile reads what is to be embedded.

use crate::catalog::authored::{Profile, Variant};
use crate::catalog::problem::Problems;
use crate::params::Inputs;

/// The form of a variant, of the variants that it is like, or of the profile; the limit likewise.
pub(super) fn inputs(problems: &mut Problems, profile: &Profile, name: &str) -> Option<Inputs> {
    let form = nearest(profile, name, |variant| variant.inputs.as_ref()).or(profile.inputs.as_ref());
    let most = nearest(profile, name, |variant| variant.max_inputs.as_ref()).or(profile.max_inputs.as_ref());
    let Some(form) = form else {
        if most.is_some() {
            problems.add(
                format!("variant.{name}.max_inputs"),
                "a limit on inputs that no form reads: no `inputs`",
            );
        }
        return None;
    };
    let form = problems.ok(format_args!("variant.{name}.inputs"), form.parse())?;
    Some(Inputs { form, most: most.copied() })
}

fn nearest<'p, T>(
    profile: &'p Profile,
    name: &str,
    of: impl Fn(&'p Variant) -> Option<&'p T>,
) -> Option<&'p T> {
    let mut at = profile.variant.get(name);
    // As many steps as there are variants: a circle is told elsewhere.
    for _ in 0..profile.variant.len() {
        let variant = at?;
        if let Some(own) = of(variant) {
            return Some(own);
        }
        at = variant.like.as_ref().and_then(|like| profile.variant.get(like));
    }
    None
}
