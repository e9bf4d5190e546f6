//! Which overlays are in force: the folder's, the environment's, the command line's.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use llmanac::ModelRegistry;

use crate::args::Global;
use crate::error::CommandError;
use crate::input;

/// The file that is looked up in the working folder and above.
pub const FILE: &str = "llmanac.toml";
/// The variable that names files, separated as in `PATH`.
const VARIABLE: &str = "LLMANAC_OVERLAY";

/// Lays every overlay in force on a registry: the nearest llmanac.toml, then the environment's, then the flags'.
pub fn lay(registry: &ModelRegistry, global: &Global) -> Result<(), CommandError> {
    let found = if global.isolated { None } else { nearest() };
    let named = std::env::var_os(VARIABLE).unwrap_or_default();
    let named = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty());
    let mut laid = Vec::new();
    for path in found.clone().into_iter().chain(named).chain(global.overlay.iter().cloned()) {
        // A file that is both found and named is laid once.
        let own = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if laid.contains(&own) {
            continue;
        }
        laid.push(own);
        let text = input::read_file(&path).map_err(|error| {
            error.hint("an overlay holds [[model]], [[deployment]] and [[discount]] tables")
        })?;
        registry.add_overlay(&shown(&path), &text).map_err(|refused| {
            let error = CommandError::usage(format_args!("{} is refused\n{refused}", shown(&path)));
            if found.as_ref() == Some(&path) { error.hint("--isolated goes without it") } else { error }
        })?;
    }
    Ok(())
}

/// The nearest llmanac.toml, seen from the working folder: `llmanac.toml`, `../llmanac.toml` ...
fn nearest() -> Option<PathBuf> {
    let folder = std::env::current_dir().ok()?;
    let mut seen = PathBuf::new();
    for above in folder.ancestors() {
        if above.join(FILE).is_file() {
            return Some(seen.join(FILE));
        }
        seen.push("..");
    }
    None
}

/// The name of a file in answers and errors.
fn shown(path: &Path) -> String {
    // A bare word could be taken for the name of a source of the catalog.
    if path.extension().is_none() && path.parent() == Some(Path::new("")) {
        return Path::new(".").join(path).display().to_string();
    }
    path.display().to_string()
}

/// Whether a path means standard input or output.
pub fn is_dash(path: &Path) -> bool {
    path.as_os_str() == OsStr::new("-")
}
