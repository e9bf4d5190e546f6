//! What `az cognitiveservices account deployment list` prints.

use serde_json::Value;

use crate::error::CommandError;

/// A deployment, as Azure describes it; what is not stated is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AzureDeployment {
    pub name: String,
    pub model: Option<String>,
    pub version: Option<String>,
    /// `OpenAI`, or another maker that Azure serves.
    pub format: Option<String>,
    /// `GlobalStandard`.
    pub sku: Option<String>,
    pub capacity: Option<u64>,
    /// `Succeeded`, or why it cannot be called.
    pub state: Option<String>,
    /// When Azure moves it to another version.
    pub upgrade: Option<String>,
    /// The account that holds it, from its id.
    pub account: Option<String>,
}

/// The deployments of a list, of the REST API's `{"value": [...]}`, or of a single one.
pub fn read(source: &str, json: &Value) -> Result<Vec<AzureDeployment>, CommandError> {
    let list = json.as_array().or_else(|| json.get("value")?.as_array());
    let found = match list {
        Some(list) => list.iter().enumerate().map(|(at, own)| one(own).ok_or(format!("[{at}]"))).collect(),
        None => one(json).map(|own| vec![own]).ok_or(String::new()),
    };
    found.map_err(|place| {
        CommandError::usage(format_args!("{source}{place} is no deployment: it has no text `name` beside `properties`"))
            .hint("az cognitiveservices account deployment list --name ACCOUNT --resource-group GROUP > deployments.json")
    })
}

fn one(json: &Value) -> Option<AzureDeployment> {
    let at = |path: &[&str]| path.iter().try_fold(json, |own, key| own.get(key));
    let text =
        |path: &[&str]| at(path).and_then(Value::as_str).map(str::to_owned).filter(|text| !text.is_empty());
    at(&["properties"])?.as_object()?;
    Some(AzureDeployment {
        name: text(&["name"])?,
        model: text(&["properties", "model", "name"]),
        version: text(&["properties", "model", "version"]),
        format: text(&["properties", "model", "format"]),
        sku: text(&["sku", "name"]),
        capacity: at(&["sku", "capacity"]).and_then(Value::as_u64),
        state: text(&["properties", "provisioningState"]),
        upgrade: text(&["properties", "versionUpgradeOption"]),
        account: text(&["id"]).and_then(|id| account(&id)),
    })
}

/// `/subscriptions/.../accounts/<account>/deployments/<name>`
fn account(id: &str) -> Option<String> {
    let mut parts = id.split('/');
    parts.find(|part| part.eq_ignore_ascii_case("accounts"))?;
    parts.next().filter(|part| !part.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_shape_that_azure_prints_is_read() {
        let own = json!({
            "id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso/deployments/prod",
            "name": "prod",
            "properties": { "model": { "format": "OpenAI", "name": "gpt-4o", "version": "2024-11-20" } },
            "sku": { "name": "GlobalStandard", "capacity": 30 },
        });
        for json in [own.clone(), json!([own]), json!({ "value": [own] })] {
            let found = read("x.json", &json).unwrap_or_default();
            assert_eq!(found.len(), 1, "{json}");
            assert_eq!(found.first().and_then(|own| own.account.as_deref()), Some("contoso"));
            assert_eq!(found.first().and_then(|own| own.capacity), Some(30));
        }
    }

    #[test]
    fn what_is_no_deployment_is_named_by_its_place() {
        for (json, place) in [
            (
                json!([{ "name": "a", "properties": {} }, { "name": 7, "properties": {} }]),
                "x.json[1] is no deployment",
            ),
            (json!([{ "name": "a" }]), "x.json[0] is no deployment"),
            (json!({ "error": "not logged in" }), "x.json is no deployment"),
            (json!(null), "x.json is no deployment"),
        ] {
            let message = read("x.json", &json).err().map(|error| error.message().to_owned());
            assert!(message.as_deref().unwrap_or_default().starts_with(place), "{message:?}");
        }
    }
}
