//! A catalog of three made-up models on two providers, so that tests do not change with the facts.

use crate::catalog::{Files, build};
use crate::model::Date;
use crate::registry::{ModelRegistry, Snapshot};

/// The day of the little catalog.
pub(crate) const TODAY: &str = "2026-11-23";

const FILES: [(&str, &str); 11] = [
    ("sources.toml", SOURCES),
    ("providers.toml", PROVIDERS),
    ("families.toml", FAMILIES),
    ("regions.toml", REGIONS),
    ("tasks.toml", ""),
    ("parameters/standard.toml", STANDARD),
    ("parameters/little_chat.toml", CHAT),
    ("parameters/little_converse.toml", CONVERSE),
    ("models/azure_openai/quill.toml", QUILL),
    ("models/azure_openai/quill-old.toml", QUILL_OLD),
    ("models/bedrock/sage.toml", SAGE),
];

const SOURCES: &str = r#"
[page]
title = "The provider's page"
read = "2026-09-01"
lineage = "page"
rank = "first_party"

[page-old]
title = "The provider's page of last year"
read = "2025-02-01"
lineage = "page"
rank = "first_party"

[ledger]
title = "A catalog kept by others"
read = "2026-11-20"
lineage = "ledger"
rank = "catalog"

[gazette]
title = "Another catalog"
read = "2026-10-02"
lineage = "gazette"
rank = "catalog"
"#;

const PROVIDERS: &str = r#"
[azure_openai]
display_name = "Azure OpenAI"
prefixes = ["azure/"]
requirements = { uses_deployment_name = true, supports_batch_api = true }
src = ["page"]

[azure_openai.surface.chat]
operation = { method = "POST", path = "/deployments/{deployment}/chat" }
auth = "api-key"
src = ["page"]

[bedrock]
display_name = "Amazon Bedrock"
geographies = { us = "zone:us" }
requirements = { requires_region = true }
src = ["page"]

[bedrock.surface.converse]
operation = { method = "POST", path = "/model/{model_id}/converse" }
auth = "AWS Signature Version 4"
src = ["page"]
"#;

const FAMILIES: &str = r#"
[quills]
display_name = "Quill"
provider = "azure_openai"
maker = "openai"

[sages]
display_name = "Sage"
provider = "bedrock"
maker = "anthropic"
"#;

const REGIONS: &str = r#"
[region.azure_openai.eastus]
name = "East US"
zone = "us"
src = ["page"]

[region.bedrock.us-east-1]
name = "N. Virginia"
zone = "us"
src = ["page"]
"#;

const STANDARD: &str = r#"
[max_tokens]
type = "integer"
summary = "Most tokens the answer may have."
src = ["page"]

[seed]
type = "integer"
summary = "Ask for the same answer again."
src = ["page"]

[stop]
type = "strings"
summary = "Texts at which the answer ends."
src = ["page"]

[temperature]
type = "decimal"
summary = "How freely tokens are drawn."
src = ["page"]

[tool_choice]
type = "any"
summary = "Which tool to call."
src = ["page"]

[top_p]
type = "decimal"
summary = "Draw from the likeliest tokens."
src = ["page"]
"#;

const CHAT: &str = r#"
surface = "azure_openai.chat"
src = ["page"]

[parameter]
max_tokens  = { to = "max_tokens", type = "integer", min = 1, max = "model.limits.output" }
stop        = { to = "stop", type = "strings", min_items = 1, max_items = 4 }
temperature = { to = "temperature", type = "decimal", min = "0", max = "2", default = "1" }
top_p       = { to = "top_p", type = "decimal", min = "0", max = "1", default = "1", src = ["ledger"] }

[variant.plain.absent]
seed = { neutral = 0 }

[[rule]]
id = "one_of_two"
not_together = ["temperature", "top_p"]
fix = { drop = "top_p" }
src = ["page-old"]
"#;

const CONVERSE: &str = r#"
surface = "bedrock.converse"
src = ["page"]

[parameter]
max_tokens  = { name = "maxTokens", to = "inferenceConfig.maxTokens", type = "integer", min = 1, max = "model.limits.output", required = true, fill = "model.limits.output" }
stop        = { name = "stopSequences", to = "inferenceConfig.stopSequences", type = "strings", max_items = 8 }
temperature = { to = "inferenceConfig.temperature", type = "decimal", min = "0", max = "1", default = "1" }
tool_choice = { to = "toolConfig.toolChoice", type = "any", values = { auto = "auto", required = "any", none = false } }

[variant.sage.absent]
seed = {}
"#;

