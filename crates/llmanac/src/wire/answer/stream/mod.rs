//! A streamed answer: events come in, chunks go out, and at the end there is the whole response.

mod chat;
mod claude;
mod converse;
mod emit;
mod gemini;
mod merge;
mod responses;
mod sse;

use std::fmt;

use serde_json::{Map, Value};

use crate::model::MessageForm;
use crate::params::cut;
use crate::wire::ToolNames;
use crate::wire::decode;
use crate::wire::provider_error::{ProviderError, ResponseHead};

use super::chunk::AnswerChunk;
use super::error::AnswerError;
use super::limits;
use super::whole::{self, Parsed};
use emit::{Emit, Head};
use sse::{Sent, Sse};

/// Puts the events of a form together.
trait Assembly: fmt::Debug + Send + Sync {
    /// Takes the next event.
    fn event(&mut self, event: &Map<String, Value>, emit: &mut Emit<'_>) -> Result<(), AnswerError>;
    /// What should have come and has not.
    fn missing(&self) -> Option<String>;
    /// The response that a whole answer would have been.
    fn response(self: Box<Self>) -> Map<String, Value>;
}

/// A stream in the making.
#[derive(Debug)]
pub(crate) struct Stream {
    form: MessageForm,
    names: ToolNames,
    head: Head,
    sse: Sse,
    assembly: Box<dyn Assembly>,
    /// What went wrong: nothing is read after it.
    failure: Option<AnswerError>,
    begun: bool,
}

impl Stream {
    pub fn new(form: MessageForm, names: ToolNames) -> Self {
        let assembly: Box<dyn Assembly> = match form {
            MessageForm::Chat => Box::<chat::Chat>::default(),
            MessageForm::Responses => Box::<responses::Responses>::default(),
            MessageForm::Converse => Box::<converse::Converse>::default(),
            MessageForm::Claude => Box::<claude::Claude>::default(),
            MessageForm::Gemini => Box::<gemini::Gemini>::default(),
        };
        Self {
            form,
            names,
            head: Head::default(),
            sse: Sse::default(),
            assembly,
            failure: None,
            begun: false,
        }
    }

    /// Takes bytes of server-sent events, or of lines of JSON; they may be cut anywhere.
    pub fn push_bytes(&mut self, bytes: &[u8]) -> Result<Vec<AnswerChunk>, AnswerError> {
        let sent = self.sse.push(bytes);
        self.take(sent)
    }

    /// Takes an event that a client has decoded, or a chunk of base64.
    pub fn push_event(&mut self, event: &Value) -> Result<Vec<AnswerChunk>, AnswerError> {
        self.take(vec![Ok(Sent::Event(event.clone()))])
    }

    /// What went before a failure is handed out first; the failure is told by the next call.
    fn take(&mut self, sent: Vec<Result<Sent, AnswerError>>) -> Result<Vec<AnswerChunk>, AnswerError> {
        let mut chunks = Vec::new();
        for sent in sent {
            if self.failure.is_some() {
                break;
            }
            let taken = sent.and_then(|sent| match sent {
                Sent::Event(event) => self.event(&event, &mut chunks),
                Sent::Done => Ok(()),
            });
            self.failure = taken.err();
        }
        match &self.failure {
            Some(failure) if chunks.is_empty() => Err(failure.clone()),
            _ => Ok(chunks),
        }
    }

    fn event(&mut self, event: &Value, chunks: &mut Vec<AnswerChunk>) -> Result<(), AnswerError> {
        limits::depth(event)?;
        let decoded = decode::decoded(event);
        let events = match decoded.as_ref() {
            Value::Array(events) => events.as_slice(),
            event => std::slice::from_ref(event),
        };
        for event in events {
            limits::depth(event)?;
            let Some(event) = event.as_object() else {
                return Err(AnswerError::NoJson { beginning: cut(&event.to_string()).to_owned() });
            };
            if let Some(error) = ProviderError::found(event, &ResponseHead::new()) {
                return Err(AnswerError::provider(error));
            }
            let mut emit = Emit { head: &mut self.head, form: self.form, names: &self.names, chunks };
            self.assembly.event(event, &mut emit)?;
            self.begun = true;
        }
        Ok(())
    }

    /// The end: what came, and why it is no whole answer if it is none.
    pub fn finish(mut self) -> Result<Parsed, AnswerError> {
        let rest = self.sse.end();
        // The failure is kept; the chunks of the end are in the answer.
        drop(self.take(rest));
        if let (false, Some(failure)) = (self.begun, &self.failure) {
            return Err(failure.clone());
        }
        let missing = self.assembly.missing();
        let response = self.assembly.response();
        let answer = whole::read(self.form, &response, &self.names)?;
        let so_far = || Box::new(answer.clone());
        let error = match self.failure {
            Some(own @ AnswerError::Provider { .. }) => Some(own),
            Some(own) => Some(AnswerError::Broken { error: Box::new(own), answer: so_far() }),
            None => missing.map(|missing| AnswerError::Cut { missing, answer: so_far() }),
        };
        Ok(Parsed { answer, response: Value::Object(response), error })
    }
}
