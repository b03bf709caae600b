//! Proving that a message is from a provider: HMAC-SHA256 over time and raw bytes, as Stripe does it and the test provider like it.
//! The proof is `t=<seconds>,v1=<hexadecimal>`; a provider that is replacing its secret sends several of the latter.

use domain::kernel::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// So many seconds a message may be old, or ahead of our clock.
const TOLERANCE: i64 = 300;
/// More proofs than this are none: each costs work.
const MOST_PROOFS: usize = 8;

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
    let Some(seconds) = header.split(',').find_map(|text| part(text, "t")).and_then(|text| text.parse::<i64>().ok())
    else {
        return false;
    };
    let proofs = header.split(',').filter_map(|text| part(text, "v1")).filter_map(bytes).take(MOST_PROOFS);
    let proofs: Vec<Vec<u8>> = proofs.collect();
    let age = now.0.div_euclid(1_000).saturating_sub(seconds);
    let is_fresh = age.checked_abs().is_some_and(|age| age <= TOLERANCE);
    // `verify_slice` takes the same time whatever the bytes are.
    let matches = |secret: &String| {
        let mac = keyed(secret, seconds, body).filter(|_| !secret.is_empty());
        mac.is_some_and(|mac| proofs.iter().any(|proof| mac.clone().verify_slice(proof).is_ok()))
    };
    is_fresh && secrets.iter().any(matches)
}

/// What stands behind a name.
fn part<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.trim().strip_prefix(name)?.strip_prefix('=')
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
    fn f07_one_proof_of_several_is_enough_and_unknown_parts_are_passed_over() {
        let (old, new) = (sign("old", b"body", NOW), sign("new", b"body", NOW));
        let (seconds, old) = old.split_once(',').unwrap();
        let new = new.split_once(',').unwrap().1;
        let zeros = "0".repeat(64);
        for header in [
            format!("{seconds},{old},{new}"),
            format!("{seconds}, v1={zeros}, {new}, v0={zeros}"),
            format!("v0=x,{new},{seconds}"),
            format!("{seconds},v1=,v1=abc,{old}"),
        ] {
            assert!(is_proven(&secrets(), &header, b"body", NOW), "{header}");
        }
        let many = format!("{seconds},{}{new}", format!("v1={zeros},").repeat(8));
        assert!(!is_proven(&secrets(), &many, b"body", NOW), "more than anybody sends");
        assert!(!is_proven(&secrets(), &format!("{seconds},v0={zeros}"), b"body", NOW), "no v1");
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
