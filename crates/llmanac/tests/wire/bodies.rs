//! Every body of the corpus, and a thousand of each surface that a seed makes, as lines for the providers' own clients.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use llmanac::advise::{Call, WireRequest, WireRequestError};
use llmanac::model::Surface;
use serde_json::{Value, json};

use crate::case::{Case, snapshot};
use crate::generate;
use crate::profiles::{Line, lines};

/// The surfaces whose clients judge.
const SURFACES: [Surface; 10] = [
    Surface::AzureOpenaiChat,
    Surface::AzureOpenaiResponses,
    Surface::AzureFoundryChat,
    Surface::AzureFoundryMessages,
    Surface::AzureFoundryResponses,
    Surface::BedrockConverse,
    Surface::BedrockInvoke,
    Surface::GeminiGenerateContent,
    Surface::VertexGenerateContent,
    Surface::VertexRawPredict,
];

/// Accepted requests of each surface.
const COUNT: usize = 1_000;

fn line(name: &str, request: &Value, wire: &WireRequest) -> String {
    let send = &wire.send;
    let line = json!({
        "case": name, "surface": send.surface, "model": wire.model, "method": send.method, "path": send.path,
        "query": send.query, "headers": send.headers, "body": send.body, "request": request,
    });
    format!("{line}\n")
}

/// Bodies of one surface, and how often each code was why there is none.
fn generated(surface: Surface, all: &[Line]) -> (String, usize, BTreeMap<String, usize>) {
    let snapshot = snapshot();
    let lines: Vec<Line> = all.iter().filter(|line| line.surface == surface).cloned().collect();
    assert!(!lines.is_empty(), "{surface} serves nothing");
    let (mut text, mut made, mut refused) = (String::new(), 0, BTreeMap::new());
    for seed in 0.. {
        if made == COUNT {
            break;
        }
        let own = generate::request(&snapshot, &lines, seed);
        match snapshot.wire_request(&own.line.model, &own.request, &Call::new(), Some(surface), own.policy) {
            Ok(wire) => {
                made += 1;
                text.push_str(&line(
                    &format!("{surface} {seed} of {}", own.line.model),
                    &own.request.into(),
                    &wire,
                ));
            }
            Err(WireRequestError::Refused(error)) => {
                let code = error.issues()[0].code;
                *refused.entry(format!("{} {code}", own.policy)).or_insert(0) += 1;
            }
            Err(error) => panic!("{surface} {seed}: {error}"),
        }
    }
    (text, made, refused)
}

#[test]
fn most_requests_that_a_seed_makes_convert() {
    let (snapshot, all) = (snapshot(), lines(&snapshot()));
    let (mut fit, mut refused) = (0, Vec::new());
    for seed in 0..400 {
        let own = generate::request(&snapshot, &all, seed);
        if own.policy == llmanac::wire::Policy::Strict {
            continue;
        }
        fit += 1;
        let surface = Some(own.line.surface);
        if let Err(error) =
            snapshot.wire_request(&own.line.model, &own.request, &Call::new(), surface, own.policy)
        {
            refused.push(format!("{}: {error}", own.line.model));
        }
    }
    assert!(refused.len() * 100 < fit * 40, "{} of {fit}: {refused:#?}", refused.len());
}

#[test]
#[ignore = "`cargo xtask wire` has it write, and the providers' clients read"]
fn bodies_for_the_providers_clients() {
    let folder = PathBuf::from(std::env::var_os("LLMANAC_WIRE").expect("LLMANAC_WIRE names a folder"));
    let (snapshot, all) = (snapshot(), lines(&snapshot()));
    let (mut text, mut not_converted) = (String::new(), String::new());
    let mut count = 0;
    for case in Case::all() {
        if let (Ok(wire), Ok(request)) = (case.wire(&snapshot), &case.request) {
            text.push_str(&line(&case.name, &request.clone().into(), &wire));
            count += 1;
        }
    }
    println!("corpus: {count} bodies");
    for surface in SURFACES {
        let (bodies, made, refused) = generated(surface, &all);
        text.push_str(&bodies);
        let total: usize = refused.values().sum();
        writeln!(not_converted, "{surface}\t{total}").unwrap();
        let mut said = String::new();
        for (code, count) in &refused {
            write!(said, ", {code} {count}").unwrap();
        }
        println!("{surface}: {made} bodies of {} requests; refused {total}{said}", made + total);
    }
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("bodies.jsonl"), text).unwrap();
    std::fs::write(folder.join("refused.tsv"), not_converted).unwrap();
}
