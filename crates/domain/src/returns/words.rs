//! The words for shoppers in their languages: English, German, and English for all others, as documents have them.

use super::{LineProblem, ReturnKind, ReturnReason, ReturnState, WishProblem, view::ReturnView};
use crate::{
    document::Words as DocumentWords,
    kernel::{Date, Language, Timestamp, words::words},
};

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    is_german: bool,
    paper: DocumentWords,
}

words! {
    /// A link, and the heading of its page. Directive 2011/83/EU, Article 11a(1): "withdraw from contract here".
    withdraw_here: "Withdraw from contract here", "Vertrag hier widerrufen";
    /// The button of the second step. Article 11a(3): "confirm withdrawal".
    confirm_withdrawal: "Confirm withdrawal", "Widerruf bestätigen";
    /// The button of the first step.
    go_on: "Continue", "Weiter";
    /// The way back to what was typed.
    change: "Change", "Ändern";
    /// A link, and the heading of its page.
    return_items: "Return items", "Artikel zurücksenden";
    /// The button of the second step of a return.
    send_request: "Request return", "Rücksendung anfragen";
    /// The way to the order.
    back_to_order: "Back to your order", "Zurück zur Bestellung";
    /// The heading of the list on the page of an order.
    your_returns: "Your returns", "Ihre Rücksendungen";
    /// What the law says, in short.
    withdrawal_right: "You may withdraw from this contract without giving a reason. You get a confirmation by mail at once.",
        "Sie können diesen Vertrag ohne Angabe von Gründen widerrufen. Sie erhalten sofort eine Bestätigung per E-Mail.";
    /// What the shop promises.
    return_promise: "Choose what you send back and tell us why. We answer by mail.",
        "Wählen Sie, was Sie zurücksenden, und nennen Sie uns den Grund. Wir antworten per E-Mail.";
    /// The statement of the first step.
    statement: "I hereby withdraw from the contract on the purchase of these goods:",
        "Hiermit widerrufe ich den Vertrag über den Kauf der folgenden Waren:";
    /// Who withdraws.
    name: "Name", "Name";
    /// Which contract.
    contract: "Contract", "Vertrag";
    /// Where the confirmation goes.
    confirmation_to: "Confirmation goes to", "Bestätigung geht an";
    /// The field of a line.
    how_many: "How many", "Anzahl";
    /// The field of a line.
    why: "Reason", "Grund";
    /// The first choice of the reasons.
    choose: "Please choose", "Bitte wählen";
    /// The field for words.
    anything_else: "Anything else? (optional)", "Möchten Sie noch etwas sagen? (freiwillig)";
    /// Above a form that is refused.
    look_again: "Please look at this again:", "Bitte sehen Sie sich das noch einmal an:";
    /// Above the second step of a withdrawal.
    last_step: "Nothing has happened yet. You withdraw by pressing the button below.",
        "Noch ist nichts geschehen. Sie widerrufen erst mit der Schaltfläche unten.";
    /// Above the second step of a return.
    review: "This is what you want to send back:", "Das möchten Sie zurücksenden:";
    /// In place of the fields when nothing can be chosen.
    nothing_open: "Nothing of this order can be chosen here:", "Von dieser Bestellung kann hier nichts gewählt werden:";
    /// The order was called off.
    called_off: "This order was called off, so there is nothing to send back.",
        "Diese Bestellung wurde storniert, es gibt also nichts zurückzusenden.";
    /// Where there is only the whole.
    whole_order: "The whole order, which is not paid yet. It is called off at once.",
        "Die ganze Bestellung. Sie wird storniert.";
    /// The rights that stay.
    guarantee: "Is something wrong with it? Then your legal rights last longer: write to us.",
        "Ist etwas damit nicht in Ordnung? Dann haben Sie länger gesetzliche Rechte: Schreiben Sie uns.";
    /// Only with a fault.
    faults_only: "made for you: taken back when something is wrong with it",
        "für Sie angefertigt: Rücknahme, wenn etwas damit nicht in Ordnung ist";
    /// Above the address.
    send_to: "Send it to", "Senden Sie es an";
    /// What to write on it.
    put_in: "Put this number into the parcel:", "Legen Sie diese Nummer bei:";
    /// By when, of a withdrawal: Article 14(1).
    within_fourteen: "Please send it within 14 days. Your money goes back when it is here.",
        "Bitte senden Sie es innerhalb von 14 Tagen ab. Ihr Geld geht zurück, sobald es hier ist.";
    /// Beside the way to a withdrawal before anything was sent.
    calls_it_off: "Not sent yet: this calls the order off.", "Noch nicht versandt: Damit stornieren Sie die Bestellung.";
    /// When the second step failed.
    failed: "This could not be done just now. Nothing was lost; try again in a few minutes.",
        "Das ging gerade nicht. Es ist nichts verloren; versuchen Sie es in einigen Minuten noch einmal.";
    /// The button of a return that nobody has decided about.
    call_off: "Keep it, and call this off", "Behalten und Anfrage zurückziehen";
    /// The greeting of a mail, before the name.
    hello: "Hello", "Guten Tag";
    /// Before the link to the order.
    your_order: "Your order", "Ihre Bestellung";
    /// Before what was bought.
    goods: "Goods", "Waren";
    /// Before day and hour.
    received_on: "Received on", "Eingegangen am";
    /// Before the reference.
    reference: "Reference", "Vorgang";
    /// Before what the shop says.
    we_say: "Our answer", "Unsere Antwort";
    /// Before what the shopper said.
    you_said: "You wrote", "Sie schrieben";
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

    /// "27 November 2026, 14:05 UTC".
    #[must_use]
    pub fn moment(self, at: Timestamp) -> String {
        let (hour, minute) = at.hour_and_minute();
        format!("{}, {hour:02}:{minute:02} UTC", self.day(at.date()))
    }

    /// Until when.
    #[must_use]
    pub fn until(self, date: Date) -> String {
        let day = self.day(date);
        if self.is_german { format!("Möglich bis einschließlich {day}.") } else { format!("Possible until {day}.") }
    }

    /// Why something is sent back.
    #[must_use]
    pub fn why_of(self, reason: ReturnReason) -> &'static str {
        match (reason, self.is_german) {
            (ReturnReason::ChangedMind, false) => "I changed my mind",
            (ReturnReason::ChangedMind, true) => "Gefällt mir nicht",
            (ReturnReason::DoesNotFit, false) => "It does not fit",
            (ReturnReason::DoesNotFit, true) => "Passt nicht",
            (ReturnReason::NotAsDescribed, false) => "It is not as described",
            (ReturnReason::NotAsDescribed, true) => "Entspricht nicht der Beschreibung",
            (ReturnReason::Damaged, false) => "It came damaged",
            (ReturnReason::Damaged, true) => "Beschädigt angekommen",
            (ReturnReason::Defective, false) => "It does not work",
            (ReturnReason::Defective, true) => "Funktioniert nicht",
            (ReturnReason::WrongItem, false) => "Another item came",
            (ReturnReason::WrongItem, true) => "Falscher Artikel",
            (ReturnReason::ArrivedLate, false) => "It came too late",
            (ReturnReason::ArrivedLate, true) => "Zu spät angekommen",
            (ReturnReason::Other, false) => "Something else",
            (ReturnReason::Other, true) => "Etwas anderes",
        }
    }

    /// Why nothing of a line can be chosen.
    #[must_use]
    pub fn why_not(self, problem: LineProblem) -> String {
        let (english, german) = match problem {
            LineProblem::MadeToOrder => (
                "made to what you told us, so the law knows no withdrawal from it",
                "nach Ihren Angaben angefertigt, daher ohne gesetzliches Widerrufsrecht",
            ),
            LineProblem::Fetched => (
                "the file was fetched, which ended the right to withdraw, as you agreed when you ordered",
                "die Datei wurde abgerufen; damit endete das Widerrufsrecht, wie Sie bei der Bestellung zugestimmt haben",
            ),
            LineProblem::GiftCard => (
                "a gift card: write to us, as long as nobody has spent from it",
                "ein Geschenkgutschein: Schreiben Sie uns, solange er nicht eingelöst ist",
            ),
            LineProblem::NothingToSend => {
                ("nothing that could be sent back", "nichts, was zurückgesandt werden könnte")
            }
            LineProblem::NotSent => ("not sent yet", "noch nicht versandt"),
            LineProblem::UnderWay => ("already in a return", "bereits in einer Rücksendung"),
            LineProblem::GoneBack => ("already paid back", "bereits erstattet"),
            LineProblem::Over { until } => {
                let day = self.day(until);
                return if self.is_german {
                    format!("die Frist endete am {day}")
                } else {
                    format!("the time for it ended on {day}")
                };
            }
        };
        if self.is_german { german } else { english }.to_owned()
    }

    /// What is wrong with what was typed.
    #[must_use]
    pub fn wrong(self, problem: &WishProblem) -> String {
        let say = |english: &str, german: &str| if self.is_german { german } else { english }.to_owned();
        match problem {
            WishProblem::CalledOff => self.called_off().to_owned(),
            WishProblem::Nothing => say("Choose at least one item.", "Wählen Sie mindestens einen Artikel."),
            WishProblem::UnknownLine => {
                say("An item is none of this order's.", "Ein Artikel gehört nicht zu dieser Bestellung.")
            }
            WishProblem::WholeOnly => say(
                "This order is not paid yet: only all of it can be withdrawn from.",
                "Diese Bestellung ist noch nicht bezahlt: Sie kann nur im Ganzen widerrufen werden.",
            ),
            WishProblem::NotANumber { text, .. } if self.is_german => format!("„{text}“ ist keine Anzahl."),
            WishProblem::NotANumber { text, .. } => format!("“{text}” is no number of items."),
            WishProblem::TooMany { most, .. } if self.is_german => format!("Höchstens {most}, mindestens 0."),
            WishProblem::TooMany { most, .. } => format!("At most {most}, at least 0."),
            WishProblem::Line { problem, .. } => {
                say("Not possible: ", "Nicht möglich: ") + &self.why_not(*problem) + "."
            }
            WishProblem::NoReason { .. } => say("Choose a reason.", "Wählen Sie einen Grund."),
            WishProblem::FaultsOnly { .. } => say(
                "It was made for you: it is taken back when something is wrong with it.",
                "Es wurde für Sie angefertigt: Wir nehmen es zurück, wenn etwas damit nicht in Ordnung ist.",
            ),
            WishProblem::TooLong { most } if self.is_german => format!("Höchstens {most} Zeichen."),
            WishProblem::TooLong { most } => format!("At most {most} characters."),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn kind(self, kind: ReturnKind) -> &'static str {
        match (kind, self.is_german) {
            (ReturnKind::Withdrawal, false) => "Withdrawal",
            (ReturnKind::Withdrawal, true) => "Widerruf",
            (ReturnKind::Return, false) => "Return",
            (ReturnKind::Return, true) => "Rücksendung",
        }
    }

    /// Where it stands and what comes next.
    #[must_use]
    pub fn state(self, state: ReturnState, view: &ReturnView) -> &'static str {
        let (english, german) = match (state, view.kind, view.comes()) {
            (ReturnState::Requested, ..) => (
                "Requested. We look at it and answer by mail; please send nothing yet.",
                "Angefragt. Wir prüfen es und antworten per E-Mail; bitte senden Sie noch nichts.",
            ),
            (ReturnState::Approved, ReturnKind::Withdrawal, false) => (
                "We have your withdrawal, and send your money back. You need not do anything.",
                "Ihr Widerruf ist da, und wir erstatten Ihr Geld. Sie müssen nichts weiter tun.",
            ),
            (ReturnState::Approved, ReturnKind::Withdrawal, true) => (
                "We have your withdrawal. Please send the goods back to us.",
                "Ihr Widerruf ist da. Bitte senden Sie uns die Waren zurück.",
            ),
            (ReturnState::Approved, ReturnKind::Return, _) => {
                ("We take it back. Please send it to us.", "Wir nehmen es zurück. Bitte senden Sie es uns.")
            }
            (ReturnState::Refused, ..) => ("We cannot take it back.", "Wir können es leider nicht zurücknehmen."),
            (ReturnState::Cancelled, ..) => ("You called it off.", "Sie haben die Anfrage zurückgezogen."),
            (ReturnState::Received, ..) => (
                "It is here. We look at it and send your money back.",
                "Es ist hier. Wir prüfen es und erstatten Ihr Geld.",
            ),
            (ReturnState::Closed, ..) => ("Done.", "Erledigt."),
        };
        if self.is_german { german } else { english }
    }

    /// What was paid back of a line.
    #[must_use]
    pub fn accepted(self, accepted: i64, quantity: i64) -> String {
        if self.is_german {
            format!("{accepted} von {quantity} erstattet")
        } else {
            format!("{accepted} of {quantity} paid back")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_withdrawal_function_is_labelled_as_the_directive_says() {
        let (english, german) = (Words::of(Language::ENGLISH), Words::of(Language::parse("de").unwrap()));
        assert_eq!(english.withdraw_here().to_lowercase(), "withdraw from contract here");
        assert_eq!(english.confirm_withdrawal().to_lowercase(), "confirm withdrawal");
        assert_eq!((german.confirm_withdrawal(), german.code()), ("Widerruf bestätigen", "de"));
        assert_eq!(Words::of(Language::parse("fr").unwrap()).return_items(), english.return_items());
    }

    #[test]
    fn a_moment_is_told_with_its_minute() {
        let at = Timestamp(Date { year: 2026, month: 11, day: 27 }.days() * Timestamp::DAY + 50_700_000);
        assert_eq!(Words::of(Language::ENGLISH).moment(at), "27 November 2026, 14:05 UTC");
        assert_eq!(Words::of(Language::parse("de").unwrap()).moment(at), "27. November 2026, 14:05 UTC");
    }

    #[test]
    fn every_reason_has_a_word_of_its_own_in_each_language() {
        for code in ["en", "de"] {
            let words = Words::of(Language::parse(code).unwrap());
            let mut told: Vec<&str> = ReturnReason::ALL.into_iter().map(|reason| words.why_of(reason)).collect();
            told.sort_unstable();
            told.dedup();
            assert_eq!(told.len(), ReturnReason::ALL.len(), "{code}");
        }
    }
}
