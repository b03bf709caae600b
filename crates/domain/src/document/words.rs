//! The words of documents in the languages of their readers: English, German, and English for all others.

use super::{DocumentKind, TaxCategory};
use crate::{
    kernel::{Currency, Date, DateWindow, Language, Money, country, words::words},
    payment::PaymentMethod,
    tax::TaxPercent,
};

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    is_german: bool,
}

/// Countries as a German letter calls them, where that differs.
const GERMAN_COUNTRIES: [(&str, &str); 32] = [
    ("AT", "Österreich"),
    ("BE", "Belgien"),
    ("BG", "Bulgarien"),
    ("CH", "Schweiz"),
    ("CY", "Zypern"),
    ("CZ", "Tschechien"),
    ("DE", "Deutschland"),
    ("DK", "Dänemark"),
    ("EE", "Estland"),
    ("ES", "Spanien"),
    ("FI", "Finnland"),
    ("FR", "Frankreich"),
    ("GB", "Vereinigtes Königreich"),
    ("GR", "Griechenland"),
    ("HR", "Kroatien"),
    ("HU", "Ungarn"),
    ("IE", "Irland"),
    ("IT", "Italien"),
    ("LI", "Liechtenstein"),
    ("LT", "Litauen"),
    ("LU", "Luxemburg"),
    ("LV", "Lettland"),
    ("MT", "Malta"),
    ("NL", "Niederlande"),
    ("NO", "Norwegen"),
    ("PL", "Polen"),
    ("PT", "Portugal"),
    ("RO", "Rumänien"),
    ("SE", "Schweden"),
    ("SI", "Slowenien"),
    ("SK", "Slowakei"),
    ("US", "Vereinigte Staaten"),
];

