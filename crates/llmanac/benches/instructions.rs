//! One operation, so many times: what `cargo xtask instructions` counts under valgrind.
//!
//! `instructions` lists the operations, `instructions OPERATION COUNT` runs one.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a tool of our own")]

mod cases;

use std::hint::black_box;

use cases::{CONVERTED, LINES, NAMES, PRICED, four_meters, model, six_parameters, ten_messages};
use llmanac::ModelRegistry;
use llmanac::advise::Call;
use llmanac::wire::Policy;

type Operation = (String, Box<dyn Fn(usize)>);

/// An operation under a name; what it needs is made ready when it is first run.
fn operation<C: 'static, T>(
    name: String,
    ready: impl Fn() -> C + 'static,
    run: impl Fn(&C) -> T + 'static,
) -> Operation {
    let repeated = move |count| {
        let context = ready();
        // Once before, so that nothing is made ready within the count: two counts of runs are compared.
        black_box(run(&context));
        for _ in 0..count {
            black_box(run(black_box(&context)));
        }
    };
    (name, Box::new(repeated))
}

fn operations() -> Vec<Operation> {
    let mut all = vec![operation(
        "open the catalog and look one model up".to_owned(),
        || (),
        |()| ModelRegistry::embedded().model(black_box("gpt-4o")),
    )];
    for name in NAMES {
        all.push(operation(
            format!("look up {name}"),
            || llmanac::registry().snapshot(),
            move |snapshot| snapshot.model(black_box(name)),
        ));
    }
    for name in LINES {
        all.push(operation(
            format!("validate six parameters of {name}"),
            move || (model(name), six_parameters(name)),
            |(model, parameters)| model.validate(parameters),
        ));
    }
    for name in CONVERTED {
        all.push(operation(
            format!("convert ten messages to the body of {name}"),
            move || (model(name), ten_messages()),
            |(model, request)| model.convert(request, None, Policy::Fit),
        ));
        all.push(operation(
            format!("convert ten messages to the whole request of {name}"),
            || (llmanac::registry().snapshot(), ten_messages(), Call::new()),
            move |(snapshot, request, call)| {
                snapshot.wire_request(black_box(name), request, call, None, Policy::Fit)
            },
        ));
        all.push(operation(
            format!("serialize the body of {name}"),
            move || model(name).convert(&ten_messages(), None, Policy::Fit).unwrap().body,
            serde_json::to_vec,
        ));
    }
    for name in PRICED {
        all.push(operation(
            format!("select the plan of {name}"),
            move || model(name),
            |model| model.price_plan(model.default_offer()),
        ));
        all.push(operation(
            format!("price a call of {name} with a plan"),
            move || (model(name).price_plan(model(name).default_offer()).unwrap(), four_meters(&model(name))),
            |(plan, usage)| plan.total(usage),
        ));
        all.push(operation(
            format!("price a call of {name} without a plan"),
            move || (llmanac::registry().snapshot(), model(name), four_meters(&model(name))),
            |(snapshot, model, usage)| snapshot.total(model, model.default_offer(), usage),
        ));
        all.push(operation(
            format!("answer what a call of {name} costs"),
            move || (llmanac::registry().snapshot(), four_meters(&model(name))),
            move |(snapshot, usage)| snapshot.cost(black_box(name), usage, &Call::new()),
        ));
    }
    all
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let all = operations();
    match words.as_slice() {
        [name, count] => {
            let found = all.iter().find(|(own, _)| own == name);
            let (_, run) = found.unwrap_or_else(|| std::process::exit(2));
            run(count.parse().unwrap());
        }
        _ => all.iter().for_each(|(name, _)| println!("{name}")),
    }
}
