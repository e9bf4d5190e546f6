//! Embeddings requests on their way to each surface: what is sent, or why not.

use llmanac::advise::{Call, WireRequestError};
use llmanac::wire::Policy;
use serde_json::{Value, json};

fn sent(model: &str, request: Value, policy: Policy) -> String {
    let snapshot = llmanac::registry().as_of("2026-11-25".parse().unwrap());
    match snapshot.wire_request(model, request.as_object().unwrap(), &Call::new(), None, policy) {
        Ok(wire) => {
            let line = format!("{}\n{}", wire.send.line(), Value::Object(wire.send.body));
            let changes = wire.changes.iter().map(|change| format!("\n- {change}"));
            line + &changes.collect::<String>()
        }
        Err(WireRequestError::Refused(refused)) => refused.to_string(),
        Err(other) => other.to_string(),
    }
}

/// What several requests become, each under its model.
fn table(rows: &[(&str, Value)]) -> String {
    let rows = rows.iter().map(|(model, request)| {
        let mut shown = request.to_string();
        if shown.len() > 400 {
            shown.replace_range(60.., " ...");
        }
        format!("{model} {shown}\n{}", sent(model, request.clone(), Policy::Strict))
    });
    rows.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn azure_reads_the_standard() {
    insta::assert_snapshot!(table(&[
        ("text-embedding-3-small", json!({"input": "blue", "dimensions": 512, "encoding_format": "base64", "user": "u"})),
        ("text-embedding-3-large", json!({"input": ["blue", "red"], "dimensions": 3072})),
        ("text-embedding-ada-002", json!({"input": [[10445, 374], [279]]})),
        ("text-embedding-3-small", json!({"input": [10445, 374]})),
        ("text-embedding-3-small", json!({"input": "{deployment}"})),
    ]), @r#"
    text-embedding-3-small {"input":"blue","dimensions":512,"encoding_format":"base64","user":"u"}
    POST /openai/deployments/{deployment}/embeddings?api-version=2024-10-21
    {"dimensions":512,"encoding_format":"base64","user":"u","input":"blue"}

    text-embedding-3-large {"input":["blue","red"],"dimensions":3072}
    POST /openai/deployments/{deployment}/embeddings?api-version=2024-10-21
    {"dimensions":3072,"input":["blue","red"]}

    text-embedding-ada-002 {"input":[[10445,374],[279]]}
    POST /openai/deployments/{deployment}/embeddings?api-version=2024-10-21
    {"input":[[10445,374],[279]]}

    text-embedding-3-small {"input":[10445,374]}
    POST /openai/deployments/{deployment}/embeddings?api-version=2024-10-21
    {"input":[10445,374]}

    text-embedding-3-small {"input":"{deployment}"}
    POST /openai/deployments/{deployment}/embeddings?api-version=2024-10-21
    {"input":"{deployment}"}
    "#);
}

#[test]
fn azure_refuses_what_it_does_not_take() {
    insta::assert_snapshot!(table(&[
        ("text-embedding-3-small", json!({"input": "blue", "dimensions": 3072})),
        ("text-embedding-ada-002", json!({"input": "blue", "dimensions": 512})),
        ("text-embedding-3-small", json!({"input": vec!["a"; 2049]})),
        ("text-embedding-3-small", json!({"messages": [{"role": "user", "content": "blue"}]})),
        ("text-embedding-3-small", json!({"input": "blue", "outputDimensionality": 512})),
        ("text-embedding-3-small", json!({"input": [{"content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]}]})),
        ("gpt-4o", json!({"input": "blue"})),
    ]), @r#"
    text-embedding-3-small {"input":"blue","dimensions":3072}
    error[out_of_range]: dimensions 3072 is out of range 1 to 1536

    text-embedding-ada-002 {"input":"blue","dimensions":512}
    error[unsupported_parameter]: Model text-embedding-ada-002 does not support dimensions parameter

    text-embedding-3-small {"input":["a","a","a","a","a","a","a","a","a","a","a","a","a ...
    error[too_many_items]: input has 2049 entries, and a call of azure_openai.embeddings embeds at most 2048: send the others in calls of their own

    text-embedding-3-small {"messages":[{"role":"user","content":"blue"}]}
    error[invalid_input]: Model text-embedding-3-small embeds and reads no messages: put their texts under input

    text-embedding-3-small {"input":"blue","outputDimensionality":512}
    error[unknown_parameter]: unknown parameter outputDimensionality; did you mean dimensions?

    text-embedding-3-small {"input":[{"content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}]}
    error[unsupported_modality]: Model text-embedding-3-small does not support image input: input[0].content[0]
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    gpt-4o {"input":"blue"}
    error[invalid_input]: Model gpt-4o answers messages and embeds nothing: say in messages what input says, [{"role": "user", "content": ...}], or name an embedding model
    "#);
}

#[test]
fn foundry_reads_lists_and_its_own_words() {
    insta::assert_snapshot!(table(&[
        ("azure_foundry/embed-v-4-0", json!({"input": "blue", "dimensions": 512, "input_type": "query", "encoding_format": "int8"})),
        ("azure_foundry/embed-v-4-0", json!({"input": [1, 2]})),
        ("azure_foundry/embed-v-4-0", json!({"input": "blue", "input_type": "clustering"})),
    ]), @r#"
    azure_foundry/embed-v-4-0 {"input":"blue","dimensions":512,"input_type":"query","encoding_format":"int8"}
    POST /models/embeddings?api-version=2024-05-01-preview
    {"model":"{deployment}","dimensions":512,"input_type":"query","encoding_format":"int8","input":["blue"]}

    azure_foundry/embed-v-4-0 {"input":[1,2]}
    error[not_expressible]: input cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    azure_foundry/embed-v-4-0 {"input":"blue","input_type":"clustering"}
    error[value_not_allowed]: input_type clustering is not allowed; allowed: text, query, document
    "#);
}

#[test]
fn titan_embeds_one_text_or_picture() {
    let both = json!([{"content": [
        {"type": "text", "text": "a cat"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}},
    ]}]);
    insta::assert_snapshot!(table(&[
        ("titan-embed-text-v2", json!({"input": "blue", "dimensions": 512, "encoding_format": "binary"})),
        ("titan-embed-text-v2", json!({"input": ["blue"], "encoding_format": "float"})),
        ("titan-embed-text-v2", json!({"input": ["blue", "red"]})),
        ("titan-embed-text-v2", json!({"input": "blue", "dimensions": 300})),
        ("titan-embed-text-v1", json!({"input": "blue", "encoding_format": "float"})),
        ("titan-embed-text-v1", json!({"input": "blue", "dimensions": 1536})),
        ("titan-embed-image-v1", json!({"input": both, "dimensions": 384})),
        ("titan-embed-text-v2", json!({"input": both})),
    ]), @r#"
    titan-embed-text-v2 {"input":"blue","dimensions":512,"encoding_format":"binary"}
    POST /model/amazon.titan-embed-text-v2:0/invoke
    {"dimensions":512,"embeddingTypes":["binary"],"inputText":"blue"}
    - encoding_format binary -> ["binary"]
    - encoding_format renamed to embeddingTypes

    titan-embed-text-v2 {"input":["blue"],"encoding_format":"float"}
    POST /model/amazon.titan-embed-text-v2:0/invoke
    {"embeddingTypes":["float"],"inputText":"blue"}
    - encoding_format float -> ["float"]
    - encoding_format renamed to embeddingTypes

    titan-embed-text-v2 {"input":["blue","red"]}
    error[too_many_items]: input has 2 entries, and a call of bedrock.invoke embeds at most 1: send the others in calls of their own

    titan-embed-text-v2 {"input":"blue","dimensions":300}
    error[value_not_allowed]: dimensions 300 is not allowed; allowed: 256, 512, 1024

    titan-embed-text-v1 {"input":"blue","encoding_format":"float"}
    POST /model/amazon.titan-embed-text-v1/invoke
    {"inputText":"blue"}
    - encoding_format float dropped: it asks for what comes anyhow

    titan-embed-text-v1 {"input":"blue","dimensions":1536}
    error[unsupported_parameter]: Model titan-embed-text-v1 does not support dimensions parameter

    titan-embed-image-v1 {"input":[{"content":[{"type":"text","text":"a cat"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}],"dimensions":384}
    POST /model/amazon.titan-embed-image-v1/invoke
    {"embeddingConfig":{"outputEmbeddingLength":384},"inputText":"a cat","inputImage":"iVBORw0KGgo="}
    - dimensions renamed to embeddingConfig.outputEmbeddingLength

    titan-embed-text-v2 {"input":[{"content":[{"type":"text","text":"a cat"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}]}
    error[unsupported_modality]: Model titan-embed-text-v2 does not support image input: input[0].content[1]
    "#);
}

#[test]
fn cohere_wants_to_know_what_for() {
    let page = json!([{"content": [
        {"type": "text", "text": "page 1"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}},
    ]}]);
    insta::assert_snapshot!(table(&[
        ("embed-english-v3", json!({"input": ["blue", "red"], "input_type": "document", "truncate": "end"})),
        ("embed-english-v3", json!({"input": "blue"})),
        ("embed-english-v3", json!({"input": "blue", "input_type": "query", "dimensions": 512})),
        ("embed-english-v3", json!({"input": "blue", "input_type": "similarity"})),
        ("embed-v4", json!({"input": "blue", "input_type": "query", "dimensions": 256, "encoding_format": "int8", "truncate": "start"})),
        ("embed-v4", json!({"input": page, "input_type": "document"})),
        ("embed-v4", json!({"input": "blue", "input_type": "query", "dimensions": 3072})),
    ]), @r#"
    embed-english-v3 {"input":["blue","red"],"input_type":"document","truncate":"end"}
    POST /model/cohere.embed-english-v3/invoke
    {"input_type":"search_document","truncate":"END","texts":["blue","red"]}
    - input_type document -> search_document
    - truncate end -> END

    embed-english-v3 {"input":"blue"}
    error[missing_parameter]: Model embed-english-v3 requires input_type parameter

    embed-english-v3 {"input":"blue","input_type":"query","dimensions":512}
    error[unsupported_parameter]: Model embed-english-v3 does not support dimensions parameter

    embed-english-v3 {"input":"blue","input_type":"similarity"}
    error[value_not_allowed]: input_type similarity is not allowed; allowed: classification, clustering, document, image, query

    embed-v4 {"input":"blue","input_type":"query","dimensions":256,"encoding_format":"int8","truncate":"start"}
    POST /model/cohere.embed-v4:0/invoke
    {"input_type":"search_query","output_dimension":256,"embedding_types":["int8"],"truncate":"LEFT","texts":["blue"]}
    - input_type query -> search_query
    - dimensions renamed to output_dimension
    - encoding_format int8 -> ["int8"]
    - encoding_format renamed to embedding_types
    - truncate start -> LEFT

    embed-v4 {"input":[{"content":[{"type":"text","text":"page 1"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}],"input_type":"document"}
    POST /model/cohere.embed-v4:0/invoke
    {"input_type":"search_document","inputs":[{"content":[{"type":"text","text":"page 1"},{"type":"image_url","image_url":"data:image/png;base64,iVBORw0KGgo="}]}]}
    - input_type document -> search_document

    embed-v4 {"input":"blue","input_type":"query","dimensions":3072}
    error[value_not_allowed]: dimensions 3072 is not allowed; allowed: 256, 512, 1024, 1536
    "#);
}

#[test]
fn nova_embeds_one_thing_for_a_purpose() {
    insta::assert_snapshot!(table(&[
        ("nova-2-multimodal-embeddings", json!({"input": "blue", "input_type": "document", "dimensions": 1024})),
        ("nova-2-multimodal-embeddings", json!({"input": "blue", "input_type": "query", "truncate": "end"})),
        ("nova-2-multimodal-embeddings", json!({"input": "blue"})),
    ]), @r#"
    nova-2-multimodal-embeddings {"input":"blue","input_type":"document","dimensions":1024}
    POST /model/amazon.nova-2-multimodal-embeddings-v1:0/invoke
    {"singleEmbeddingParams":{"embeddingPurpose":"GENERIC_INDEX","embeddingDimension":1024,"text":{"truncationMode":"NONE","value":"blue"}},"taskType":"SINGLE_EMBEDDING"}
    - input_type document -> GENERIC_INDEX
    - input_type renamed to singleEmbeddingParams.embeddingPurpose
    - dimensions renamed to singleEmbeddingParams.embeddingDimension
    - truncate defaulted to NONE

    nova-2-multimodal-embeddings {"input":"blue","input_type":"query","truncate":"end"}
    POST /model/amazon.nova-2-multimodal-embeddings-v1:0/invoke
    {"singleEmbeddingParams":{"embeddingPurpose":"GENERIC_RETRIEVAL","text":{"truncationMode":"END","value":"blue"}},"taskType":"SINGLE_EMBEDDING"}
    - input_type query -> GENERIC_RETRIEVAL
    - input_type renamed to singleEmbeddingParams.embeddingPurpose
    - truncate end -> END
    - truncate renamed to singleEmbeddingParams.text.truncationMode

    nova-2-multimodal-embeddings {"input":"blue"}
    error[missing_parameter]: Model nova-2-multimodal-embeddings requires input_type parameter
    "#);
}

#[test]
fn gemini_embeds_several_by_another_operation() {
    insta::assert_snapshot!(table(&[
        ("gemini/gemini-embedding-001", json!({"input": "blue", "dimensions": 768, "input_type": "query"})),
        ("gemini/gemini-embedding-001", json!({"input": ["blue", "red"], "dimensions": 768, "input_type": "document", "title": "{model}"})),
        ("gemini/gemini-embedding-001", json!({"input": "blue", "title": "Colours"})),
        ("gemini/gemini-embedding-001", json!({"input": vec!["a"; 101]})),
        ("gemini/gemini-embedding-2", json!({"input": "blue", "input_type": "query"})),
        ("gemini/gemini-embedding-2", json!({"input": [{"content": [{"type": "text", "text": "a"}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]}], "encoding_format": "float"})),
        ("vertex/gemini-embedding-2", json!({"input": "blue", "dimensions": 256})),
        ("vertex/gemini-embedding-2", json!({"input": ["blue", "red"], "dimensions": 256})),
    ]), @r#"
    gemini/gemini-embedding-001 {"input":"blue","dimensions":768,"input_type":"query"}
    POST /v1beta/models/gemini-embedding-001:embedContent
    {"content":{"parts":[{"text":"blue"}]},"model":"models/gemini-embedding-001","outputDimensionality":768,"taskType":"RETRIEVAL_QUERY"}
    - dimensions renamed to outputDimensionality
    - input_type query -> RETRIEVAL_QUERY
    - input_type renamed to taskType

    gemini/gemini-embedding-001 {"input":["blue","red"],"dimensions":768,"input_type":"document","title":"{model}"}
    POST /v1beta/models/gemini-embedding-001:batchEmbedContents
    {"requests":[{"content":{"parts":[{"text":"blue"}]},"model":"models/gemini-embedding-001","outputDimensionality":768,"taskType":"RETRIEVAL_DOCUMENT","title":"{model}"},{"content":{"parts":[{"text":"red"}]},"model":"models/gemini-embedding-001","outputDimensionality":768,"taskType":"RETRIEVAL_DOCUMENT","title":"{model}"}]}
    - dimensions renamed to requests[].outputDimensionality
    - input_type document -> RETRIEVAL_DOCUMENT
    - input_type renamed to requests[].taskType
    - title moved to requests[].title

    gemini/gemini-embedding-001 {"input":"blue","title":"Colours"}
    POST /v1beta/models/gemini-embedding-001:embedContent
    {"content":{"parts":[{"text":"blue"}]},"model":"models/gemini-embedding-001","title":"Colours"}

    gemini/gemini-embedding-001 {"input":["a","a","a","a","a","a","a","a","a","a","a","a","a ...
    error[too_many_items]: input has 101 entries, and a call of gemini.embed_content embeds at most 100: send the others in calls of their own

    gemini/gemini-embedding-2 {"input":"blue","input_type":"query"}
    error[unsupported_parameter]: Model gemini-embedding-2 does not support input_type parameter

    gemini/gemini-embedding-2 {"input":[{"content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}],"encoding_format":"float"}
    POST /v1beta/models/gemini-embedding-2:embedContent
    {"content":{"parts":[{"text":"a"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]},"model":"models/gemini-embedding-2"}
    - encoding_format float dropped: it asks for what comes anyhow

    vertex/gemini-embedding-2 {"input":"blue","dimensions":256}
    POST /v1/projects/{project}/locations/{location}/publishers/google/models/gemini-embedding-2:embedContent
    {"content":{"parts":[{"text":"blue"}]},"embedContentConfig":{"outputDimensionality":256}}
    - dimensions renamed to embedContentConfig.outputDimensionality

    vertex/gemini-embedding-2 {"input":["blue","red"],"dimensions":256}
    POST /v1/projects/{project}/locations/{location}/publishers/google/models/gemini-embedding-2:batchEmbedContents
    {"requests":[{"content":{"parts":[{"text":"blue"}]},"embedContentConfig":{"outputDimensionality":256}},{"content":{"parts":[{"text":"red"}]},"embedContentConfig":{"outputDimensionality":256}}]}
    - dimensions renamed to requests[].embedContentConfig.outputDimensionality
    "#);
}

#[test]
fn vertex_predicts_for_instances() {
    insta::assert_snapshot!(table(&[
        ("vertex/text-embedding-005", json!({"input": ["blue", "red"], "dimensions": 256, "input_type": "document", "title": "Colours", "truncate": "none"})),
        ("vertex/gemini-embedding-001", json!({"input": ["blue", "red"]})),
        ("vertex/multimodalembedding@001", json!({"input": [{"content": [{"type": "text", "text": "a cat"}, {"type": "image_url", "image_url": {"url": "gs://b/cat.png"}}]}], "dimensions": 512})),
        ("vertex/text-embedding-005", json!({"input": "blue", "truncate": "start"})),
    ]), @r#"
    vertex/text-embedding-005 {"input":["blue","red"],"dimensions":256,"input_type":"document","title":"Colours","truncate":"none"}
    POST /v1/projects/{project}/locations/{location}/publishers/google/models/text-embedding-005:predict
    {"parameters":{"outputDimensionality":256,"autoTruncate":false},"instances":[{"content":"blue","task_type":"RETRIEVAL_DOCUMENT","title":"Colours"},{"content":"red","task_type":"RETRIEVAL_DOCUMENT","title":"Colours"}]}
    - dimensions renamed to parameters.outputDimensionality
    - input_type document -> RETRIEVAL_DOCUMENT
    - input_type renamed to instances[].task_type
    - title moved to instances[].title
    - truncate renamed to parameters.autoTruncate

    vertex/gemini-embedding-001 {"input":["blue","red"]}
    error[too_many_items]: input has 2 entries, and a call of vertex.predict embeds at most 1: send the others in calls of their own

    vertex/multimodalembedding@001 {"input":[{"content":[{"type":"text","text":"a cat"},{"type":"image_url","image_url":{"url":"gs://b/cat.png"}}]}],"dimensions":512}
    POST /v1/projects/{project}/locations/{location}/publishers/google/models/multimodalembedding%40001:predict
    {"parameters":{"dimension":512},"instances":[{"text":"a cat","image":{"gcsUri":"gs://b/cat.png"}}]}
    - dimensions renamed to parameters.dimension

    vertex/text-embedding-005 {"input":"blue","truncate":"start"}
    error[not_expressible]: truncate start cannot be expressed for model text-embedding-005
    "#);
}

#[test]
fn a_body_that_nobody_has_written_down_is_not_guessed() {
    insta::assert_snapshot!(table(&[("marengo-embed-2-7", json!({"input": "blue"}))]), @r#"
    marengo-embed-2-7 {"input":"blue"}
    error[invalid_input]: input cannot be expressed: how model marengo-embed-2-7 reads it on bedrock.invoke is not known
    "#);
}

#[test]
fn under_fit_what_the_provider_does_not_take_is_left_out_and_told() {
    let request =
        json!({"input": "blue", "dimensions": 3072, "encoding_format": "base64", "input_type": "query"});
    let rows = ["text-embedding-3-small", "titan-embed-text-v2", "gemini/gemini-embedding-2"];
    let rows = rows.map(|model| format!("{model}\n{}", sent(model, request.clone(), Policy::Fit)));
    insta::assert_snapshot!(rows.join("\n\n"), @r#"
    text-embedding-3-small
    POST /openai/deployments/{deployment}/embeddings?api-version=2024-10-21
    {"dimensions":1536,"encoding_format":"base64","input_type":"query","input":"blue"}
    - dimensions 3072 -> 1536

    titan-embed-text-v2
    POST /model/amazon.titan-embed-text-v2:0/invoke
    {"dimensions":1024,"inputText":"blue"}
    - dimensions 3072 -> 1024
    - encoding_format base64 dropped: encoding_format base64 is not allowed; allowed: float, binary
    - input_type query dropped: Model titan-embed-text-v2 does not support input_type parameter

    gemini/gemini-embedding-2
    POST /v1beta/models/gemini-embedding-2:embedContent
    {"content":{"parts":[{"text":"blue"}]},"model":"models/gemini-embedding-2","outputDimensionality":3072}
    - encoding_format base64 dropped: Model gemini-embedding-2 does not support encoding_format parameter
    - input_type query dropped: Model gemini-embedding-2 does not support input_type parameter
    - dimensions renamed to outputDimensionality
    "#);
}
