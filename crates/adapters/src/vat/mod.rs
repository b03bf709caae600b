//! Asking whether numbers for value added tax are somebody's.
//!
//! Not here: what follows from an answer (domain), and how long it counts. Invariants: only few inquiries are under way at once; a register
//! that says "I cannot tell now" is never taken for "nobody has it".

mod test_register;
mod vies;

pub use test_register::TestRegister;
pub use vies::{VIES, Vies, ViesError};
