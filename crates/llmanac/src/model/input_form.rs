use super::named::named;

named! {
    /// How a surface reads what is to be embedded.
    ///
    /// ```
    /// use llmanac::model::InputForm;
    /// assert_eq!("titan".parse::<InputForm>()?, InputForm::Titan);
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    "form of inputs" InputForm {
        /// OpenAI's embeddings: the standard itself, texts or token ids.
        Openai = "openai",
        /// A list of texts under `input`.
        Texts = "texts",
        /// Titan on InvokeModel: one text, one image, or both as one.
        Titan = "titan",
        /// Cohere's `texts`, or `images`.
        Cohere = "cohere",
        /// Cohere's `texts`, or `inputs` of several parts each.
        CohereContent = "cohere_content",
        /// Nova on InvokeModel: one text, image, sound or video.
        Nova = "nova",
        /// Gemini's embedContent, and batchEmbedContents for several.
        Gemini = "gemini",
        /// Vertex's predict of models of texts.
        VertexText = "vertex_text",
        /// Vertex's predict of the multimodal model.
        VertexMultimodal = "vertex_multimodal",
    }
}

impl InputForm {
    /// The list in the body whose entries are the inputs, where there is one; paths speak of each as `requests[]`.
    pub(crate) fn list(self) -> Option<&'static str> {
        match self {
            Self::Gemini => Some("requests"),
            Self::VertexText | Self::VertexMultimodal => Some("instances"),
            _ => None,
        }
    }
}
