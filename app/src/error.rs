//! The one error that crosses the wire. It says what the person can do; private context stays in the server's log.

use leptos::{
    prelude::FromServerFnError,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why something did not happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or not for this person.
    #[error("This is not here any more.")]
    NotFound,
    /// Nobody is signed in.
    #[error("Sign in first.")]
    NotSignedIn,
    /// The person has not the right; the words name it.
    #[error("Needs permission: {0}")]
    Forbidden(String),
    /// What was sent cannot be used; the words say what to do.
    #[error("{0}")]
    Invalid(String),
    /// Somebody else changed it in the meantime.
    #[error("This was changed in the meantime. Look at it again before you change it.")]
    Conflict,
    /// Too often in too short a time.
    #[error("That was too often. Try again in a few minutes.")]
    TooMany,
    /// Others are at it: the same request will do in a moment.
    #[error("The shop is very busy. Nothing was lost; try again in a moment.")]
    Busy,
    /// The server cannot do it now.
    #[error("This did not work. Nothing was lost; try again in a moment.")]
    Failed,
    /// The server was not reached, or its answer was not understood.
    #[error("The connection was lost. Nothing was lost; try again in a moment.")]
    Unreachable,
}

impl AppError {
    /// The word for it in an address: a form that was sent without JavaScript comes back with it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotSignedIn => "not-signed-in",
            Self::Forbidden(_) => "forbidden",
            Self::Invalid(_) => "invalid",
            Self::Conflict => "conflict",
            Self::TooMany => "too-many",
            Self::Busy => "busy",
            Self::Failed => "failed",
            Self::Unreachable => "unreachable",
        }
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::NotSignedIn => 401,
            Self::Forbidden(_) => 403,
            Self::Invalid(_) => 422,
            Self::Conflict => 409,
            Self::TooMany => 429,
            Self::Busy => 503,
            Self::Failed => 500,
            Self::Unreachable => 502,
        }
    }
}

fn unreadable() -> AppError {
    AppError::Invalid("The form could not be read. Go back and send it again.".to_owned())
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => unreadable(),
            // What the server cannot read came from the browser; what the browser cannot read, from the network between.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => {
                unreadable()
            }
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Unreachable
            }
            _ => Self::Failed,
        }
    }

    fn status_code(&self) -> http::StatusCode {
        http::StatusCode::from_u16(self.status()).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR)
    }
}
