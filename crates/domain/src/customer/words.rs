//! The words of the account pages and their mails: English, German, and English for all others.

use crate::{
    checkout::{Field, FieldError},
    document::Words as DocumentWords,
    kernel::{Date, Language, words::words},
};

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    is_german: bool,
    paper: DocumentWords,
}

words! {
    /// The link in the head, and the heading of the overview.
    account: "Your account", "Ihr Konto";
    /// A heading, a link and a button.
    sign_in: "Sign in", "Anmelden";
    /// What the page of signing in says first.
    sign_in_lead: "You need no account to order. With one, your addresses are there the next time.",
        "Zum Bestellen brauchen Sie kein Konto. Mit einem sind Ihre Adressen beim nächsten Mal schon da.";
    /// A heading.
    by_link: "With a link by mail", "Mit einem Link per E-Mail";
    /// Below it.
    by_link_hint: "Have you ordered here before? Then this works at once, without a password.",
        "Haben Sie hier schon bestellt? Dann geht das sofort und ohne Passwort.";
    /// A button.
    send_link: "Send me a link", "Link zusenden";
    /// Said whether or not there is such a customer.
    link_sent: "If we know this address, a mail with a link is on its way to it. The link works once, for an hour.",
        "Wenn wir diese Adresse kennen, ist eine E-Mail mit einem Link unterwegs. Er gilt einmal, eine Stunde lang.";
    /// A heading.
    by_password: "With your password", "Mit Ihrem Passwort";
    /// A label.
    email: "Email", "E-Mail";
    /// A label and a heading.
    password: "Password", "Passwort";
    /// Forgotten.
    forgotten: "No password, or forgotten? Use the link by mail.", "Kein Passwort oder vergessen? Nehmen Sie den Link per E-Mail.";
    /// The heading of the page behind a mailed link.
    welcome: "Sign in to your account", "In Ihrem Konto anmelden";
    /// Who.
    signs_in_as: "You sign in as", "Sie melden sich an als";
    /// What is kept of an order.
    keeps: "These details are saved for next time:", "Diese Angaben werden für das nächste Mal gespeichert:";
    /// A button.
    open_account: "Save and sign in", "Speichern und anmelden";
    /// The heading of a link that is used up.
    link_over: "This link opens nothing any more", "Dieser Link öffnet nichts mehr";
    /// Below it.
    link_over_hint: "It was used, or it is older than an hour. Ask for a new one.",
        "Er wurde schon benutzt oder ist älter als eine Stunde. Lassen Sie sich einen neuen senden.";
    /// The heading on the page of an order.
    save_details: "Save your details for next time", "Angaben für das nächste Mal speichern";
    /// Below it.
    save_details_hint: "We send a link to the address of this order. With one click your name and address are there when you come back, and you see all your orders in one place. No password needed.",
        "Wir senden einen Link an die Adresse dieser Bestellung. Mit einem Klick sind Name und Adresse beim nächsten Mal da, und Sie sehen alle Bestellungen an einem Ort. Ein Passwort ist nicht nötig.";
    /// The button there.
    send_me_link: "Save my details", "Meine Angaben speichern";
    /// After it was pressed.
    offer_sent: "A mail with a link is on its way to the address of this order. It works once, for an hour.",
        "Eine E-Mail mit einem Link ist an die Adresse dieser Bestellung unterwegs. Er gilt einmal, eine Stunde lang.";
    /// On the page of an order of one's own.
    in_account: "This order is in your account.", "Diese Bestellung steht in Ihrem Konto.";
    /// A link.
    orders: "Orders", "Bestellungen";
    /// Without any.
    no_orders: "There is no order yet.", "Es gibt noch keine Bestellung.";
    /// A link.
    to_shop: "Go to the shop", "Zum Shop";
    /// A heading and a link.
    addresses: "Addresses", "Adressen";
    /// Without any.
    no_addresses: "You have saved no address yet.", "Sie haben noch keine Adresse gespeichert.";
    /// A link and a heading.
    add_address: "Add an address", "Adresse hinzufügen";
    /// A heading.
    change_address: "Change address", "Adresse ändern";
    /// A link.
    change: "Change", "Ändern";
    /// A button.
    delete: "Delete", "Löschen";
    /// A mark.
    for_delivery: "Usual for parcels", "Üblich für Pakete";
    /// A mark.
    for_bills: "Usual for bills", "Üblich für Rechnungen";
    /// A button.
    use_for_delivery: "Use for parcels", "Für Pakete nehmen";
    /// A button.
    use_for_bills: "Use for bills", "Für Rechnungen nehmen";
    /// What bills are about.
    bills_hint: "The checkout begins with the address for parcels; when nothing is delivered, with the one for bills.",
        "Die Kasse beginnt mit der Adresse für Pakete; wird nichts geliefert, mit der für Rechnungen.";
    /// A button.
    save_address: "Save address", "Adresse speichern";
    /// A label.
    country: "Country", "Land";
    /// A label.
    full_name: "Full name", "Vor- und Nachname";
    /// A label.
    postcode: "Postcode", "Postleitzahl";
    /// A label.
    town: "Town", "Ort";
    /// A label.
    street: "Street and number", "Straße und Hausnummer";
    /// A label.
    extra: "Company or second line", "Firma oder Zusatz";
    /// Beside a label.
    optional: "optional", "freiwillig";
    /// Beside a label.
    required: "required", "Pflichtfeld";
    /// A heading and a link.
    details: "Your details", "Ihre Daten";
    /// A heading.
    name: "Name", "Name";
    /// A button.
    save_name: "Save name", "Namen speichern";
    /// What the name must be.
    name_wrong: "Enter a name of one line, without the address of a website.", "Geben Sie einen Namen in einer Zeile ein, ohne Adresse einer Website.";
    /// A heading.
    change_email: "Email address", "E-Mail-Adresse";
    /// Below it.
    change_email_hint: "We send a link to the new address. Nothing changes until you open it, and the old address is told.",
        "Wir senden einen Link an die neue Adresse. Bis Sie ihn öffnen, ändert sich nichts; die alte Adresse wird benachrichtigt.";
    /// A label.
    new_email: "New email address", "Neue E-Mail-Adresse";
    /// A button.
    send_email_link: "Send link to the new address", "Link an die neue Adresse senden";
    /// After it.
    email_link_sent: "A mail with a link is on its way to the new address. Open it in this browser within an hour.",
        "Eine E-Mail mit einem Link ist an die neue Adresse unterwegs. Öffnen Sie ihn binnen einer Stunde in diesem Browser.";
    /// The heading of the page behind that link.
    confirm_email: "Confirm your new email address", "Neue E-Mail-Adresse bestätigen";
    /// The sentence there.
    becomes: "From now on you sign in with", "Ab jetzt melden Sie sich an mit";
    /// The button there.
    use_email: "Use this address", "Diese Adresse verwenden";
    /// In front of that page.
    sign_in_to_confirm: "Sign in with your address so far, then open the link of the mail once more.",
        "Melden Sie sich mit Ihrer bisherigen Adresse an und öffnen Sie dann den Link der E-Mail noch einmal.";
    /// What an address must be.
    email_wrong: "Enter an email address like name@example.org.", "Geben Sie eine E-Mail-Adresse wie name@example.org ein.";
    /// Told only to who has proven the address.
    email_taken: "There is another account with this address. Sign in to that one, or choose another address.",
        "Mit dieser Adresse gibt es ein anderes Konto. Melden Sie sich dort an oder wählen Sie eine andere Adresse.";
    /// Below the heading of the password.
    password_hint: "At least 10 characters. A few words make a good one. You can always sign in by a mailed link instead.",
        "Mindestens 10 Zeichen. Ein paar Wörter sind ein gutes. Sie können sich stattdessen immer mit einem Link per E-Mail anmelden.";
    /// A label.
    current_password: "Current password", "Bisheriges Passwort";
    /// A label.
    new_password: "New password", "Neues Passwort";
    /// A button.
    set_password: "Set password", "Passwort setzen";
    /// After it.
    password_set: "Your password is set. Other browsers are signed out.", "Ihr Passwort ist gesetzt. Andere Browser sind abgemeldet.";
    /// Too short.
    password_short: "Use at least 10 characters; a few words make a good password.", "Nehmen Sie mindestens 10 Zeichen; ein paar Wörter sind ein gutes Passwort.";
    /// Too long.
    password_long: "Use at most 200 characters.", "Nehmen Sie höchstens 200 Zeichen.";
    /// One of the first guesses.
    password_common: "This is one of the first passwords that others would guess; choose another.",
        "Dieses Passwort würden andere zuerst raten; wählen Sie ein anderes.";
    /// The wrong one.
    password_wrong: "The current password is wrong.", "Das bisherige Passwort ist falsch.";
    /// It is never said which of them is wrong.
    wrong_credentials: "The email address or the password is wrong.", "Die E-Mail-Adresse oder das Passwort ist falsch.";
    /// Too many tries.
    too_often: "That was too often. Try again in a few minutes.", "Das war zu oft. Versuchen Sie es in einigen Minuten noch einmal.";
    /// Anything else.
    failed: "This did not work. Nothing was lost; try again in a moment.", "Das hat nicht geklappt. Es ist nichts verloren; versuchen Sie es gleich noch einmal.";
    /// As many as fit.
    too_many_addresses: "You have saved as many addresses as fit. Delete one first.", "Sie haben so viele Adressen gespeichert, wie möglich sind. Löschen Sie erst eine.";
    /// Above a form that is refused.
    look_again: "Please look at this again.", "Bitte sehen Sie sich das noch einmal an.";
    /// After something was saved.
    saved: "Saved.", "Gespeichert.";
    /// A button.
    sign_out: "Sign out", "Abmelden";
    /// A heading.
    other_browsers: "Other browsers", "Andere Browser";
    /// A button.
    sign_out_everywhere: "Sign out everywhere", "Überall abmelden";
    /// Below it.
    sign_out_everywhere_hint: "Ends the session of every browser, this one too.", "Beendet die Sitzung jedes Browsers, auch dieses.";
    /// After it.
    signed_out: "You are signed out.", "Sie sind abgemeldet.";
    /// A heading.
    your_data: "Your data", "Ihre gespeicherten Daten";
    /// A link.
    download: "Download my data", "Meine Daten herunterladen";
    /// Below it.
    download_hint: "Everything that we know of you, as a file (JSON).", "Alles, was wir von Ihnen wissen, als Datei (JSON).";
    /// A link, a heading and a button.
    delete_account: "Delete my account", "Mein Konto löschen";
    /// What goes and what stays.
    delete_hint: "Your account goes: name, password, addresses, notes about you and every session. Your orders and bills stay, with the name, the address and the email on them, for as long as the law wants them kept; the link in each order's mail still opens its page. This cannot be undone.",
        "Ihr Konto verschwindet: Name, Passwort, Adressen, Notizen über Sie und jede Sitzung. Ihre Bestellungen und Rechnungen bleiben mit Name, Adresse und E-Mail darauf, solange das Gesetz es verlangt; der Link in der E-Mail jeder Bestellung öffnet weiterhin ihre Seite. Das lässt sich nicht rückgängig machen.";
    /// A link.
    keep_account: "Keep my account", "Mein Konto behalten";
    /// After it.
    deleted: "Your account is deleted. Your orders stay for as long as the law wants them kept.",
        "Ihr Konto ist gelöscht. Ihre Bestellungen bleiben, solange das Gesetz es verlangt.";
    /// Above a mail.
    hello: "Hello", "Guten Tag";
    /// The subject of a mail.
    link_subject: "Your link to sign in", "Ihr Link zum Anmelden";
    /// The first sentence.
    link_text: "Open this link to sign in. It works once, for an hour:", "Öffnen Sie diesen Link, um sich anzumelden. Er gilt einmal, eine Stunde lang:";
    /// The same after a purchase.
    offer_text: "Open this link to save your details for next time. It works once, for an hour:",
        "Öffnen Sie diesen Link, um Ihre Angaben für das nächste Mal zu speichern. Er gilt einmal, eine Stunde lang:";
    /// The last sentence.
    not_you: "If this was not you, ignore this mail: nothing happens without the link.",
        "Wenn Sie das nicht waren, beachten Sie diese E-Mail nicht: ohne den Link geschieht nichts.";
    /// The subject of a mail.
    email_subject: "Confirm your new email address", "Bestätigen Sie Ihre neue E-Mail-Adresse";
    /// The first sentence.
    email_text: "Open this link in the browser in which you are signed in, and your account has this address. It works once, for an hour:",
        "Öffnen Sie diesen Link in dem Browser, in dem Sie angemeldet sind, dann hat Ihr Konto diese Adresse. Er gilt einmal, eine Stunde lang:";
    /// The subject of a notice.
    email_wanted_subject: "Somebody wants to change your email address", "Jemand möchte Ihre E-Mail-Adresse ändern";
    /// Its text.
    email_wanted_text: "In your account somebody asked for another email address. If this was not you, sign in by a mailed link and sign out everywhere.",
        "In Ihrem Konto wurde um eine andere E-Mail-Adresse gebeten. Wenn Sie das nicht waren, melden Sie sich mit einem Link per E-Mail an und melden Sie sich überall ab.";
    /// The subject of a notice.
    email_changed_subject: "Your email address was changed", "Ihre E-Mail-Adresse wurde geändert";
    /// Its text.
    email_changed_text: "Your account has another email address now. If this was not you, write to us at once.",
        "Ihr Konto hat jetzt eine andere E-Mail-Adresse. Wenn Sie das nicht waren, schreiben Sie uns sofort.";
    /// The subject of a notice.
    password_subject: "Your password was changed", "Ihr Passwort wurde geändert";
    /// Its text.
    password_text: "The password of your account was set. If this was not you, sign in by a mailed link and set another.",
        "Das Passwort Ihres Kontos wurde gesetzt. Wenn Sie das nicht waren, melden Sie sich mit einem Link per E-Mail an und setzen Sie ein anderes.";
}

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self { is_german: language.code() == "de", paper: DocumentWords::of(language) }
    }

    /// The code of the language that is written.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.paper.code()
    }

    /// "27 November 2026", "27. November 2026".
    #[must_use]
    pub fn day(self, date: Date) -> String {
        self.paper.day(date)
    }

    /// "3 items".
    #[must_use]
    pub fn items(self, count: i64) -> String {
        match (self.is_german, count) {
            (true, _) => format!("{count} Artikel"),
            (false, 1) => "1 item".to_owned(),
            (false, _) => format!("{count} items"),
        }
    }

    /// What is wrong with a field. The words of the checkout are English.
    #[must_use]
    pub fn wrong(self, error: &FieldError) -> String {
        if !self.is_german {
            return error.message.clone();
        }
        match error.field {
            Field::Email => self.email_wrong(),
            Field::Country => "Wählen Sie das Land.",
            Field::FullName => self.name_wrong(),
            Field::Postcode => "Geben Sie die Postleitzahl so ein, wie sie in diesem Land geschrieben wird.",
            Field::Town => "Geben Sie den Ort ein, ohne Adresse einer Website.",
            Field::Street => "Geben Sie Straße und Hausnummer ein, ohne Adresse einer Website.",
            Field::Extra => "Geben Sie eine Zeile ein, ohne Adresse einer Website.",
            Field::VatNumber | Field::Shipping | Field::Payment => self.look_again(),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_in_both_languages_and_others_are_answered_in_english() {
        let words = |code: &str| Words::of(Language::parse(code).unwrap());
        assert_eq!(
            (words("de").account(), words("en").account(), words("fr").code()),
            ("Ihr Konto", "Your account", "en")
        );
        assert_eq!((words("de").items(1), words("en").items(1)), ("1 Artikel".to_owned(), "1 item".to_owned()));
        let error = FieldError { field: Field::Town, message: "Enter the town".to_owned() };
        assert_eq!(words("en").wrong(&error), "Enter the town");
        assert!(words("de").wrong(&error).starts_with("Geben Sie den Ort ein"));
    }
}
