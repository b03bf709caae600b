//! What Stripe's refusals mean to the shop.

use serde::Deserialize;
use services::port::ProviderError;

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StripeError {
    /// No answer, a broken one, or "not now": what was done is not known, or will be on another try.
    Unknown(String),
    /// The answer that is kept for this key is that Stripe itself failed. It stays that as long as the key is remembered.
    FailedForGood(u16),
    /// The key of the shop opens nothing, or not this; nothing was done.
    Denied(u16),
    /// There is nothing under this name.
    Missing,
    /// It refused, and nothing was done: its word for the reason, and the field that it is about.
    Refused { code: String, field: String },
}

/// What an answer that is no success says.
#[derive(Default, Deserialize)]
struct Body {
    #[serde(default)]
    error: Details,
}

/// Words for programs only: the message for people may tell of a person or of a key.
#[derive(Default, Deserialize)]
struct Details {
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    decline_code: Option<String>,
    #[serde(default)]
    param: Option<String>,
}

impl StripeError {
    /// What a status that is no success means; `is_replayed` where the answer is the one that an earlier call with the same key got.
    pub fn of(status: u16, is_replayed: bool, body: &[u8]) -> Self {
        match status {
            401 | 403 => Self::Denied(status),
            404 => Self::Missing,
            // In the same moment, too early, too often: it asks to be asked again.
            408 | 409 | 425 | 429 => Self::Unknown(format!("HTTP {status}")),
            400..=499 => {
                let error = serde_json::from_slice::<Body>(body).unwrap_or_default().error;
                let code = error.decline_code.or(error.code).or(error.kind).unwrap_or_default();
                let code = if code.is_empty() { format!("HTTP {status}") } else { word(&code) };
                Self::Refused { code, field: word(&error.param.unwrap_or_default()) }
            }
            500..=599 if is_replayed => Self::FailedForGood(status),
            _ => Self::Unknown(format!("HTTP {status}")),
        }
    }

    /// For calls after which nothing is lost that did nothing: a beginning, a question.
    pub fn final_refusal(self) -> ProviderError {
        match self {
            Self::FailedForGood(status) => ProviderError::Refused(format!("it failed with HTTP {status}")),
            Self::Denied(status) => ProviderError::Refused(denied(status)),
            other => other.into(),
        }
    }
}

/// Where money goes back, only a refusal of the thing itself ends it: a key that is wrong today is right tomorrow.
impl From<StripeError> for ProviderError {
    fn from(error: StripeError) -> Self {
        match error {
            StripeError::Unknown(why) => Self::Unknown(why),
            StripeError::FailedForGood(status) => Self::Unknown(format!("HTTP {status}, remembered for this key")),
            StripeError::Denied(status) => Self::Unknown(denied(status)),
            StripeError::Missing => Self::NoSuchPayment,
            StripeError::Refused { code, field } if field.is_empty() => Self::Refused(code),
            StripeError::Refused { code, field } => Self::Refused(format!("{code} ({field})")),
        }
    }
}

fn denied(status: u16) -> String {
    format!("HTTP {status}: the secret key is not right, or may not do this")
}

/// A word of a program, whatever came.
fn word(text: &str) -> String {
    text.chars().filter(|letter| letter.is_ascii_alphanumeric() || "_[].-".contains(*letter)).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECLINED: &[u8] = br#"{"error":{"type":"card_error","code":"card_declined","decline_code":"lost_card",
        "message":"Maren's card 4242 was lost"}}"#;

    #[test]
    fn f03_a_status_says_whether_nothing_was_done_or_nobody_knows() {
        let unknown = |status| StripeError::Unknown(format!("HTTP {status}"));
        for status in [302, 408, 409, 425, 429, 500, 502, 503, 504, 599] {
            assert_eq!(StripeError::of(status, false, b""), unknown(status), "{status}");
        }
        for status in [401, 403] {
            assert_eq!(StripeError::of(status, false, DECLINED), StripeError::Denied(status));
        }
        assert_eq!(StripeError::of(404, false, DECLINED), StripeError::Missing);
        for status in [400, 402, 422] {
            assert!(matches!(StripeError::of(status, false, b"<html>"), StripeError::Refused { .. }), "{status}");
        }
        assert_eq!(StripeError::of(500, true, b""), StripeError::FailedForGood(500));
    }

    #[test]
    fn a_refusal_is_told_in_words_for_programs_and_tells_of_nobody() {
        let refused = ProviderError::from(StripeError::of(402, false, DECLINED)).to_string();
        assert!(refused.contains("lost_card") && !refused.contains("Maren") && !refused.contains("4242"), "{refused}");
        let field = br#"{"error":{"type":"invalid_request_error","code":"amount_too_small","param":"line_items[0]"}}"#;
        assert!(matches!(ProviderError::from(StripeError::of(400, false, field)),
            ProviderError::Refused(why) if why == "amount_too_small (line_items[0])"));
        let strange = br#"{"error":{"code":"no such customer: maren@example.org, sk_live_1 \u0000"}}"#;
        let StripeError::Refused { code, .. } = StripeError::of(400, false, strange) else { panic!("refused") };
        assert!(!code.contains(['@', ' ', '\0', ':']), "{code}");
    }

    #[test]
    fn f18_a_key_that_is_wrong_or_a_failure_that_is_remembered_ends_no_refund_but_ends_a_beginning() {
        for error in [StripeError::Denied(401), StripeError::FailedForGood(500)] {
            assert!(matches!(ProviderError::from(error.clone()), ProviderError::Unknown(_)), "{error:?}");
            assert!(matches!(error.final_refusal(), ProviderError::Refused(_)));
        }
    }
}
