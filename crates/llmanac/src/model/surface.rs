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
        /// Azure OpenAI, images/generations.
        AzureOpenaiImages = "azure_openai.images",
        /// Azure OpenAI, audio/speech: text into speech.
        AzureOpenaiSpeech = "azure_openai.speech",
        /// Azure OpenAI, audio/transcriptions: speech into text.
        AzureOpenaiTranscriptions = "azure_openai.transcriptions",
        /// Azure OpenAI, realtime: sound and text over a WebSocket.
        AzureOpenaiRealtime = "azure_openai.realtime",
        /// Azure OpenAI, videos.
        AzureOpenaiVideos = "azure_openai.videos",
        /// Azure OpenAI, completions of a text: the API before chat.
        AzureOpenaiCompletions = "azure_openai.completions",
        /// Azure's Foundry, chat completions of partner models.
        AzureFoundryChat = "azure_foundry.chat",
        /// Azure's Foundry, Anthropic's messages.
        AzureFoundryMessages = "azure_foundry.messages",
        /// Azure's Foundry, responses of partner models.
        AzureFoundryResponses = "azure_foundry.responses",
        /// Azure's Foundry, embeddings of partner models.
        AzureFoundryEmbeddings = "azure_foundry.embeddings",
        /// Azure's Foundry, images of partner models.
        AzureFoundryImages = "azure_foundry.images",
        /// Azure's Foundry, rerank.
        AzureFoundryRerank = "azure_foundry.rerank",
        /// Azure's Foundry, reading of documents.
        AzureFoundryOcr = "azure_foundry.ocr",
        /// Amazon Bedrock, Anthropic's messages.
        BedrockMessages = "bedrock.messages",
        /// Amazon Bedrock, InvokeModelWithBidirectionalStream: speech both ways.
        BedrockBidirectional = "bedrock.bidirectional",
        /// Amazon Bedrock, StartAsyncInvoke: the result goes to a bucket.
        BedrockAsyncInvoke = "bedrock.async_invoke",
        /// Amazon Bedrock's mantle endpoint, OpenAI's chat completions.
        BedrockMantleChat = "bedrock.mantle_chat",
        /// Amazon Bedrock's mantle endpoint, OpenAI's responses.
        BedrockMantleResponses = "bedrock.mantle_responses",
        /// Gemini API, predict: images.
        GeminiPredict = "gemini.predict",
        /// Gemini API, predictLongRunning: videos.
        GeminiPredictLongRunning = "gemini.predict_long_running",
        /// Gemini API, live: sound, video and text over a WebSocket.
        GeminiLive = "gemini.live",
        /// Gemini API, interactions: models and agents that keep their state.
        GeminiInteractions = "gemini.interactions",
        /// Vertex AI, predict: images, embeddings, music.
        VertexPredict = "vertex.predict",
        /// Vertex AI, predictLongRunning: videos.
        VertexPredictLongRunning = "vertex.predict_long_running",
        /// Vertex AI, live: sound, video and text over a WebSocket.
        VertexLive = "vertex.live",
        /// Vertex AI, rawPredict with the maker's own body: Anthropic's messages.
        VertexRawPredict = "vertex.raw_predict",
        /// Vertex AI, OpenAI's chat completions of open models.
        VertexChat = "vertex.chat",
        /// Vertex AI, embedContent.
        VertexEmbedContent = "vertex.embed_content",
    }
}
