//! The providers of the file, as models.dev has them beside their models.

/// What the shape wants to know of a provider beside its models.
pub(super) struct Provider {
    pub id: &'static str,
    pub name: &'static str,
    pub npm: &'static str,
    pub env: &'static [&'static str],
    pub doc: &'static str,
}

/// Those whose models are known here.
pub(super) const KNOWN: &[Provider] = &[
    Provider {
        id: "azure",
        name: "Azure",
        npm: "@ai-sdk/azure",
        env: &["AZURE_RESOURCE_NAME", "AZURE_API_KEY"],
        doc: "https://learn.microsoft.com/en-us/azure/ai-services/openai/concepts/models",
    },
    Provider {
        id: "azure-cognitive-services",
        name: "Azure Cognitive Services",
        npm: "@ai-sdk/azure",
        env: &["AZURE_COGNITIVE_SERVICES_RESOURCE_NAME", "AZURE_COGNITIVE_SERVICES_API_KEY"],
        doc: "https://learn.microsoft.com/en-us/azure/ai-services/openai/concepts/models",
    },
    Provider {
        id: "amazon-bedrock",
        name: "Amazon Bedrock",
        npm: "@ai-sdk/amazon-bedrock",
        env: &["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_BEARER_TOKEN_BEDROCK"],
        doc: "https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html",
    },
    Provider {
        id: "google",
        name: "Google",
        npm: "@ai-sdk/google",
        env: &["GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY", "GEMINI_API_KEY"],
        doc: "https://ai.google.dev/gemini-api/docs/models",
    },
    Provider {
        id: "google-vertex",
        name: "Vertex",
        npm: "@ai-sdk/google-vertex",
        env: &["GOOGLE_VERTEX_PROJECT", "GOOGLE_VERTEX_LOCATION", "GOOGLE_APPLICATION_CREDENTIALS"],
        doc: "https://cloud.google.com/vertex-ai/generative-ai/docs/models",
    },
    Provider {
        id: "google-vertex-anthropic",
        name: "Vertex (Anthropic)",
        npm: "@ai-sdk/google-vertex/anthropic",
        env: &["GOOGLE_VERTEX_PROJECT", "GOOGLE_VERTEX_LOCATION", "GOOGLE_APPLICATION_CREDENTIALS"],
        doc: "https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude",
    },
];
