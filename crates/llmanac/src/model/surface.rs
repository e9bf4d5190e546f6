use super::named::named;

named! {
    /// An API that serves models.
    "surface" Surface {
        /// Azure OpenAI, chat completions.
        AzureOpenaiChat = "azure_openai.chat",
        /// Azure OpenAI, responses.
        AzureOpenaiResponses = "azure_openai.responses",
        /// Azure OpenAI, embeddings.
        AzureOpenaiEmbeddings = "azure_openai.embeddings",
        /// Amazon Bedrock, Converse and ConverseStream.
        BedrockConverse = "bedrock.converse",
        /// Amazon Bedrock, InvokeModel with the maker's own body.
        BedrockInvoke = "bedrock.invoke",
        /// Gemini API, generateContent.
        GeminiGenerateContent = "gemini.generate_content",
        /// Gemini API, embedContent.
        GeminiEmbedContent = "gemini.embed_content",
        /// Vertex AI, generateContent.
        VertexGenerateContent = "vertex.generate_content",
    }
}
