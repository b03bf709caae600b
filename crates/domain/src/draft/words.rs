//! The words of the page behind the link, and of its mail: English, German, and English for all others.

use crate::{
    checkout::{Field, FieldError, view::CheckoutNotice},
    customer,
    inventory::Later,
    kernel::{Date, DateWindow, Language, words::words},
    payment::PaymentMethod,
    tax::VatStanding,
};

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    is_german: bool,
    customer: customer::Words,
}

words! {
    /// The heading of the page.
    offer: "Your offer", "Ihr Angebot";
    /// The heading over the items.
    items: "What we offer you", "Was wir Ihnen anbieten";
    /// The heading of the page when it is over.
    expired: "This offer is over", "Dieses Angebot ist abgelaufen";
    /// Below it.
    expired_hint: "It can no longer be ordered. Write to us if you would like a new one.",
        "Es kann nicht mehr bestellt werden. Schreiben Sie uns, wenn Sie ein neues möchten.";
    /// The heading of the page when it was withdrawn.
    withdrawn: "This offer was withdrawn", "Dieses Angebot wurde zurückgezogen";
    /// Below it.
    withdrawn_hint: "It can no longer be ordered. Write to us if you have a question about it.",
        "Es kann nicht mehr bestellt werden. Schreiben Sie uns, wenn Sie dazu eine Frage haben.";
    /// The heading of the page when it was ordered.
    ordered: "This offer was ordered", "Dieses Angebot wurde bestellt";
    /// Below it.
    ordered_hint: "The mail about the order has the link to it. Write to us if you do not find that mail.",
        "Der Link zur Bestellung steht in der Mail über die Bestellung. Schreiben Sie uns, wenn Sie diese nicht finden.";
    /// The heading of the page when its order was called off.
    called_off: "The order of this offer was called off", "Die Bestellung dieses Angebots wurde storniert";
    /// Below it.
    called_off_hint: "It was ordered, but the order does not stand any more. Write to us if you would still like it, and we will send you a new offer.",
        "Es wurde bestellt, aber die Bestellung besteht nicht mehr. Schreiben Sie uns, wenn Sie es noch möchten, dann senden wir Ihnen ein neues Angebot.";
    /// The heading of the page when it cannot be ordered for a while.
    paused: "This offer cannot be ordered just now", "Dieses Angebot kann gerade nicht bestellt werden";
    /// Below it.
    paused_hint: "We no longer sell in its currency. Write to us, and we will send you a new one.",
        "Wir verkaufen nicht mehr in seiner Währung. Schreiben Sie uns, dann senden wir Ihnen ein neues.";
    /// A link.
    to_shop: "Go to the shop", "Zum Shop";
    /// A heading.
    contact: "Contact", "Kontakt";
    /// A heading.
    delivery: "Delivery", "Lieferung";
    /// A heading where nothing is delivered.
    who: "Who it is for", "Für wen es ist";
    /// A heading.
    payment: "Payment", "Zahlung";
    /// Nothing is due.
    nothing_to_pay: "There is nothing left to pay.", "Es ist nichts zu bezahlen.";
    /// Over the ways of delivery, for who cannot see.
    how_delivered: "How it is delivered", "Wie geliefert wird";
    /// Over the ways of payment, for who cannot see.
    how_paid: "How you pay", "Wie Sie bezahlen";
    /// A price of nothing.
    free: "Free", "Kostenlos";
    /// A row of the sums.
    goods: "Goods", "Waren";
    /// A row of the sums.
    tax: "Tax", "Steuer";
    /// The last row of the sums.
    total: "Total", "Gesamt";
    /// The tax was taken out.
    without_tax: "Without VAT: the number of your business was checked.",
        "Ohne Umsatzsteuer: die Nummer Ihres Unternehmens wurde geprüft.";
    /// A label.
    vat_number: "VAT number, for a business elsewhere in the EU", "USt-IdNr. eines Unternehmens im EU-Ausland";
    /// Beside the country.
    another_country: "Another country, or another way of delivery?", "Ein anderes Land oder eine andere Lieferart?";
    /// A button.
    reckon: "Show the sums for it", "Summen dafür anzeigen";
    /// Before the amount on the button, when it is paid at once.
    order_and_pay: "Order and pay", "Zahlungspflichtig bestellen und bezahlen:";
    /// Before the amount on the button, when it is paid later.
    place_order: "Place order for", "Zahlungspflichtig bestellen für";
    /// The button when nothing is due.
    order: "Place order", "Bestellen";
    /// Below the button.
    obligation: "You order with an obligation to pay. You have 30 days to send it back.",
        "Sie bestellen zahlungspflichtig. Sie haben 30 Tage, um es zurückzusenden.";
    /// In the way of ordering.
    not_orderable: "Some of it is no longer there in that number, so it cannot be ordered as it stands. Write to us, and we will change the offer.",
        "Etwas davon ist nicht mehr in dieser Menge da, deshalb kann es so nicht bestellt werden. Schreiben Sie uns, dann ändern wir das Angebot.";
    /// A line that cannot be had.
    gone: "no longer there", "nicht mehr da";
    /// The shop failed.
    failed: "This did not work. Nothing was ordered, and nothing that you typed is lost; try again in a moment.",
        "Das hat nicht geklappt. Es wurde nichts bestellt, und Ihre Eingaben sind nicht verloren; versuchen Sie es gleich noch einmal.";
    /// The first sentence of the mail.
    mail_lead: "thank you for your enquiry. This is our offer:", "vielen Dank für Ihre Anfrage. Hier ist unser Angebot:";
    /// Before the link of the mail.
    mail_link: "Look at it, order and pay here:", "Hier können Sie es ansehen, bestellen und bezahlen:";
    /// After it.
    mail_sums: "The page shows the sums with tax and delivery. Nothing is ordered before you press the button there.",
        "Die Seite zeigt die Summen mit Steuer und Lieferung. Bestellt ist erst etwas, wenn Sie dort den Knopf drücken.";
}

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self { is_german: language.code() == "de", customer: customer::Words::of(language) }
    }

    /// The words of fields.
    #[must_use]
    pub fn fields(self) -> customer::Words {
        self.customer
    }

    /// The code of the language that is written.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.customer.code()
    }

    /// Until when it holds.
    #[must_use]
    pub fn holds_until(self, day: Date) -> String {
        let day = self.customer.day(day);
        if self.is_german {
            format!("Gültig bis einschließlich {day}")
        } else {
            format!("Holds until {day}, that day included")
        }
    }

    /// The subject of the mail.
    #[must_use]
    pub fn subject(self, shop: &str, number: &str) -> String {
        if self.is_german {
            format!("Ihr Angebot {number} von {shop}")
        } else {
            format!("Your offer {number} from {shop}")
        }
    }

    /// Only so many are left.
    #[must_use]
    pub fn only_left(self, count: i64) -> String {
        if self.is_german { format!("nur noch {count} da") } else { format!("only {count} left") }
    }

    /// When it arrives.
    #[must_use]
    pub fn arrives(self, window: DateWindow) -> String {
        if !self.is_german {
            return format!("Arrives {window}");
        }
        let (from, to) = (self.customer.day(window.from), self.customer.day(window.to));
        if from == to { format!("Kommt am {from} an") } else { format!("Kommt vom {from} bis {to} an") }
    }

    /// What is said of items that are not there yet.
    #[must_use]
    pub fn later(self, later: Later, of: i64) -> String {
        if !self.is_german {
            return later.words(of, None);
        }
        let when = later.expected_on.map(|day| format!(", voraussichtlich am {}", self.customer.day(day)));
        format!("{} davon später{}", later.quantity, when.unwrap_or_default())
    }

    /// The tax in a total.
    #[must_use]
    pub fn includes_tax(self, amount: &str) -> String {
        if self.is_german { format!("enthält {amount} Umsatzsteuer") } else { format!("includes {amount} VAT") }
    }

    /// A way of payment: its name, and what happens then.
    #[must_use]
    pub fn method(self, method: PaymentMethod) -> (&'static str, &'static str) {
        match (self.is_german, method) {
            (false, PaymentMethod::Test | PaymentMethod::Stripe) => (method.label(), "You finish on the payment page"),
            (false, PaymentMethod::CashOnDelivery) => (method.label(), "You pay when the parcel is handed to you"),
            (false, PaymentMethod::Transfer) => (method.label(), "We send your order when the money is there"),
            (true, PaymentMethod::Test) => ("Karte", "Sie bezahlen auf der Zahlungsseite"),
            (true, PaymentMethod::Stripe) => ("Karte oder Wallet", "Sie bezahlen auf der Zahlungsseite"),
            (true, PaymentMethod::CashOnDelivery) => ("Nachnahme", "Sie bezahlen, wenn das Paket übergeben wird"),
            (true, PaymentMethod::Transfer) => ("Überweisung", "Wir senden Ihre Bestellung, wenn das Geld da ist"),
        }
    }

    /// How it stands with a number for value added tax.
    #[must_use]
    pub fn vat(self, standing: VatStanding) -> &'static str {
        match (self.is_german, standing) {
            (false, VatStanding::Exempt) => "This number is valid: you pay no VAT to us, and declare it yourself.",
            (false, VatStanding::NotNeeded) => "VAT is due where this goes. The number will stand on your invoice.",
            (false, VatStanding::Unknown) => "The register of the EU does not know this number, so VAT is included.",
            (false, VatStanding::Unchecked) => "The register of the EU does not answer just now, so VAT is included.",
            (true, VatStanding::Exempt) => {
                "Diese Nummer ist gültig: Sie zahlen uns keine Umsatzsteuer und melden sie selbst an."
            }
            (true, VatStanding::NotNeeded) => {
                "Die Umsatzsteuer fällt am Lieferort an. Die Nummer steht auf Ihrer Rechnung."
            }
            (true, VatStanding::Unknown) => {
                "Das Register der EU kennt diese Nummer nicht, deshalb ist die Umsatzsteuer enthalten."
            }
            (true, VatStanding::Unchecked) => {
                "Das Register der EU antwortet gerade nicht, deshalb ist die Umsatzsteuer enthalten."
            }
        }
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn wrong(self, error: &FieldError) -> String {
        match (self.is_german, error.field) {
            (true, Field::Shipping) => "Wählen Sie, wie geliefert werden soll.".to_owned(),
            (true, Field::Payment) => "Wählen Sie, wie Sie bezahlen möchten.".to_owned(),
            (true, Field::VatNumber) => "Geben Sie eine gültige USt-IdNr. ein, oder nichts.".to_owned(),
            _ => self.customer.wrong(error),
        }
    }

    /// What to know before trying again.
    #[must_use]
    pub fn notice(self, notice: &CheckoutNotice) -> &'static str {
        let (english, german) = match notice {
            CheckoutNotice::StockChanged => (
                "Somebody was faster: some of it is no longer there in that number. Below stands which. Nothing was ordered yet.",
                "Jemand war schneller: etwas davon ist nicht mehr in dieser Menge da. Unten steht, was. Es wurde noch nichts bestellt.",
            ),
            CheckoutNotice::NotDelivered => (
                "We do not deliver this to that address. Type another one, or write to us. Nothing was ordered yet.",
                "An diese Adresse liefern wir das nicht. Geben Sie eine andere ein, oder schreiben Sie uns. Es wurde noch nichts bestellt.",
            ),
            CheckoutNotice::TooManyUnpaid => (
                "Several orders from you or your network still wait for their money. Choose another way to pay. Nothing was ordered yet.",
                "Mehrere Bestellungen von Ihnen oder aus Ihrem Netz warten noch auf ihr Geld. Wählen Sie eine andere Zahlungsart. Es wurde noch nichts bestellt.",
            ),
            CheckoutNotice::TooMuchUnpaid => (
                "To be paid later we can keep only a part of what there is of one thing. Choose a way to pay at once. Nothing was ordered yet.",
                "Für eine spätere Zahlung können wir nur einen Teil des Bestands zurücklegen. Wählen Sie eine Zahlungsart, mit der Sie sofort bezahlen. Es wurde noch nichts bestellt.",
            ),
            CheckoutNotice::PaymentDeclined | CheckoutNotice::PaymentCancelled => (
                "It was not paid. You were not charged; try again or pay another way.",
                "Es wurde nicht bezahlt und nichts abgebucht; versuchen Sie es noch einmal oder bezahlen Sie anders.",
            ),
            CheckoutNotice::PriceChanged | CheckoutNotice::CouponRefused | CheckoutNotice::CardChanged => (
                "The offer or its sum has changed since you saw it. Below is how it is now; nothing was ordered yet.",
                "Das Angebot oder seine Summe hat sich geändert, seit Sie es gesehen haben. Unten steht, wie es jetzt ist; es wurde noch nichts bestellt.",
            ),
        };
        if self.is_german { german } else { english }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_in_both_languages_and_others_are_answered_in_english() {
        let words = |code: &str| Words::of(Language::parse(code).unwrap());
        assert_eq!((words("de").offer(), words("fr").offer()), ("Ihr Angebot", "Your offer"));
        let day = Date::parse("2026-12-12").unwrap();
        assert_eq!(words("de").holds_until(day), "Gültig bis einschließlich 12. Dezember 2026");
        for notice in CheckoutNotice::ALL {
            assert_ne!(words("de").notice(&notice), words("en").notice(&notice));
        }
        for method in PaymentMethod::ALL {
            assert_ne!(words("de").method(method).1, words("en").method(method).1);
        }
    }
}
