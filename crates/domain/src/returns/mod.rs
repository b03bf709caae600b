//! Items that a shopper sends back, and contracts that they withdraw from: what can be, until when, and what follows.
//!
//! "return" is a word of Rust, hence the plural. There are two kinds. A *withdrawal* is the right that Directive 2011/83/EU, Articles 9
//! to 16 give to consumers: it needs no reason and nobody's consent, so it is approved by being declared (Article 11), through the
//! function of Article 11a (inserted by Directive (EU) 2023/2673) in two steps. A *return* is what the shop promises besides, for longer;
//! somebody of the shop approves or refuses it. Both end with an inspection that says what arrived, in which state, and what is paid back.
//!
//! Not here: the arithmetic of the money (refund), whose rows say what went back. Invariants: no more of a line is in open returns and
//! refunds together than was bought, and of what is to be sent back no more than was sent; a return moves only along [`ReturnState::after`].

mod deadline;
mod form;
mod inspection;
mod plan;
#[cfg(test)]
#[path = "plan_tests.rs"]
mod plan_tests;
mod reason;
mod state;
pub mod view;
mod words;

pub use deadline::{
    LATE_DAYS, RETURN_DAYS, WITHDRAWAL_DAYS, accepted_until, received_by, return_until, withdraw_until,
};
pub use form::{LONGEST_WORDS, ReturnForm, ReturnFormLine, ReturnWish, WishedLine};
pub use inspection::{
    AskedLine, InspectedLine, Inspection, InspectionError, InspectionForm, InspectionFormLine, delivery_back,
};
pub use plan::{LineProblem, PlannedReturnLine, Returnable, ReturnableLine, WishProblem};
pub use reason::{Condition, ReturnKind, ReturnReason};
pub use state::{ReturnEvent, ReturnState, ReturnTransitionError};
pub use words::Words;
