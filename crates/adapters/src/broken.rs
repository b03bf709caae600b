//! Why a question over the web has no answer, in words without the address: it may name people and payments.

/// What broke.
pub(crate) fn broken(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "it cannot be reached"
    } else if error.is_decode() {
        "the answer cannot be read"
    } else {
        "the connection broke"
    }
}