words! {
    /// A heading.
    packing_slip: "Packing slip", "Lieferschein";
    /// The number of the document.
    number: "Number", "Nummer";
    /// When it was issued.
    date: "Date", "Datum";
    /// The order.
    order: "Order", "Bestellung";
    /// When it was placed.
    ordered_on: "Ordered on", "Bestellt am";
    /// When it should arrive.
    delivery_on: "Delivery", "Lieferung";
    /// Nothing is delivered by a parcel.
    delivered_at_once: "on payment", "mit Zahlung";
    /// The invoice that a credit note is about.
    for_invoice: "For invoice", "Zu Rechnung";
    /// Why money goes back.
    reason: "Reason", "Grund";
    /// A column.
    description: "Description", "Bezeichnung";
    /// A column.
    quantity: "Qty", "Menge";
    /// A column.
    tax_rate: "VAT", "USt.";
    /// A column: with tax.
    amount: "Amount", "Betrag";
    /// A sum: without tax.
    net: "Net", "Netto";
    /// The sum of an invoice.
    total: "Total", "Gesamtbetrag";
    /// The sum of a credit note.
    credited: "Credited", "Gutschriftbetrag";
    /// An amount without items.
    reduction: "Price reduction", "Preisnachlass";
    /// Before a code that takes something off.
    coupon: "Discount code", "Rabattcode";
    /// What somebody of the shop took off, without a code.
    reduced: "Reduction", "Nachlass";
    /// A delivery that a code paid for.
    free_delivery: "Free delivery", "Kostenloser Versand";
    /// The number for value added tax.
    vat_id: "VAT ID", "USt-IdNr.";
    /// The number at the tax office.
    tax_number: "Tax number", "Steuernummer";
    /// A gift card.
    voucher: "Gift card: value added tax is due when it is spent.", "Gutschein: Die Umsatzsteuer fällt beim Einlösen an.";
    /// An export.
    export: "Export outside the European Union, free of VAT.", "Steuerfreie Ausfuhrlieferung.";
    /// What is brought to a business of another member state.
    intra_community: "Intra-Community supply, free of VAT.", "Steuerfreie innergemeinschaftliche Lieferung.";
    /// A business of another member state owes the tax.
    reverse_charge: "Reverse charge: the customer owes the VAT.", "Steuerschuldnerschaft des Leistungsempfängers.";
    /// Before the buyer's number for value added tax.
    your_vat_id: "Your VAT ID", "Ihre USt-IdNr.";
    /// After the columns of a page.
    page: "Page", "Seite";
    /// The way of delivery on a packing slip.
    by: "By", "Versand";
    /// The end of a packing slip.
    thanks: "Thank you for your order.", "Vielen Dank für Ihre Bestellung.";
}

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self { is_german: language.code() == "de" }
    }

    /// The code of the language that is written.
    #[must_use]
    pub fn code(self) -> &'static str {
        if self.is_german { "de" } else { "en" }
    }

    /// The heading.
    #[must_use]
    pub fn heading(self, kind: DocumentKind) -> &'static str {
        match (kind, self.is_german) {
            (DocumentKind::Invoice, false) => "Invoice",
            (DocumentKind::Invoice, true) => "Rechnung",
            (DocumentKind::CreditNote, false) => "Credit note",
            (DocumentKind::CreditNote, true) => "Rechnungskorrektur",
        }
    }

    /// "27 November 2026", "27. November 2026".
    #[must_use]
    pub fn day(self, date: Date) -> String {
        format!("{} {}", date.day_and_month(self.is_german), date.year)
    }

    /// "27 November 2026 to 1 December 2026".
    #[must_use]
    pub fn window(self, window: DateWindow) -> String {
        if window.from == window.to {
            return self.day(window.from);
        }
        let to = if self.is_german { "bis" } else { "to" };
        format!("{} {to} {}", self.day(window.from), self.day(window.to))
    }

    /// "€1,234.50", "1.234,50 €".
    #[must_use]
    pub fn money(self, amount: Money) -> String {
        if !self.is_german {
            return amount.to_string();
        }
        let plain = Money::new(amount.minor.saturating_abs(), amount.currency).decimal();
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
        let mut text = if amount.minor < 0 { "−".to_owned() } else { String::new() };
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && whole.len().saturating_sub(index).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(',');
            text.push_str(fraction);
        }
        let sign = if amount.currency == Currency::EUR { "€" } else { amount.currency.code() };
        format!("{text} {sign}")
    }

    /// "19 %", "8.875 %", "8,875 %".
    #[must_use]
    pub fn percent(self, rate: TaxPercent) -> String {
        let point = if self.is_german { ',' } else { '.' };
        format!("{} %", rate.written(point, 0))
    }

    /// "VAT 19 % on €41.00".
    #[must_use]
    pub fn tax_on(self, rate: TaxPercent, net: Money) -> String {
        let (percent, net) = (self.percent(rate), self.money(net));
        if self.is_german { format!("USt. {percent} auf {net}") } else { format!("VAT {percent} on {net}") }
    }

    /// Why no tax is asked for.
    #[must_use]
    pub fn exemption(self, category: TaxCategory) -> Option<&'static str> {
        match category {
            TaxCategory::Standard | TaxCategory::Zero => None,
            TaxCategory::Export | TaxCategory::ExportWithoutNumber => Some(self.export()),
            TaxCategory::IntraCommunity => Some(self.intra_community()),
            TaxCategory::ReverseCharge => Some(self.reverse_charge()),
            TaxCategory::Voucher => Some(self.voucher()),
        }
    }

    /// The country's name.
    #[must_use]
    pub fn country(self, code: &str) -> String {
        let german = GERMAN_COUNTRIES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name);
        let name = german.filter(|_| self.is_german).or(country(code).map(|country| country.name));
        name.unwrap_or(code).to_owned()
    }

    /// How an invoice was paid, or how money goes back.
    #[must_use]
    pub fn paid(self, kind: DocumentKind, method: PaymentMethod) -> String {
        let way = match (method, self.is_german) {
            (PaymentMethod::Transfer, false) => "bank transfer",
            (PaymentMethod::Transfer, true) => "Überweisung",
            (PaymentMethod::Test, false) => "card",
            (PaymentMethod::Test, true) => "Karte",
            (PaymentMethod::Stripe, false) => "card or wallet",
            (PaymentMethod::Stripe, true) => "Karte oder Wallet",
            (PaymentMethod::CashOnDelivery, _) => return self.paid_in_cash(kind).to_owned(),
        };
        match (kind, self.is_german) {
            (DocumentKind::Invoice, false) => format!("Paid by {way}. Nothing is left to pay."),
            (DocumentKind::Invoice, true) => format!("Bezahlt per {way}. Es ist nichts mehr zu zahlen."),
            (DocumentKind::CreditNote, false) => format!("Paid back by {way}."),
            (DocumentKind::CreditNote, true) => format!("Erstattet per {way}."),
        }
    }

    /// What gift cards paid of an invoice, or got back.
    #[must_use]
    pub fn on_cards(self, kind: DocumentKind, amount: Money) -> String {
        let amount = self.money(amount);
        match (kind, self.is_german) {
            (DocumentKind::Invoice, false) => format!("Paid by gift card: {amount}"),
            (DocumentKind::Invoice, true) => format!("Mit Gutschein bezahlt: {amount}"),
            (DocumentKind::CreditNote, false) => format!("Back onto the gift card: {amount}"),
            (DocumentKind::CreditNote, true) => format!("Zurück auf den Gutschein: {amount}"),
        }
    }

    /// What a credit note says that moves no money: a new invoice takes the place of the one that it takes back.
    #[must_use]
    pub fn replaced(self) -> &'static str {
        if self.is_german {
            "Die Rechnung ist damit aufgehoben; eine neue tritt an ihre Stelle."
        } else {
            "This cancels the invoice; a new one takes its place."
        }
    }

    /// Cash that was paid for goes back as a person sends it: no document knows how.
    fn paid_in_cash(self, kind: DocumentKind) -> &'static str {
        match (kind, self.is_german) {
            (DocumentKind::Invoice, false) => "Paid in cash on delivery. Nothing is left to pay.",
            (DocumentKind::Invoice, true) => "Bar bezahlt bei Lieferung. Es ist nichts mehr zu zahlen.",
            (DocumentKind::CreditNote, false) => "Paid back.",
            (DocumentKind::CreditNote, true) => "Erstattet.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Words {
        Words::of(Language::parse(code).unwrap())
    }

    #[test]
    fn a_german_reader_gets_german_words_dates_and_amounts_and_others_english() {
        let amount = Money::new(-123_450, Currency::EUR);
        let day = Date { year: 2026, month: 3, day: 7 };
        assert_eq!((of("de").money(amount), of("de").day(day)), ("−1.234,50 €".to_owned(), "7. März 2026".to_owned()));
        assert_eq!((of("fr").money(amount), of("en").day(day)), ("−€1,234.50".to_owned(), "7 March 2026".to_owned()));
        let rate = |text| TaxPercent::parse(text).unwrap();
        assert_eq!(
            (of("de").percent(rate("25.5")), of("en").percent(rate("19"))),
            ("25,5 %".to_owned(), "19 %".to_owned())
        );
        assert_eq!(of("de").tax_on(rate("8.875"), Money::new(100, Currency::EUR)), "USt. 8,875 % auf 1,00 €");
        assert_eq!((of("de").country("FR"), of("en").country("FR")), ("Frankreich".to_owned(), "France".to_owned()));
        assert_eq!(of("de").heading(DocumentKind::CreditNote), "Rechnungskorrektur");
    }

    #[test]
    fn each_way_of_payment_is_told_in_both_languages() {
        let (invoice, credit_note) = (DocumentKind::Invoice, DocumentKind::CreditNote);
        let told = |code: &str, kind, method| of(code).paid(kind, method);
        for (method, german, english) in [
            (PaymentMethod::Stripe, "Bezahlt per Karte oder Wallet", "Paid by card or wallet"),
            (PaymentMethod::CashOnDelivery, "Bar bezahlt bei Lieferung", "Paid in cash on delivery"),
            (PaymentMethod::Transfer, "Bezahlt per Überweisung", "Paid by bank transfer"),
        ] {
            assert_eq!(told("de", invoice, method), format!("{german}. Es ist nichts mehr zu zahlen."));
            assert_eq!(told("en", invoice, method), format!("{english}. Nothing is left to pay."));
        }
        assert_eq!(told("de", credit_note, PaymentMethod::CashOnDelivery), "Erstattet.");
        assert_eq!(told("en", credit_note, PaymentMethod::Stripe), "Paid back by card or wallet.");
    }

    #[test]
    fn what_a_gift_card_paid_is_told_in_both_languages() {
        let amount = Money::new(2_000, Currency::EUR);
        assert_eq!(of("en").on_cards(DocumentKind::Invoice, amount), "Paid by gift card: €20.00");
        assert_eq!(of("de").on_cards(DocumentKind::Invoice, amount), "Mit Gutschein bezahlt: 20,00 €");
        assert_eq!(of("en").on_cards(DocumentKind::CreditNote, amount), "Back onto the gift card: €20.00");
        assert_eq!(of("de").on_cards(DocumentKind::CreditNote, amount), "Zurück auf den Gutschein: 20,00 €");
    }

    #[test]
    fn every_country_that_we_deliver_to_has_a_german_name() {
        for country in crate::kernel::COUNTRIES {
            assert!(GERMAN_COUNTRIES.iter().any(|(code, _)| *code == country.code), "{}", country.code);
        }
    }
}
