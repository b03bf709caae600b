//! What stands on paper, frozen.

use serde::{Deserialize, Serialize};

use crate::{
    customer::Address,
    kernel::{Currency, Date, DateWindow, Language, Money},
    payment::PaymentMethod,
    tax::TaxPercent,
};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DocumentKind {
    /// What is owed, or was paid.
    Invoice,
    /// What goes back of an invoice.
    CreditNote,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Invoice, Self::CreditNote];

    /// The word in the database; also the series that numbers them.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Invoice => "Invoice",
            Self::CreditNote => "Credit note",
        }
    }

    /// The code of its kind (UNTDID 1001).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Invoice => "380",
            Self::CreditNote => "381",
        }
    }
}

/// Who sells, as the law wants it on an invoice (Directive 2006/112/EC, Article 226).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// The legal name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// The postcode.
    pub postcode: String,
    /// The town.
    pub town: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The number for value added tax, with its country; may be empty when there is a tax number.
    pub vat_id: String,
    /// The number at the tax office; may be empty when there is a number for value added tax.
    pub tax_number: String,
    /// Where the firm is registered, under which number, and who manages it; may be empty.
    pub register: String,
    /// Where questions go.
    pub email: String,
    /// The account; may be empty.
    pub iban: String,
}

/// Who buys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Name and place.
    pub address: Address,
    /// The mail address.
    pub email: String,
    /// The number for value added tax; empty for everybody who named none.
    #[serde(default)]
    pub vat_id: String,
}

/// Why a rate of tax is what it is (UNTDID 5305, as EN 16931 uses it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TaxCategory {
    /// Taxed.
    Standard,
    /// At a rate of nothing.
    Zero,
    /// It leaves the European Union.
    Export,
    /// The same, of a seller without a number for value added tax (EN 16931, BR-G-02 wants one).
    ExportWithoutNumber,
    /// It is brought to a business of another member state (Directive 2006/112/EC, Article 138).
    IntraCommunity,
    /// A business of another member state owes the tax (Directive 2006/112/EC, Article 196).
    ReverseCharge,
    /// A gift card: tax is due when it is spent (Directive 2006/112/EC, Article 30b).
    Voucher,
}

impl TaxCategory {
    /// The code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::Zero => "Z",
            Self::Export => "G",
            Self::IntraCommunity => "K",
            Self::ReverseCharge => "AE",
            Self::ExportWithoutNumber | Self::Voucher => "E",
        }
    }

    /// Why no tax is asked for, where there is a reason to give.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Standard | Self::Zero => None,
            Self::Export | Self::ExportWithoutNumber => Some("Export outside the European Union"),
            Self::IntraCommunity => Some("Intra-Community supply, Article 138 of Directive 2006/112/EC"),
            Self::ReverseCharge => Some("Reverse charge, Article 196 of Directive 2006/112/EC"),
            Self::Voucher => Some("Multi-purpose voucher, Article 30b of Directive 2006/112/EC"),
        }
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// The product.
    pub title: String,
    /// The variant and what else tells it apart; may be empty.
    pub details: String,
    /// The stock-keeping unit; may be empty.
    pub sku: String,
    /// How many; 0 for an amount without items.
    pub quantity: i64,
    /// With tax, before what is taken off the whole.
    pub gross: Money,
    /// Without tax.
    pub net: Money,
    /// The rate.
    pub rate: TaxPercent,
    /// Why that rate.
    pub category: TaxCategory,
}

/// The delivery, or what is taken off the whole: the part of it that falls on one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentCharge {
    /// With tax.
    pub gross: Money,
    /// Without.
    pub net: Money,
    /// The rate.
    pub rate: TaxPercent,
    /// Why that rate.
    pub category: TaxCategory,
}

/// The tax of one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentTax {
    /// The rate.
    pub rate: TaxPercent,
    /// Why that rate.
    pub category: TaxCategory,
    /// What it is asked for.
    pub net: Money,
    /// The tax.
    pub tax: Money,
}

