//! Proving that a message is from the provider: HMAC-SHA256 over time and raw bytes.

use domain::kernel::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header that carries the proof: `t=<seconds>,v1=<hexadecimal>`.
pub const HEADER: &str = "test-signature";
/// So many seconds a message may be old, or ahead of our clock.
const TOLERANCE: i64 = 300;

/// The header's value for a body, signed now.
#[must_use]
pub fn sign(secret: &str, body: &[u8], now: Timestamp) -> String {
    let seconds = now.0.div_euclid(1_000);
    let mac = keyed(secret, seconds, body).map(|mac| mac.finalize().into_bytes());
    let text: String = mac.iter().flatten().map(|byte| format!("{byte:02x}")).collect();
    format!("t={seconds},v1={text}")
}

/// Whether the header proves the body under one of the secrets: two are valid while a secret is being replaced.
#[must_use]
pub fn is_proven(secrets: &[String], header: &str, body: &[u8], now: Timestamp) -> bool {
    let part = |name: &str| header.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
    let (Some(seconds), Some(proof)) = (part("t").and_then(|text| text.parse::<i64>().ok()), part("v1")) else {
        return false;
    };
    let Some(proof) = bytes(proof) else {
        return false;
    };
    let age = now.0.div_euclid(1_000).saturating_sub(seconds);
    let is_fresh = age.checked_abs().is_some_and(|age| age <= TOLERANCE);
    // `verify_slice` takes the same time whatever the bytes are.
    let matches = |secret: &String| {
        !secret.is_empty() && keyed(secret, seconds, body).is_some_and(|mac| mac.verify_slice(&proof).is_ok())
    };
    is_fresh && secrets.iter().any(matches)
}

fn keyed(secret: &str, seconds: i64, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    Some(mac)
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_428_000_000);

    fn secrets() -> Vec<String> {
        vec!["new".to_owned(), "old".to_owned()]
    }

    #[test]
    fn f07_both_secrets_prove_a_message_while_one_replaces_the_other() {
        for secret in ["new", "old"] {
            assert!(is_proven(&secrets(), &sign(secret, b"body", NOW), b"body", NOW), "{secret}");
        }
    }

    #[test]
    fn f07_forged_replayed_truncated_and_changed_messages_prove_nothing() {
        let header = sign("new", b"body", NOW);
        let proven = |header: &str, body: &[u8], now: Timestamp| is_proven(&secrets(), header, body, now);
        assert!(!proven(&sign("other", b"body", NOW), b"body", NOW), "another secret");
        assert!(!proven(&sign("", b"body", NOW), b"body", NOW), "no secret");
        assert!(!proven(&header, b"bodz", NOW), "one byte changed");
        assert!(!proven(&header, b"bod", NOW), "truncated");
        assert!(!proven(&header, b"body", NOW.plus(10 * 60_000)), "ten minutes old");
        assert!(!proven(&header, b"body", NOW.plus(-10 * 60_000)), "from the future");
        assert!(proven(&header, b"body", NOW.plus(4 * 60_000)));
        for broken in [
            "",
            "t=1",
            "v1=00",
            "t=x,v1=00",
            &header[..header.len() - 2],
            &header.replace("v1", "v0"),
            "t=-9223372036854775808,v1=00",
        ] {
            assert!(!proven(broken, b"body", NOW), "{broken}");
        }
        let moved = header.replace(&format!("t={}", NOW.0 / 1_000), &format!("t={}", NOW.0 / 1_000 + 1));
        assert!(!proven(&moved, b"body", NOW), "the time is part of the proof");
    }
}
