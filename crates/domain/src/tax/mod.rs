//! Which rate of value added tax a sale has.
//!
//! Not here: the arithmetic (pricing). Prices of this shop include the tax of the country of delivery. What a thing is
//! decides its [`TaxClass`], and the class has a rate in each country. The threshold below which a seller may charge its own
//! country's rate is not known yet, nor is the choice between two reduced rates of a country.

mod class;
mod rate;

pub use class::TaxClass;
pub use rate::{is_member_state, standard_rate};
