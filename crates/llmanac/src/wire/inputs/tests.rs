//! One request in every form, and what each has no place for.

use serde_json::{Value, json};

use super::write;
use crate::model::InputForm;
use crate::wire::Policy;

/// What a form makes of an input, a line a key; then what was told.
fn told(form: InputForm, input: Value) -> String {
    stated(form, json!({ "input": input }))
}

/// The same of a whole request.
fn stated(form: InputForm, request: Value) -> String {
    let request = request.as_object().cloned().unwrap_or_default();
    let written = write(form, &request, Policy::Strict);
    let body = written.body.iter().map(|(key, value)| format!("{key}: {value}"));
    let changes = written.changes.iter().map(|change| format!("- {change}"));
    let issues = written.issues.iter().map(ToString::to_string);
    body.chain(changes).chain(issues).collect::<Vec<_>>().join("\n")
}

/// Every form, with its name before it.
fn everywhere(input: &Value) -> String {
    let forms = InputForm::ALL.iter();
    forms.map(|form| format!("{form}\n{}", told(*form, input.clone()))).collect::<Vec<_>>().join("\n\n")
}

fn picture() -> Value {
    json!({ "type": "image_url", "image_url": { "url": "data:image/png;base64,iVBORw0KGgo=" } })
}

fn text(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

#[test]
fn one_text_in_every_form() {
    insta::assert_snapshot!(everywhere(&json!("Why is the sky blue?")), @r#"
    openai
    input: "Why is the sky blue?"

    texts
    input: ["Why is the sky blue?"]

    titan
    inputText: "Why is the sky blue?"

    cohere
    texts: ["Why is the sky blue?"]

    cohere_content
    texts: ["Why is the sky blue?"]

    nova
    taskType: "SINGLE_EMBEDDING"
    singleEmbeddingParams.text.truncationMode: "NONE"
    singleEmbeddingParams.text: {"value":"Why is the sky blue?"}
    - truncate defaulted to NONE

    gemini
    content: {"parts":[{"text":"Why is the sky blue?"}]}

    vertex_text
    instances: [{"content":"Why is the sky blue?"}]

    vertex_multimodal
    instances: [{"text":"Why is the sky blue?"}]
    "#);
}

#[test]
fn two_texts_in_every_form() {
    insta::assert_snapshot!(everywhere(&json!(["blue", "red"])), @r#"
    openai
    input: ["blue","red"]

    texts
    input: ["blue","red"]

    titan
    inputText: "blue"

    cohere
    texts: ["blue","red"]

    cohere_content
    texts: ["blue","red"]

    nova
    taskType: "SINGLE_EMBEDDING"
    singleEmbeddingParams.text.truncationMode: "NONE"
    singleEmbeddingParams.text: {"value":"blue"}
    - truncate defaulted to NONE

    gemini
    requests: [{"content":{"parts":[{"text":"blue"}]}},{"content":{"parts":[{"text":"red"}]}}]

    vertex_text
    instances: [{"content":"blue"},{"content":"red"}]

    vertex_multimodal
    instances: [{"text":"blue"},{"text":"red"}]
    "#);
}

#[test]
fn token_ids_are_read_by_one_form() {
    insta::assert_snapshot!(everywhere(&json!([[10445, 374], [279]])), @r#"
    openai
    input: [[10445,374],[279]]

    texts
    input: []
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for
    error[not_expressible]: input[1] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    titan
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    cohere
    texts: []
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for
    error[not_expressible]: input[1] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    cohere_content
    inputs: [{"content":[]},{"content":[]}]
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for
    error[not_expressible]: input[1] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    nova
    taskType: "SINGLE_EMBEDDING"
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    gemini
    requests: [{"content":{"parts":[]}},{"content":{"parts":[]}}]
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for
    error[not_expressible]: input[1] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    vertex_text
    instances: []
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for
    error[not_expressible]: input[1] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for

    vertex_multimodal
    instances: [{},{}]
    error[not_expressible]: input[0] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for
    error[not_expressible]: input[1] cannot be expressed: token ids are read by OpenAI's models alone; send the text that they stand for
    "#);
}

#[test]
fn a_picture_with_words_in_every_form() {
    insta::assert_snapshot!(everywhere(&json!([{ "content": [text("a cat"), picture()] }])), @r#"
    openai
    input: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    texts
    input: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    titan
    inputText: "a cat"
    inputImage: "iVBORw0KGgo="

    cohere
    texts: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    cohere_content
    inputs: [{"content":[{"type":"text","text":"a cat"},{"type":"image_url","image_url":"data:image/png;base64,iVBORw0KGgo="}]}]

    nova
    taskType: "SINGLE_EMBEDDING"
    error[not_expressible]: input[0].content[1] cannot be expressed: a call embeds one text, image, sound or video on this surface

    gemini
    content: {"parts":[{"text":"a cat"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}

    vertex_text
    instances: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    vertex_multimodal
    instances: [{"text":"a cat","image":{"bytesBase64Encoded":"iVBORw0KGgo=","mimeType":"image/png"}}]
    "#);
}

#[test]
fn a_picture_alone_in_every_form() {
    insta::assert_snapshot!(everywhere(&json!([{ "content": [picture()] }])), @r#"
    openai
    input: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    texts
    input: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    titan
    inputImage: "iVBORw0KGgo="

    cohere
    error[not_expressible]: input[0].content[0] cannot be expressed: images are embedded with input_type image on this surface

    cohere_content
    inputs: [{"content":[{"type":"image_url","image_url":"data:image/png;base64,iVBORw0KGgo="}]}]

    nova
    taskType: "SINGLE_EMBEDDING"
    singleEmbeddingParams.image: {"format":"png","source":{"bytes":"iVBORw0KGgo="}}

    gemini
    content: {"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}

    vertex_text
    instances: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    vertex_multimodal
    instances: [{"image":{"bytesBase64Encoded":"iVBORw0KGgo=","mimeType":"image/png"}}]
    "#);
}

#[test]
fn a_picture_elsewhere_is_refused_where_the_bytes_are_wanted() {
    let url = json!({ "type": "image_url", "image_url": { "url": "https://example.com/cat.png" } });
    insta::assert_snapshot!(everywhere(&json!([{ "content": [url] }])), @r#"
    openai
    input: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    texts
    input: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    titan
    error[not_expressible]: input[0].content[0] cannot be expressed: the surface wants the bytes, and https://example.com/cat.png is a URL; send the data as base64

    cohere
    error[not_expressible]: input[0].content[0] cannot be expressed: images are embedded with input_type image on this surface

    cohere_content
    inputs: [{"content":[]}]
    error[not_expressible]: input[0].content[0] cannot be expressed: the surface wants the bytes, and https://example.com/cat.png is a URL; send the data as base64

    nova
    taskType: "SINGLE_EMBEDDING"
    error[not_expressible]: input[0].content[0] cannot be expressed: the surface wants the bytes, and https://example.com/cat.png is a URL; send the data as base64

    gemini
    content: {"parts":[{"fileData":{"fileUri":"https://example.com/cat.png","mimeType":"image/png"}}]}

    vertex_text
    instances: []
    error[not_expressible]: input[0] cannot be expressed: a call of this surface embeds texts, each a text of its own

    vertex_multimodal
    instances: [{}]
    error[not_expressible]: input[0].content[0] cannot be expressed: the surface wants the bytes, and https://example.com/cat.png is a URL; send the data as base64
    "#);
}

#[test]
fn what_the_providers_keep_goes_by_its_address() {
    let at = |url: &str| json!([{ "content": [{ "type": "image_url", "image_url": { "url": url } }] }]);
    insta::assert_snapshot!(told(InputForm::Nova, at("s3://bucket/cat.jpg")), @r#"
    taskType: "SINGLE_EMBEDDING"
    singleEmbeddingParams.image: {"format":"jpeg","source":{"s3Location":{"uri":"s3://bucket/cat.jpg"}}}
    "#);
    insta::assert_snapshot!(told(InputForm::Gemini, at("gs://bucket/cat.jpg")), @r#"content: {"parts":[{"fileData":{"fileUri":"gs://bucket/cat.jpg","mimeType":"image/jpeg"}}]}"#);
    insta::assert_snapshot!(told(InputForm::VertexMultimodal, at("gs://bucket/cat.jpg")), @r#"instances: [{"image":{"gcsUri":"gs://bucket/cat.jpg"}}]"#);
}

#[test]
fn sound_and_video_go_to_nova_and_gemini() {
    let sound = json!({ "type": "input_audio", "input_audio": { "data": "UklGRg==", "format": "wav" } });
    let film = json!({ "type": "video_url", "video_url": { "url": "data:video/mp4;base64,AAAA" } });
    for (form, part) in [(InputForm::Nova, &sound), (InputForm::Nova, &film), (InputForm::Gemini, &film)] {
        assert!(!told(form, json!([{ "content": [part] }])).contains("cannot be expressed"), "{form} {part}");
    }
    insta::assert_snapshot!(told(InputForm::Nova, json!([{ "content": [film] }])), @r#"
    taskType: "SINGLE_EMBEDDING"
    singleEmbeddingParams.video: {"format":"mp4","source":{"bytes":"AAAA"},"embeddingMode":"AUDIO_VIDEO_COMBINED"}
    - input[0].content[0] defaulted to embeddingMode AUDIO_VIDEO_COMBINED
    "#);
    insta::assert_snapshot!(told(InputForm::Titan, json!([{ "content": [sound] }])), @"error[not_expressible]: input[0].content[0] cannot be expressed: a vector is of a text, an image, or both on this surface");
}

#[test]
fn a_second_picture_and_an_unknown_key_are_told() {
    insta::assert_snapshot!(told(InputForm::Titan, json!([{ "content": [picture(), picture()] }])), @r#"
    inputImage: "iVBORw0KGgo="
    error[not_expressible]: input[0].content[1] cannot be expressed: there is one inputImage a call on this surface
    "#);
    insta::assert_snapshot!(told(InputForm::Cohere, json!([{ "content": [picture()] }, "a"])), @"error[not_expressible]: input[0].content[0] cannot be expressed: a call embeds texts, or one image alone, on this surface");
    insta::assert_snapshot!(told(InputForm::Gemini, json!([{ "content": [text("a")], "title": "b" }])), @r#"
    content: {"parts":[{"text":"a"}]}
    error[not_expressible]: input[0].title cannot be expressed: it has no place on this surface
    "#);
}

#[test]
fn cohere_wants_to_be_told_of_an_image_and_nova_of_none() {
    let input = json!([{ "content": [picture()] }]);
    let stated = |form, key: &str, word: &str| stated(form, json!({ "input": input, key: word }));
    insta::assert_snapshot!(stated(InputForm::Cohere, "input_type", "image"), @r#"images: ["data:image/png;base64,iVBORw0KGgo="]"#);
    insta::assert_snapshot!(stated(InputForm::Nova, "truncate", "end"), @r#"
    taskType: "SINGLE_EMBEDDING"
    singleEmbeddingParams.image: {"format":"png","source":{"bytes":"iVBORw0KGgo="}}
    error[not_expressible]: truncate cannot be expressed: it is of texts, and input[0] is none; leave it out
    "#);
    let text = super::tests::stated(InputForm::Cohere, json!({ "input": "a", "input_type": "image" }));
    insta::assert_snapshot!(text, @"error[not_expressible]: input_type cannot be expressed: it is image, and no input is one");
}

#[test]
fn no_input_is_a_panic() {
    let odd = [
        json!(null),
        json!(""),
        json!([]),
        json!([[]]),
        json!([null]),
        json!({}),
        json!([{ "content": [] }]),
        json!([{ "content": [{}] }]),
        json!([[1.5]]),
        json!(7),
        json!([{ "content": [{ "type": "text" }] }]),
    ];
    for (form, input) in InputForm::ALL.iter().flat_map(|form| odd.iter().map(move |input| (*form, input))) {
        told(form, input.clone());
    }
}