const QUILL: &str = r#"
display_name = "Quill"
maker = "openai"
family = "quills"
released = "2025-01-10"
wire = { name = "quill", version = "{version}" }
aliases = ["plume"]
bare = true
default_on = "global/standard"
input = ["text", "image"]
output = ["text"]
knowledge_cutoff = "2024-06"
capabilities = { streaming = true, tools = true, json_mode = true, reasoning = false }
surfaces = { "azure_openai.chat" = "little_chat/plain" }
defaults = { max_tokens = 1024 }
billed_as = { input.image = "input.text" }
src = ["page", "ledger"]
version = [
  { id = "2025-01-10", released = "2025-01-10", src = ["page-old"] },
  { id = "2025-08-01", released = "2025-08-01", capabilities = { json_schema = true }, src = ["page"] },
]
default_version = [
  { version = "2025-01-10", from = "2025-01-10", to = "2025-10-01", src = ["page-old"] },
  { version = "2025-08-01", from = "2025-10-01", src = ["page"] },
]
limits = [
  { window = 128000, src = ["page", "ledger"] },
  { versions = ["2025-01-10"], output = 4096, src = ["page-old"] },
  { versions = ["2025-08-01"], output = 16384, src = ["page", "gazette"] },
]
price = [
  { versions = ["2025-01-10"], on = ["global/standard"], usd_per_1M = { input.text = "5", output.text = "15" }, src = ["ledger"] },
  { versions = ["2025-08-01"], on = ["global/standard"], to = "2026-03-01", usd_per_1M = { input.text = "3", output.text = "12" }, src = ["ledger"] },
  { versions = ["2025-08-01"], on = ["global/standard"], from = "2026-03-01", usd_per_1M = { input.text = "2.5", cache_read.text = "1.25", output.text = "12" }, src = ["ledger", "gazette"] },
  { versions = ["2025-08-01"], on = ["*/batch"], usd_per_1M = { input.text = "1.25", output.text = "5" }, src = ["ledger"] },
  { on = ["zone:us/standard"], usd_per_1M = { input.text = "2.75", output.text = "13.2" }, src = ["ledger"] },
  { on = ["*/priority"], sold = false, src = ["page"] },
]
lifecycle = [
  { versions = ["2025-01-10"], no_new_use = "2026-01-10", retires = "2026-10-01", src = ["page"] },
  { versions = ["2025-08-01"], retires = "2027-04-14", src = ["ledger", "gazette"] },
  { versions = ["2025-08-01"], on = ["region/*"], retires = "2026-12-31", src = ["page"] },
]
replacement = [
  { any_of = ["bedrock/sage"], from = "2026-02-01", src = ["page"] },
]
sold = [
  { on = ["region/standard"], regions = ["eastus"], from = "2025-04-01", src = ["page"] },
]
quota = [
  { on = ["global/standard"], plan = "default", requests = "2700/1m", tokens = "450000/1m", src = ["page"] },
]
sought = [
  { fields = ["price.cache_read.text"], on = ["*/batch"], src = ["ledger"], day = "2026-11-20" },
]

[[verdict]]
field = "lifecycle.retires"
versions = ["2025-08-01"]
says = { page = "2026-10-01", ledger = "2027-04-14", gazette = "2027-04-14" }
hold = "2027-04-14"
because = "two unrelated catalogs name the later day"
missing = "a page read after 2026-09"

[[verdict]]
field = "knowledge_cutoff"
says = { page = "2024-06", gazette = "2024-05" }
hold = "2024-06"
because = "the provider states it"
"#;

const QUILL_OLD: &str = r#"
display_name = "Quill Old"
maker = "openai"
family = "quills"
released = "2023-05-01"
bare = true
default_on = "global/standard"
surfaces = { "azure_openai.chat" = "little_chat/plain" }
src = ["page-old"]
limits = [
  { output = "none", src = ["page-old"] },
]
lifecycle = [
  { no_new_use = "2024-06-01", retires = "2025-06-01", src = ["page-old"] },
]
replacement = [
  { any_of = ["azure_openai/quill"], from = "2024-06-01", src = ["page-old"] },
]
"#;

const SAGE: &str = r#"
display_name = "Sage"
maker = "anthropic"
family = "sages"
released = "2026-01-15"
bare = true
default_on = "region/standard"
input = ["text"]
output = ["text"]
capabilities = { streaming = true, tools = true, json_mode = false, reasoning = true }
surfaces = { "bedrock.converse" = "little_converse/sage" }
reasoning = { budget = { min = 1024, max = 32000 } }
src = ["page"]
version = [
  { id = "v1:0", released = "2026-01-15", wire = { id = "anthropic.sage-v1:0" }, src = ["page"] },
]
limits = [
  { window = 200000, output = 64000, src = ["page"] },
]
price = [
  { on = ["region/standard", "zone:us/standard"], usd_per_1M = { input.text = "3", output.text = "15" }, src = ["page"] },
  { on = ["region/standard"], input_over = 100000, usd_per_1M = { input.text = "6", output.text = "22.5" }, src = ["page"] },
  { on = ["region/standard"], usd_per_1k = { web_search = "10" }, src = ["page"] },
]
lifecycle = [
  { ga = "2026-01-15", src = ["page"] },
]
"#;

/// The little catalog, seen from its own day.
pub(crate) fn little() -> Snapshot {
    little_registry().snapshot()
}

/// The little catalog, seen from another day.
pub(crate) fn little_on(day: &str) -> Snapshot {
    little().as_of(day.parse().unwrap())
}

/// A registry on the little catalog, to lay overlays on.
pub(crate) fn little_registry() -> ModelRegistry {
    let files: Files =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let today: Date = TODAY.parse().unwrap();
    let bytes = build(&files, today).unwrap_or_else(|error| panic!("{error}"));
    ModelRegistry::from_bytes(bytes).unwrap()
}
