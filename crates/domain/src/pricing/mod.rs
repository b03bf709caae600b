//! From lines to a total: the pipeline of typed adjustments.
//!
//! Order of arithmetic: unit prices, lines, discounts spread by largest remainder, shipping, tax, total. Not here: which price
//! a variant has, or which rate a country has; those are inputs. Invariants: the parts add up to the total to the cent; the
//! total is never negative; the order of lines is irrelevant.

mod net;
mod pipeline;
mod totals;

pub use net::without_tax;
pub use pipeline::{LineInput, Priced, PricingError, price};
pub use totals::{Adjustment, AdjustmentKind, PricedLine, TaxSummary, Totals};
