//! The dial of faults: what the provider does wrong on purpose, so that a shop can be seen to bear it.
//!
//! Its work is always done; what goes wrong is what the shop hears of it. The dial turns while the shop runs, and all copies of it
//! are one.

use std::{
    str::FromStr,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use services::port::ProviderError;

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Every answer comes so many milliseconds late.
    pub delay: u64,
    /// Of a hundred answers so many never come, though the work was done.
    pub silent: u8,
    /// Of a hundred answers so many are errors (HTTP 500), though the work was done.
    pub errors: u8,
    /// Every message comes so many times more, under the same id.
    pub duplicates: u64,
    /// Messages come up to so many milliseconds late, each by another time: they overtake each other.
    pub late: u64,
    /// Beside so many of a hundred messages comes a forged one, which the shop must not believe.
    pub forged: u8,
}

/// A text that is no fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no fault: write for example \"delay=200, silent=5, errors=10, duplicates=2, late=500, forged=20\", or \"none\""
)]
pub struct FaultError(String);

impl FromStr for Faults {
    type Err = FaultError;

    /// Reads "delay=200, errors=10"; "none" and nothing are none.
    fn from_str(text: &str) -> Result<Self, FaultError> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty() && *part != "none");
        parts.into_iter().try_fold(Self::default(), |faults, part| {
            let wrong = || FaultError(part.to_owned());
            let (name, value) = part.split_once('=').ok_or_else(wrong)?;
            let most = if matches!(name, "silent" | "errors" | "forged") { 100 } else { 60_000 };
            let value = value.parse::<u64>().ok().filter(|value| *value <= most).ok_or_else(wrong)?;
            let percent = u8::try_from(value).unwrap_or(100);
            Ok(match name {
                "delay" => Self { delay: value, ..faults },
                "silent" => Self { silent: percent, ..faults },
                "errors" => Self { errors: percent, ..faults },
                "duplicates" => Self { duplicates: value.min(20), ..faults },
                "late" => Self { late: value, ..faults },
                "forged" => Self { forged: percent, ..faults },
                _ => return Err(wrong()),
            })
        })
    }
}

/// Where the faults are set; copies are the same dial.
#[derive(Clone, Debug, Default)]
pub struct Dial(Arc<RwLock<Faults>>);

impl Dial {
    /// A dial that stands at these faults.
    #[must_use]
    pub fn at(faults: Faults) -> Self {
        Self(Arc::new(RwLock::new(faults)))
    }

    /// Where it stands.
    #[must_use]
    pub fn faults(&self) -> Faults {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns it.
    pub fn turn(&self, faults: Faults) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = faults;
    }

    /// Lets the shop hear an answer, or not.
    pub(super) async fn answer<T>(&self, answer: T) -> Result<T, ProviderError> {
        let faults = self.faults();
        if faults.delay > 0 {
            tokio::time::sleep(Duration::from_millis(faults.delay)).await;
        }
        if happens(faults.silent) {
            std::future::pending::<()>().await;
        }
        if happens(faults.errors) {
            return Err(ProviderError::Unknown("500 Internal Server Error".to_owned()));
        }
        Ok(answer)
    }

    /// How late each copy of a message comes, and whether a forged one comes beside it.
    pub(super) fn copies(&self) -> (Vec<Duration>, bool) {
        let faults = self.faults();
        let late = || Duration::from_millis(rand::random_range(0..=faults.late));
        ((0..=faults.duplicates).map(|_| late()).collect(), happens(faults.forged))
    }
}

fn happens(percent: u8) -> bool {
    rand::random_range(0..100) < percent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read_by_their_names_and_nothing_else_is_taken() {
        let read = "delay=200, silent=5, errors=10,duplicates=2,late=500,forged=100".parse::<Faults>();
        let expected = Faults { delay: 200, silent: 5, errors: 10, duplicates: 2, late: 500, forged: 100 };
        assert_eq!(read, Ok(expected));
        assert_eq!("none".parse(), Ok(Faults::default()));
        assert_eq!("".parse(), Ok(Faults::default()));
        for wrong in ["delay", "silent=101", "errors=-1", "colour=3", "late=1e9"] {
            assert_eq!(wrong.parse::<Faults>(), Err(FaultError(wrong.to_owned())), "{wrong}");
        }
    }

    #[tokio::test]
    async fn an_answer_is_an_error_when_the_dial_says_so_and_copies_share_one_dial() {
        let dial = Dial::default();
        let copy = dial.clone();
        assert!(dial.answer(1).await.is_ok());
        copy.turn(Faults { errors: 100, duplicates: 3, forged: 100, ..Faults::default() });
        assert!(matches!(dial.answer(1).await, Err(ProviderError::Unknown(_))));
        let (copies, is_forged) = dial.copies();
        assert_eq!((copies.len(), is_forged), (4, true));
        copy.turn(Faults { silent: 100, ..Faults::default() });
        let answer = tokio::time::timeout(Duration::from_millis(50), dial.answer(1)).await;
        assert!(answer.is_err(), "it never answers");
    }
}
