//! From lines to a total: the pipeline of typed adjustments.
//!
//! Order of arithmetic: unit prices, lines, discounts spread by largest remainder, shipping, tax, total. Not here: which price
//! a variant has, or which rate a country has; those are inputs. Prices include the tax, or it is added to them; what comes out includes it. Invariants: the parts add up to the total to the cent; the
//! total is never negative; the order of lines is irrelevant.

mod added;
mod kept;
mod net;
mod pipeline;
mod totals;

pub use added::price_adding_tax;
pub use kept::{Kept, KeptLine, price_kept, take_off};
pub use net::without_tax;
pub use pipeline::{LineInput, Priced, PricingError, price};
pub use totals::{Adjustment, AdjustmentKind, NetTotals, PricedLine, ShownTotals, TaxSummary, Totals};
