//! The whole catalog that ships, written and read back.

use super::*;

fn today() -> Snapshot {
    ModelRegistry::embedded().snapshot()
}

#[test]
fn what_litellm_s_shape_says_of_the_catalog_costs_the_same_when_it_is_read_back() {
    let ours = today();
    let table = export(&ours, ExportFormat::Litellm);
    let back = over(ModelRegistry::embedded(), ForeignFormat::Litellm, &table.text);
    let tiers = [ServiceTier::Standard, ServiceTier::Flex, ServiceTier::Priority, ServiceTier::Batch];
    let held = held(&ours, &table, &back, &tiers, &[]);
    assert!(table.keys.len() > 1_500 && held > 30_000, "{} keys, {held} calls", table.keys.len());
    for own in &table.keys {
        let model = version(&ours, own.model.as_str(), own.version.as_deref());
        let row = back.model(&own.key).unwrap();
        assert_eq!(row.input_limit(), model.input_limit().or(model.window()), "{}", own.key);
        assert_eq!(row.output_limit(), model.output_limit(), "{}", own.key);
        assert_eq!(row.lifecycle().retires, model.lifecycle().retires, "{}", own.key);
    }
}

#[test]
fn every_key_of_litellm_s_shape_means_its_model_to_the_reader_too() {
    let ours = today();
    let table = export(&ours, ExportFormat::Litellm);
    let read = Foreign::read(ForeignFormat::Litellm, &table.text).unwrap();
    assert_eq!((read.rows.len(), read.skipped), (table.keys.len(), vec![]));
    for own in &table.keys {
        let row = read.rows.iter().find(|row| row.key == own.key).unwrap();
        let place = row.place.as_ref().unwrap_or_else(|| panic!("{} has a place", own.key));
        let found = place.names.iter().find_map(|name| ours.resolve(name).ok());
        let Some(found) = found else {
            // A region of Azure stands where the reader looks for a name.
            assert!(
                own.scope.to_string().starts_with("region:"),
                "{} is {} to the reader",
                own.key,
                own.model
            );
            continue;
        };
        assert_eq!(
            (found.model.id(), found.model.version()),
            (&own.model, own.version.as_deref()),
            "{}",
            own.key
        );
        let scope =
            place.scope.clone().or(found.scope).unwrap_or_else(|| found.model.default_offer().scope.clone());
        // A plain id is the usual place to the reader, and the region that is called to Bedrock.
        assert!(
            scope == own.scope || own.scope.to_string() == "region",
            "{}: {scope}, not {}",
            own.key,
            own.scope
        );
    }
}

#[test]
fn what_models_dev_s_shape_says_of_the_catalog_costs_the_same_when_it_is_read_back() {
    let ours = today();
    let file = export(&ours, ExportFormat::ModelsDev);
    let back = over(ModelRegistry::embedded(), ForeignFormat::ModelsDev, &file.text);
    let held = held(&ours, &file, &back, &[ServiceTier::Standard], &WORDLESS);
    assert!(file.keys.len() > 300 && held > 5_000, "{} ids, {held} calls", file.keys.len());
    for own in &file.keys {
        let model = version(&ours, own.model.as_str(), own.version.as_deref());
        let row = back.model(&own.key).unwrap();
        let limits = |model: &ModelMetadata| (model.window(), model.input_limit(), model.output_limit());
        assert_eq!(limits(&row), limits(&model), "{}", own.key);
        assert_eq!(row.knowledge_cutoff(), model.knowledge_cutoff(), "{}", own.key);
    }
}

#[test]
fn the_whole_catalog_as_json_has_every_model_price_row_and_version() {
    let ours = today();
    let whole = export(&ours, ExportFormat::Json);
    let list: Vec<serde_json::Value> = serde_json::from_str(&whole.text).unwrap();
    let models = ours.models();
    assert_eq!((list.len(), whole.text.lines().count()), (models.len(), models.len() + 2));
    for (own, model) in list.iter().zip(&models) {
        assert_eq!(own["id"], model.id().as_str());
        let length = |field: &str| own[field].as_array().map(Vec::len);
        assert_eq!(length("price_rows"), Some(model.price_history().len()), "{}", model.id());
        assert_eq!(length("version_facts"), Some(model.versions().count()), "{}", model.id());
        for row in own["price_rows"].as_array().unwrap() {
            assert!(row["rates"].as_array().unwrap().iter().all(|rate| rate["rate"].is_string()), "{row}");
            assert!(row["sources"].as_array().is_some_and(|sources| !sources.is_empty()), "{row}");
        }
    }
    assert_eq!(whole, export(&ours, ExportFormat::Json));
}
