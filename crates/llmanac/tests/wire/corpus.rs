//! The corpus: every case against its snapshot, and no model line and no feature without a case.

use std::collections::BTreeSet;

use crate::case::{Case, FORMS, folder, snapshot};
use crate::features::FEATURES;
use crate::profiles::{line_of, lines};

#[test]
fn every_case_goes_on_the_wire_as_its_snapshot_says() {
    let (snapshot, cases) = (snapshot(), Case::all());
    assert!(cases.len() >= 150, "only {} cases were found", cases.len());
    for case in cases {
        let (form, name) = case.name.split_once('/').unwrap();
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(folder().join(form));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(&case.about);
        settings.bind(|| insta::assert_snapshot!(name, case.shown(&snapshot)));
    }
}

#[test]
fn every_line_of_models_that_reads_messages_has_a_case() {
    let snapshot = snapshot();
    let mut covered = BTreeSet::new();
    for case in Case::all() {
        let line = line_of(&snapshot, &case.model, case.surface)
            .unwrap_or_else(|| panic!("{}: {} reads no messages", case.name, case.model));
        assert_eq!(line.form, case.form(), "{} lies in the folder of another form", case.name);
        covered.insert(line.variant);
    }
    let all: BTreeSet<String> = lines(&snapshot).into_iter().map(|line| line.variant).collect();
    let missing: Vec<&String> = all.difference(&covered).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn every_form_has_a_case_of_every_feature() {
    let cases = Case::all();
    let mut missing = Vec::new();
    for form in FORMS {
        let own: Vec<_> = cases
            .iter()
            .filter(|case| case.form() == form)
            .filter_map(|case| case.request.as_ref().ok())
            .collect();
        missing.extend(
            FEATURES
                .iter()
                .filter(|(_, has)| !own.iter().any(|request| has(request)))
                .map(|(word, _)| format!("{form}: {word}")),
        );
    }
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn a_snapshot_without_its_case_is_removed() {
    let cases: BTreeSet<String> = Case::all().into_iter().map(|case| case.name).collect();
    for form in FORMS {
        for entry in std::fs::read_dir(folder().join(form)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{form}/{}", path.file_stem().unwrap().to_str().unwrap());
            assert!(cases.contains(&name), "{}", path.display());
        }
    }
}
