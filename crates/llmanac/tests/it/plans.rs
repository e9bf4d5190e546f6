//! Plans that are kept: never another answer than a plan selected anew.

use std::collections::BTreeSet;

use llmanac::advise::Call;
use llmanac::cost::{PricePlan, Usage};
use llmanac::model::{Date, Meter, Offer};
use llmanac::{ModelMetadata, ModelRegistry, Snapshot};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The days on which some price row begins or ends, and those before them.
fn turns(model: &ModelMetadata) -> BTreeSet<Date> {
    let rows = model.price_history();
    let days = rows.iter().flat_map(|row| [row.from, row.to]).flatten();
    let released = model.versions().filter_map(|id| model.with_version(id)?.lifecycle().released);
    days.chain(released).flat_map(|day| [Date::from_unix_days(day.unix_days() - 1), day]).collect()
}

/// The usual offer, and the plain ones that prices speak of.
fn offers(model: &ModelMetadata) -> Vec<Offer> {
    let rows = model.price_history();
    let named = rows.iter().flat_map(|row| &row.on).filter_map(|on| on.parse().ok());
    let mut offers: Vec<Offer> = named.collect();
    offers.push(model.default_offer().clone());
    offers
}

#[test]
fn a_plan_that_is_kept_is_the_one_that_would_be_selected() {
    let every = ModelRegistry::embedded().snapshot().models();
    for model in every {
        // A registry each, so that there is room for all plans of the model.
        let snapshot = ModelRegistry::embedded().snapshot();
        let own = snapshot.by_id(model.id()).unwrap();
        let versions = model.versions().filter_map(|id| own.with_version(id));
        for seen in std::iter::once(own.clone()).chain(versions) {
            for offer in offers(&model) {
                let days: Vec<Date> = turns(&model).into_iter().collect();
                // Forth and back: each day is asked for after each of its neighbours.
                for day in days.iter().chain(days.iter().rev()) {
                    let seen = seen.as_of(*day);
                    let kept = snapshot.price_plan(&seen, &offer).map(|plan| (*plan).clone());
                    assert_eq!(kept, seen.price_plan(&offer), "{} {offer} on {day}", model.id());
                }
            }
        }
    }
}

fn million(snapshot: &Snapshot, name: &str, on: &str) -> String {
    let usage = Usage::new().with(Meter::InputText, 1_000_000);
    let model = snapshot.model(name).unwrap().as_of(day(on));
    let total = snapshot.total(&model, model.default_offer(), &usage).unwrap();
    // The full answer is computed without what is kept.
    let answer = snapshot.cost(name, &usage, &Call::new().on(day(on))).unwrap();
    assert_eq!(answer.total, Some(total), "{name} on {on}");
    total.to_string()
}

#[test]
fn an_overlay_changes_the_prices_of_the_snapshots_after_it_only() {
    let registry = ModelRegistry::embedded();
    let before = registry.snapshot();
    assert_eq!(million(&before, "gpt-4o", "2026-11-23"), "2.5");
    let overlay = r#"
        [[discount]]
        model = "gpt-4o"
        percent = "10"
        from = "2026-07-01"
        to = "2026-10-01"
    "#;
    registry.add_overlay("llmanac.toml", overlay).unwrap();
    let after = registry.snapshot();
    for (on, wanted) in [
        ("2026-06-30", "2.5"),
        ("2026-07-01", "2.25"),
        ("2026-09-30", "2.25"),
        ("2026-10-01", "2.5"),
        ("2026-07-01", "2.25"),
    ] {
        assert_eq!(million(&after, "gpt-4o", on), wanted, "{on}");
        assert_eq!(million(&before, "gpt-4o", on), "2.5", "{on}");
    }
    let replacing = r#"
        [[model]]
        name = "gpt-4o"
        extends = "gpt-4o"
        replace = true
        price = [{ usd_per_1M = { input.text = "7" } }]
    "#;
    registry.add_overlay("more.toml", replacing).unwrap();
    let last = registry.snapshot();
    assert_eq!(million(&last, "gpt-4o", "2026-11-23"), "7");
    assert_eq!(million(&after, "gpt-4o", "2026-11-23"), "2.5");
    // A model that was looked up before keeps its own prices.
    let (held, usage) = (before.model("gpt-4o").unwrap(), Usage::new().with(Meter::InputText, 1_000_000));
    assert_eq!(last.total(&held, held.default_offer(), &usage).unwrap().to_string(), "2.5");
}

#[test]
fn what_has_no_price_is_an_error_each_time() {
    let snapshot = ModelRegistry::embedded().snapshot();
    let model = snapshot.model("gpt-4o").unwrap();
    let usage = Usage::new().with(Meter::OutputVideo, 1);
    let planet: Offer = "zone:mars/standard".parse().unwrap();
    for _ in 0..2 {
        let error = snapshot.total(&model, model.default_offer(), &usage).unwrap_err();
        assert_eq!(error.to_string(), "no rate is known for output.video");
        assert!(snapshot.total(&model, &planet, &usage).is_err());
    }
}

#[test]
fn plans_snapshots_and_models_are_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<PricePlan>();
    shared::<Snapshot>();
    shared::<ModelMetadata>();
    shared::<ModelRegistry>();
}

#[test]
fn threads_that_ask_for_the_same_plans_at_once_get_the_same_answers() {
    let snapshot = ModelRegistry::embedded().snapshot();
    let models = snapshot.models();
    let ask = || {
        let total = |model: &ModelMetadata| {
            let usage = Usage::new().with(Meter::InputText, 1_000);
            snapshot.total(model, model.default_offer(), &usage).map_err(|error| error.to_string())
        };
        (0..20).flat_map(|_| models.iter().map(total)).collect::<Vec<_>>()
    };
    let answers: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(answers[0].iter().filter(|total| total.is_ok()).count() > models.len());
}
