//! What the owner decided about the shop before it started: from file and environment.
//!
//! Not here: reading the file (server).

mod secret;

use std::path::PathBuf;

use domain::{
    document::Seller,
    kernel::{Currency, Language, Money},
};

pub use secret::ShopSecret;
pub(crate) use secret::{digest, is_token, random_token};

/// The account that bank transfers go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferAccount {
    /// Whose account it is.
    pub holder: String,
    /// ISO 13616.
    pub iban: String,
    /// ISO 9362; may be empty.
    pub bic: String,
}

/// The shop's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopSettings {
    /// The shop's name.
    pub name: String,
    /// A line above all pages; may be empty.
    pub announcement: String,
    /// The first words of the home page.
    pub headline: String,
    /// A sentence or two below them; may be empty.
    pub introduction: String,
    /// Where mails come from and answers go to.
    pub email: String,
    /// Scheme, host and port under which shoppers reach the shop; no slash at the end.
    pub base_url: String,
    /// The currency of all prices.
    pub currency: Currency,
    /// The language in which products are written.
    pub language: Language,
    /// Further languages in which texts may be said.
    pub languages: Vec<Language>,
    /// ISO 3166-1 alpha-2 of the shop's own country.
    pub country: String,
    /// Who sells, as invoices say it; `None` when the shop issues none.
    pub seller: Option<Seller>,
    /// How the numbers of invoices begin.
    pub invoice_prefix: String,
    /// The same of credit notes.
    pub credit_note_prefix: String,
    /// Where bank transfers go; `None` when the shop takes none.
    pub transfer: Option<TransferAccount>,
    /// Whether parcels can be paid in cash when they arrive.
    pub cash_on_delivery: bool,
    /// From this many on down, a shopper reads "only n left".
    pub low_stock: i64,
    /// For how long an unpaid order holds its stock, in minutes.
    pub hold_minutes: i64,
    /// How many orders of one e-mail address may wait at once for money that people move; 0 for any number.
    pub unpaid_per_email: i64,
    /// The same of one network.
    pub unpaid_per_network: i64,
    /// How many percent of what is free of a variant an order may hold that waits for such money; 0 for all of it.
    pub unpaid_percent: i64,
    /// From this sum of goods on, delivery in the shop's own country is free.
    pub free_shipping_from: Option<Money>,
    /// From which secret links are made.
    pub secret: ShopSecret,
    /// Where files are kept.
    pub data_dir: PathBuf,
    /// Whether real money moves here.
    pub production: bool,
}
