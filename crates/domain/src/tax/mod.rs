//! Which rate of value added tax a sale has.
//!
//! Not here: the arithmetic (pricing). Prices of this shop include the tax of the country of delivery. Reduced rates and the
//! threshold below which a seller may charge its own country's rate are not known yet: every sale has the standard rate.

mod rate;

pub use rate::{is_member_state, standard_rate};
