//! Passwords: which are taken, and how they are hashed without letting a flood of sign-ins eat the machine.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, time::timeout};

use super::AccountError;

/// Characters that a password has at least.
pub const SHORTEST_PASSWORD: usize = 10;
/// Characters that a password has at most, so that hashing it stays cheap.
pub const LONGEST_PASSWORD: usize = 200;

/// Hashes that are computed at the same time: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;
/// How long a sign-in waits for its turn.
const PATIENCE: Duration = Duration::from_secs(8);

/// Passwords of ten and more characters that are tried first by everybody who guesses.
const COMMON: [&str; 30] = [
    "1234567890",
    "12345678910",
    "123456789a",
    "0123456789",
    "0987654321",
    "9876543210",
    "1111111111",
    "0000000000",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "qwertyuiop",
    "qwerty12345",
    "qwerty123456",
    "qwertzuiop",
    "asdfghjkl1",
    "password12",
    "password123",
    "password1234",
    "password12345",
    "passw0rd123",
    "iloveyou12",
    "iloveyou123",
    "letmein123",
    "welcome123",
    "welcome1234",
    "admin12345",
    "admin123456",
    "administrator",
    "sunshine123",
    "football123",
];

/// Why a password cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too few characters.
    #[error("use at least {SHORTEST_PASSWORD} characters; a few words make a good password")]
    TooShort,
    /// Too many characters.
    #[error("use at most {LONGEST_PASSWORD} characters")]
    TooLong,
    /// One of those that are guessed first.
    #[error("this password is one of the first that others would guess; choose another")]
    Common,
    /// The e-mail address or its first part.
    #[error("the password must not be the e-mail address")]
    IsEmail,
}

/// Checks a new password. Length is all that is asked: rules about signs and digits make passwords worse.
pub(crate) fn check(password: &str, email: &str) -> Result<(), PasswordError> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let local_part = email.split('@').next().unwrap_or_default();
    let mut letters = lower.chars();
    let first = letters.next();
    if length < SHORTEST_PASSWORD {
        Err(PasswordError::TooShort)
    } else if length > LONGEST_PASSWORD {
        Err(PasswordError::TooLong)
    } else if COMMON.contains(&lower.as_str()) || letters.all(|letter| Some(letter) == first) {
        Err(PasswordError::Common)
    } else if lower == email.to_lowercase() || lower == local_part.to_lowercase() {
        Err(PasswordError::IsEmail)
    } else {
        Ok(())
    }
}

/// Lets only so many hashes be computed at once.
struct Turnstile {
    places: OnceLock<Arc<Semaphore>>,
}

impl Turnstile {
    const fn new() -> Self {
        Self { places: OnceLock::new() }
    }

    /// Does heavy work on another thread when there is a place for it.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AccountError> {
        let places = Arc::clone(self.places.get_or_init(|| Arc::new(Semaphore::new(AT_ONCE))));
        let waiting = timeout(PATIENCE, places.acquire_owned()).await;
        let place = waiting.map_err(|_| AccountError::Busy)?.map_err(|_| AccountError::Busy)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(place);
            result
        })
        .await
        .map_err(|error| AccountError::Hashing(error.to_string()))
    }
}

static TURNSTILE: Turnstile = Turnstile::new();
/// A hash that no password opens, for people who do not exist.
static NOBODY: OnceLock<String> = OnceLock::new();

/// Hashes a password with Argon2id and a random salt.
pub(crate) async fn hash(password: String) -> Result<String, AccountError> {
    TURNSTILE.run(move || compute(&password)).await?
}

/// Whether the password opens the hash. Without a hash it takes as long and is always `false`.
pub(crate) async fn verify(password: String, stored: Option<String>) -> Result<bool, AccountError> {
    TURNSTILE
        .run(move || {
            if NOBODY.get().is_none() {
                let _ = NOBODY.set(compute("nobody has this password")?);
            }
            let exists = stored.is_some();
            let known = stored.or_else(|| NOBODY.get().cloned()).unwrap_or_default();
            let parsed = PasswordHash::new(&known).map_err(|error| AccountError::Hashing(error.to_string()))?;
            let opens = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(opens && exists)
        })
        .await?
}

fn compute(password: &str) -> Result<String, AccountError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| AccountError::Hashing(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn length_is_all_that_a_password_needs() {
        let check = |password: &str| check(password, "maren@example.org");
        assert_eq!(check("sand and salt"), Ok(()));
        assert_eq!(check("ninechars"), Err(PasswordError::TooShort));
        assert_eq!(check(&"x y".repeat(67)), Err(PasswordError::TooLong));
    }

    #[test]
    fn the_first_guesses_and_the_address_itself_are_refused() {
        for password in ["Password123", "1234567890", "aaaaaaaaaaaa"] {
            assert_eq!(check(password, "maren@example.org"), Err(PasswordError::Common), "{password}");
        }
        assert_eq!(check("Maren@Example.org", "maren@example.org"), Err(PasswordError::IsEmail));
        assert_eq!(check("marenholtmann", "marenholtmann@example.org"), Err(PasswordError::IsEmail));
    }

    #[tokio::test]
    async fn a_hash_is_argon2id_and_only_its_password_opens_it() {
        let stored = hash("sand and salt".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("sand and salt".to_owned(), Some(stored.clone())).await.unwrap());
        assert!(!verify("salt and sand".to_owned(), Some(stored)).await.unwrap());
        assert!(!verify("nobody has this password".to_owned(), None).await.unwrap());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn f47_a_flood_of_sign_ins_computes_two_hashes_at_a_time() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        static FLOOD: Turnstile = Turnstile::new();
        let work = || {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(10));
            NOW.fetch_sub(1, Ordering::SeqCst);
        };
        let flood: Vec<_> = (0..24).map(|_| tokio::spawn(FLOOD.run(work))).collect();
        for sign_in in flood {
            sign_in.await.unwrap().unwrap();
        }
        assert_eq!(MOST.load(Ordering::SeqCst), AT_ONCE);
    }
}
