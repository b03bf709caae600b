//! Invoices, credit notes and packing slips: what they say.
//!
//! Not here: numbering and keeping them (services), drawing them (adapters). Invariants: a document is made from an order that does not
//! change, and is never made again; the net amounts of its lines add up to the net amounts of its rates to the cent, and those with the
//! tax to its total.

mod cii;
mod compose;
mod content;
mod ubl;
pub mod view;
mod words;
mod xml;

pub use cii::cross_industry_invoice;
pub use compose::{BilledLine, Billing, ComposeError, compose};
pub use content::{
    Document, DocumentCharge, DocumentKind, DocumentLine, DocumentTax, PackingLine, PackingSlip, Party, Seller,
    TaxCategory,
};
pub use ubl::universal_business_language;
pub use words::Words;