/// An invoice or a credit note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// When it was issued.
    pub issued_on: Date,
    /// The number of the order.
    pub order_number: String,
    /// When that was placed.
    pub ordered_on: Date,
    /// When it should arrive; `None` when nothing is delivered.
    pub arrives: Option<DateWindow>,
    /// In which language it is written.
    pub language: Language,
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Party,
    /// The lines.
    pub lines: Vec<DocumentLine>,
    /// The way of delivery.
    pub shipping_name: String,
    /// The delivery, by rate.
    pub shipping: Vec<DocumentCharge>,
    /// What is taken off the whole, by rate; documents that are older than discount codes have none.
    #[serde(default)]
    pub allowances: Vec<DocumentCharge>,
    /// The discount code; may be empty.
    #[serde(default)]
    pub coupon: String,
    /// The tax, by rate.
    pub taxes: Vec<DocumentTax>,
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
    /// With it.
    pub total: Money,
    /// How it was paid.
    pub method: PaymentMethod,
    /// What of it gift cards paid, or got back: a means of payment, so it changes no tax. Older documents have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_cards: Option<Money>,
    /// The invoice that a credit note is about: number and day.
    pub refers_to: Option<(String, Date)>,
    /// Why money goes back; may be empty.
    pub reason: String,
    /// Whether its lines are read without tax, because prices are.
    #[serde(default)]
    pub shows_net: bool,
    /// Whether it takes back all of an invoice that a new one replaces: then no money goes back by it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_cancellation: bool,
}

/// Whether a flag is left out.
fn is_not(flag: &bool) -> bool {
    !flag
}

impl Document {
    /// The currency of all amounts.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.total.currency
    }

    /// The credit note that takes all of an invoice back, because the order is not what it says any more. It moves no money.
    #[must_use]
    pub fn cancelled(self, issued_on: Date, reason: &str) -> Self {
        Self {
            kind: DocumentKind::CreditNote,
            refers_to: Some((self.number.clone(), issued_on)),
            reason: reason.to_owned(),
            on_cards: None,
            is_cancellation: true,
            ..self
        }
    }

    /// What is read beside a line.
    #[must_use]
    pub fn shown(&self, line: &DocumentLine) -> Money {
        if self.shows_net { line.net } else { line.gross }
    }

    /// The delivery of all rates, as it is read.
    #[must_use]
    pub fn shipping_shown(&self) -> Money {
        self.sum(&self.shipping)
    }

    /// What is taken off the whole, as it is read.
    #[must_use]
    pub fn allowance_shown(&self) -> Money {
        self.sum(&self.allowances)
    }

    /// When goods are brought to a business of another member state: its invoice must say so (EN 16931, BR-IC-11). They are on their way
    /// when it is issued, so it is the last day on which they should arrive.
    #[must_use]
    pub fn brought_on(&self) -> Option<Date> {
        let is_brought = self.taxes.iter().any(|tax| tax.category == TaxCategory::IntraCommunity);
        is_brought.then(|| self.arrives.map_or(self.issued_on, |arrives| arrives.to))
    }

    /// Whether gift cards paid all of it, or got all of it back.
    #[must_use]
    pub fn is_all_on_cards(&self) -> bool {
        self.on_cards == Some(self.total)
    }

    fn sum(&self, charges: &[DocumentCharge]) -> Money {
        let shown = |charge: &DocumentCharge| if self.shows_net { charge.net.minor } else { charge.gross.minor };
        let sum = charges.iter().fold(0_i64, |sum, charge| sum.saturating_add(shown(charge)));
        Money::new(sum, self.currency())
    }
}

/// A line of a packing slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackingLine {
    /// How many go into the parcel.
    pub quantity: i64,
    /// The product.
    pub title: String,
    /// Variant, parts, what it is made with.
    pub details: Vec<String>,
    /// The stock-keeping unit.
    pub sku: String,
}

/// What lies in a parcel; it says nothing of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackingSlip {
    /// The shop's name.
    pub shop: String,
    /// The number of the order.
    pub order_number: String,
    /// When it was placed.
    pub ordered_on: Date,
    /// In which language it is written.
    pub language: Language,
    /// Where it goes.
    pub address: Address,
    /// The way of delivery.
    pub shipping_name: String,
    /// What is in it.
    pub lines: Vec<PackingLine>,
}
