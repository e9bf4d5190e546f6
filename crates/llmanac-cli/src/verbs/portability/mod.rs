//! `llmanac portability`: recorded requests against every living model.

mod log;
mod page;

use std::path::PathBuf;

use llmanac::advise::{
    Portability, PortabilityCell, PortabilityChoice, PortabilityError, PortabilityOrder, PortabilityReport,
    PortabilityView, RecordedRequest,
};
use llmanac::model::{ModelFamily, Provider, Surface};
use serde::Serialize;

use super::Verdict;
use super::call::CallArgs;
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::json;
use crate::output::Output;
use log::{Broken, Log};

/// So many models are listed on a page where nobody states another number.
const USUAL: usize = 20;

const EXAMPLES: &str = "\
Examples:
  llmanac portability requests.jsonl
  llmanac portability requests.jsonl --provider gemini,bedrock --sort cost
  llmanac portability - --model gpt-5.1 --model claude-sonnet-4-5 < requests.jsonl
  llmanac portability requests.jsonl --strict --limit 400
  llmanac portability requests.jsonl --json                one document, with every cell
  llmanac portability requests.jsonl --json-lines          every cell a line, for big logs

A line is a request in the shape of OpenAI's chat completions, or an object that holds one under
body or request, as the Batch API's files do; its model is the one it was recorded for.
UNCHANGED goes as it is, under other names at most; CHANGED means the same in another form;
FITTED loses or mends something; REFUSED does not go; of UNKNOWN the catalog does not know enough.
Costs are bounds, summed over the requests that go. Exits with 1 where no line is a request.";

/// Hold recorded requests against every living model
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The requests, one a line: a file, or - for standard input
    requests: PathBuf,

    /// Only models of this provider; may be repeated
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = complete::providers())]
    provider: Vec<Provider>,

    /// Only models of this family; may be repeated
    #[arg(long, value_name = "FAMILY", value_delimiter = ',', add = complete::families())]
    family: Vec<ModelFamily>,

    /// Only this model, living or not, in any spelling; may be repeated
    #[arg(long, value_name = "MODEL", add = complete::models())]
    model: Vec<String>,

    /// Only on this surface; may be repeated [default: all that read messages]
    #[arg(long, value_name = "SURFACE", value_delimiter = ',')]
    surface: Vec<Surface>,

    /// Refuse what would be lost or mended
    #[arg(long, conflicts_with = "fit")]
    strict: bool,

    /// Leave out what is not known to be supported
    #[arg(long)]
    fit: bool,

    /// The order of the models: fit, cost or name
    #[arg(long, value_name = "ORDER", default_value = "fit")]
    sort: PortabilityOrder,

    /// List so many models on the page [default: 20]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Write every cell as a line of JSON, and nothing else
    #[arg(long, visible_alias = "jsonl", conflicts_with = "json")]
    json_lines: bool,

    #[command(flatten)]
    call: CallArgs,
}

/// Where cells go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cells {
    /// A line each.
    Lines,
    /// Into the list of one document.
    Document,
    /// Nowhere: the page shows sums.
    Page,
}

/// What comes after the cells in one document.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    report: &'a PortabilityReport,
    /// Lines that hold no request.
    broken: &'a Broken,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let mut portability = Portability::new(&context.snapshot, &args.choice()).map_err(failed)?;
    let mut log = Log::open(&args.requests)?;
    let output = &context.output;
    let cells = match () {
        () if args.json_lines => Cells::Lines,
        () if output.is_json() => Cells::Document,
        () => Cells::Page,
    };
    if cells == Cells::Document {
        output.text("{\n  \"cells\": [")?;
    }
    let mut broken = Broken::default();
    let mut is_first = true;
    while let Some((line, text)) = log.next()? {
        let read = text.and_then(|text| {
            let value = json::parse(&text).map_err(|error| log::no_json(&error))?;
            RecordedRequest::read(line, value).map_err(|error| error.to_string())
        });
        match read {
            Ok(request) => write(output, cells, &portability.add(&request), &mut is_first)?,
            Err(why) => broken.note(line, why),
        }
    }
    let pairs = portability.pairs();
    let mut report = portability.finish();
    report.sort(args.sort);
    let is_answer = report.requests.count > 0 && pairs > 0;
    match cells {
        Cells::Document => {
            let text = in_json(serde_json::to_string_pretty(&Document { report: &report, broken: &broken }))?;
            output.text(&format!("\n  ],{}\n", text.strip_prefix('{').unwrap_or_default()))?;
        }
        Cells::Lines => {}
        Cells::Page if is_answer => {
            let shown = args.limit.unwrap_or(USUAL);
            output.answer(&report, |page| page::write(page, &report, &broken, shown))?;
        }
        Cells::Page => {}
    }
    broken.tell(log.name(), output);
    if report.requests.count == 0 {
        return Err(log.without_requests(&broken));
    }
    if pairs == 0 {
        return Err(page::nobody(&report));
    }
    Ok(Verdict::Yes)
}

impl Args {
    fn choice(&self) -> PortabilityChoice {
        let view = match (self.strict, self.fit) {
            (true, _) => PortabilityView::Strict,
            (_, true) => PortabilityView::Fit,
            _ => PortabilityView::StrictThenFit,
        };
        let choice = PortabilityChoice::new().view(view).call(self.call.call());
        let choice = self.provider.iter().cloned().fold(choice, PortabilityChoice::provider);
        let choice = self.family.iter().cloned().fold(choice, PortabilityChoice::family);
        let choice = self.surface.iter().copied().fold(choice, PortabilityChoice::surface);
        self.model.iter().fold(choice, PortabilityChoice::model)
    }
}

/// Writes the cells of one request.
fn write(
    output: &Output,
    form: Cells,
    cells: &[PortabilityCell],
    is_first: &mut bool,
) -> Result<(), CommandError> {
    let mut text = String::new();
    for cell in cells {
        let cell = match form {
            Cells::Page => return Ok(()),
            _ => in_json(serde_json::to_string(cell))?,
        };
        match form {
            Cells::Document => {
                text.push_str(if std::mem::take(is_first) { "\n    " } else { ",\n    " });
                text.push_str(&cell);
            }
            _ => {
                text.push_str(&cell);
                text.push('\n');
            }
        }
    }
    output.text(&text)
}

fn in_json(text: serde_json::Result<String>) -> Result<String, CommandError> {
    text.map_err(|error| CommandError::internal(format_args!("cannot be written as JSON: {error}")))
}

fn failed(error: PortabilityError) -> CommandError {
    match error {
        PortabilityError::Resolve(error) => error.into(),
        other => CommandError::usage(other),
    }
}
