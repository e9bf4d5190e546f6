//! The table of errors: from a provider's words and status to a kind.
//!
//! The first row that holds counts. There is no column for the provider: the words of OpenAI, Azure, Amazon, Anthropic
//! and Google differ, and gateways pass one's words on under another's name.

use super::kind::ErrorKind::{self, *};
use super::kind::Retryable::{self, No, Unknown as Maybe, Yes};
use super::said::Said;

/// What an error is held against.
#[derive(Clone, Copy, Debug)]
enum When {
    /// A code, a type, a reason: the whole word, in any case.
    Word(&'static str),
    /// Words in the message or in a code, in small letters.
    Says(&'static str),
    /// The HTTP status.
    Status(u16),
}

use When::{Says, Status, Word};

/// What an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub kind: ErrorKind,
    pub retryable: Retryable,
}

/// Sources: openai-openapi 2.3.0 and openai-python 3.54 (codes, types, which statuses its client tries again), Azure's
/// specs and pages, error traits of botocore 1.44.5 and AWS's page on errors, Anthropic's page on errors, google.rpc's
/// codes and Gemini's page on troubleshooting. Messages, where only a message decides, come from issue threads.
const RULES: &[(When, ErrorKind, Retryable)] = &[
    // The window. OpenAI and Azure; Bedrock; Anthropic; Gemini.
    (Word("context_length_exceeded"), ContextTooLong, No),
    (Says("maximum context length"), ContextTooLong, No),
    (Says("exceeds the context window"), ContextTooLong, No),
    (Says("input is too long for requested model"), ContextTooLong, No),
    (Says("too many input tokens"), ContextTooLong, No),
    (Says("prompt is too long"), ContextTooLong, No),
    (Says("exceed context limit"), ContextTooLong, No),
    (Says("exceeds the maximum number of tokens allowed"), ContextTooLong, No),
    // Filters.
    (Word("content_filter"), ContentFilter, No),
    (Word("ResponsibleAIPolicyViolation"), ContentFilter, No),
    (Word("content_policy_violation"), ContentFilter, No),
    (Word("moderation_blocked"), ContentFilter, No),
    (Says("content management policy"), ContentFilter, No),
    (Says("flagged as potentially violating"), ContentFilter, No),
    (Says("content filtering policy"), ContentFilter, No),
    // What is used up does not come back in a minute. Google names the quota: `...PerDayPerProject...`.
    (Word("insufficient_quota"), Quota, No),
    (Word("billing_hard_limit_reached"), Quota, No),
    (Word("billing_error"), Quota, No),
    (Word("ServiceQuotaExceededException"), Quota, No),
    (Says("credit balance is too low"), Quota, No),
    (Says("tokens per day"), Quota, No),
    (Says("requests per day"), Quota, No),
    (Says("perday"), Quota, No),
    // Too much for a short while.
    (Word("ModelNotReadyException"), ModelNotReady, Yes),
    (Word("rate_limit_exceeded"), RateLimit, Yes),
    (Word("rate_limit_error"), RateLimit, Yes),
    (Word("RateLimitReached"), RateLimit, Yes),
    (Word("too_many_requests"), RateLimit, Yes),
    (Word("ThrottlingException"), RateLimit, Yes),
    (Word("TooManyRequestsException"), RateLimit, Yes),
    (Word("RESOURCE_EXHAUSTED"), RateLimit, Yes),
    // No capacity.
    (Word("overloaded_error"), Overloaded, Yes),
    (Word("NoCapacity"), Overloaded, Yes),
    (Word("slow_down"), Overloaded, Yes),
    (Word("ServiceUnavailableException"), Overloaded, Yes),
    (Word("UNAVAILABLE"), Overloaded, Yes),
    (Says("model is overloaded"), Overloaded, Yes),
    (Says("currently overloaded"), Overloaded, Yes),
    // Too slow.
    (Word("ModelTimeoutException"), Timeout, Yes),
    (Word("DEADLINE_EXCEEDED"), Timeout, Yes),
    (Word("timeout_error"), Timeout, Yes),
    (Word("Timeout"), Timeout, Yes),
    // Who calls. Google answers a wrong key with 400.
    (Word("invalid_api_key"), Authentication, No),
    (Word("authentication_error"), Authentication, No),
    (Word("UNAUTHENTICATED"), Authentication, No),
    (Word("API_KEY_INVALID"), Authentication, No),
    (Says("api key not valid"), Authentication, No),
    (Says("api key expired"), Authentication, No),
    (Word("UnrecognizedClientException"), Authentication, No),
    (Word("ExpiredTokenException"), Authentication, No),
    (Word("InvalidSignatureException"), Authentication, No),
    (Word("IncompleteSignature"), Authentication, No),
    (Word("MissingAuthenticationTokenException"), Authentication, No),
    (Word("RequestExpired"), Authentication, No),
    (Word("AccessDeniedException"), Permission, No),
    (Word("FTUFormNotFilled"), Permission, No),
    (Word("permission_error"), Permission, No),
    (Word("PERMISSION_DENIED"), Permission, No),
    (Word("PermissionDenied"), Permission, No),
    (Word("unsupported_country_region_territory"), Permission, No),
    (Says("not available in your country"), Permission, No),
    // What is called. Bedrock answers an unknown or retired id with 400.
    (Word("DeploymentNotFound"), NotFound, No),
    (Word("ResourceNotFoundException"), NotFound, No),
    (Word("model_not_found"), NotFound, No),
    (Word("not_found_error"), NotFound, No),
    (Word("NOT_FOUND"), NotFound, No),
    (Says("provided model identifier is invalid"), NotFound, No),
    (Says("reached the end of its life"), NotFound, No),
    (Word("request_too_large"), TooLarge, No),
    // The provider's own faults. Whether a model that failed will do so again nobody says.
    (Word("ModelErrorException"), Server, Maybe),
    (Word("ModelStreamErrorException"), Server, Maybe),
    (Word("InternalServerException"), Server, Yes),
    (Word("INTERNAL"), Server, Yes),
    (Word("server_error"), Server, Yes),
    (Word("internal_server_error"), Server, Yes),
    (Word("api_error"), Server, Yes),
    // By the status, where no word decided: wider words, such as `invalid_request_error`, come after it.
    (Status(401), Authentication, No),
    (Status(402), Quota, No),
    (Status(403), Permission, No),
    (Status(404), NotFound, No),
    (Status(408), Timeout, Yes),
    (Status(409), Conflict, Yes),
    (Status(413), TooLarge, No),
    (Status(424), Server, Maybe),
    (Status(429), RateLimit, Yes),
    (Status(500), Server, Yes),
    (Status(502), Server, Yes),
    (Status(503), Overloaded, Yes),
    (Status(504), Timeout, Yes),
    (Status(529), Overloaded, Yes),
    (Word("invalid_request_error"), InvalidRequest, No),
    (Word("ValidationException"), InvalidRequest, No),
    (Word("INVALID_ARGUMENT"), InvalidRequest, No),
    (Word("FAILED_PRECONDITION"), InvalidRequest, No),
    (Word("OUT_OF_RANGE"), InvalidRequest, No),
    (Word("BadRequest"), InvalidRequest, No),
    (Status(400), InvalidRequest, No),
    (Status(405), InvalidRequest, No),
    (Status(415), InvalidRequest, No),
    (Status(422), InvalidRequest, No),
    (Status(431), TooLarge, No),
];

/// What the first row that holds says; unknown where none does.
pub(super) fn verdict(status: Option<u16>, said: &Said, amazon: Option<&str>) -> Verdict {
    let words = || said.words.iter().map(String::as_str).chain(amazon);
    let message = said.message.as_deref().unwrap_or_default();
    let text =
        words().fold(message.to_ascii_lowercase(), |text, word| text + "\n" + &word.to_ascii_lowercase());
    let holds = |when: When| match when {
        Word(word) => words().any(|own| own.eq_ignore_ascii_case(word)),
        Says(words) => text.contains(words),
        Status(code) => status == Some(code),
    };
    let found = RULES.iter().find(|(when, _, _)| holds(*when));
    found.map_or(Verdict { kind: Unknown, retryable: Maybe }, |(_, kind, retryable)| Verdict {
        kind: *kind,
        retryable: *retryable,
    })
}
