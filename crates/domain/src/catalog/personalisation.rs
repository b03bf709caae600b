//! What shoppers write or attach when a product is made to order, or goes to somebody else.
//!
//! The fields are the product's, the answers the shopper's. What is wrong with an answer is decided here, for the page and for the
//! server. Answers carry the field's label, so that an order still says what was meant when the field is gone.

use serde::{Deserialize, Serialize};

use crate::kernel::{Currency, Email, Money, MoneyError, PersonalisationFieldId};

/// Bytes of a file that is attached.
pub const MOST_FILE_BYTES: u32 = 10 * 1024 * 1024;
/// What is said of a larger one.
pub const TOO_LARGE: &str = "A file may have at most 10 MB. Choose a smaller one.";

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// Words.
    Text,
    /// A file.
    File,
    /// An e-mail address.
    Email,
}

impl FieldKind {
    /// The word in the database and in forms; an e-mail address is asked for by gift cards only.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::File => "file",
            Self::Email => "email",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Text, Self::File, Self::Email].into_iter().find(|kind| kind.key() == key)
    }
}

/// A field of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalisationField {
    /// The id.
    pub id: PersonalisationFieldId,
    /// What an answer is.
    pub kind: FieldKind,
    /// The words before it.
    pub label: String,
    /// Whether there has to be an answer.
    pub is_required: bool,
    /// How many characters a text may have.
    pub most_characters: i64,
    /// The endings that a file may have, in small letters.
    pub file_types: Vec<String>,
    /// What one item costs more with an answer.
    pub surcharge: Money,
}

/// An answer as it is kept with a line of a cart or an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The field.
    pub field: PersonalisationFieldId,
    /// Its words at that time.
    pub label: String,
    /// What was said.
    pub value: AnswerValue,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerValue {
    /// Words.
    Text(String),
    /// A file that was attached.
    File {
        /// Its key in the file store.
        key: String,
        /// The name that it had.
        name: String,
    },
}

impl Answer {
    /// What was said, in words.
    #[must_use]
    pub fn words(&self) -> &str {
        match &self.value {
            AnswerValue::Text(text) => text,
            AnswerValue::File { name, .. } => name,
        }
    }

    /// "Name to engrave: Ida", on one line.
    #[must_use]
    pub fn told(&self) -> String {
        format!("{}: {}", self.label, self.words().replace('\n', " / "))
    }
}

impl PersonalisationField {
    /// The name of the field in forms.
    #[must_use]
    pub fn name(&self) -> String {
        format!("personalisation[{}]", field_key(self.id))
    }

    /// What is wrong with an answer, in words for the shopper.
    fn check(&self, value: Option<&AnswerValue>) -> Result<Option<AnswerValue>, String> {
        let missing = || if self.is_required { Err(format!("{}: please fill this in.", self.label)) } else { Ok(None) };
        match (self.kind, value) {
            (_, None) => missing(),
            (FieldKind::Text | FieldKind::Email, Some(AnswerValue::Text(text))) if text.trim().is_empty() => missing(),
            (FieldKind::Text, Some(AnswerValue::Text(text))) => self.check_text(text).map(Some),
            (FieldKind::Email, Some(AnswerValue::Text(text))) => Email::parse(text)
                .map(|email| Some(AnswerValue::Text(email.into())))
                .map_err(|_| format!("{}: write an address like name@example.org.", self.label)),
            (FieldKind::File, Some(AnswerValue::File { key, name })) => {
                let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
                if self.file_types.contains(&ending) {
                    Ok(Some(AnswerValue::File { key: key.clone(), name: name.clone() }))
                } else {
                    Err(format!("{}: choose a file of the type {}.", self.label, self.file_types.join(", ")))
                }
            }
            _ => Err(format!("{}: this cannot be used here.", self.label)),
        }
    }

    fn check_text(&self, text: &str) -> Result<AnswerValue, String> {
        // Browsers send line ends of their own.
        let text = text.trim().replace("\r\n", "\n");
        let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        if length > self.most_characters {
            return Err(format!("{}: {length} characters are too many, {} fit.", self.label, self.most_characters));
        }
        if text.chars().any(|letter| letter.is_control() && letter != '\n') {
            return Err(format!("{}: leave out control characters.", self.label));
        }
        Ok(AnswerValue::Text(text))
    }
}

/// The key of a field in forms: a letter first, so that it is never read as a position.
#[must_use]
pub fn field_key(id: PersonalisationFieldId) -> String {
    format!("f{id}")
}

/// The field with this key.
#[must_use]
pub fn field_of_key(key: &str) -> Option<PersonalisationFieldId> {
    key.strip_prefix('f')?.parse().ok()
}

/// Checks what was given against the fields of the product, in their order. What was given for a field that is not there is left
/// out: the product has changed since.
///
/// # Errors
/// What is wrong with each field, in words for the shopper.
pub fn check_answers(
    fields: &[PersonalisationField],
    given: &[(PersonalisationFieldId, AnswerValue)],
) -> Result<Vec<Answer>, Vec<String>> {
    let (mut answers, mut wrong) = (Vec::new(), Vec::new());
    for field in fields {
        let value = given.iter().find(|(id, _)| *id == field.id).map(|(_, value)| value);
        match field.check(value) {
            Ok(Some(value)) => answers.push(Answer { field: field.id, label: field.label.clone(), value }),
            Ok(None) => {}
            Err(words) => wrong.push(words),
        }
    }
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

/// Whether answers that were right once still are: no field has come or gone, or wants something else.
#[must_use]
pub fn still_right(fields: &[PersonalisationField], answers: &[Answer]) -> bool {
    let given: Vec<_> = answers.iter().map(|answer| (answer.field, answer.value.clone())).collect();
    check_answers(fields, &given).is_ok_and(|now| now == answers)
}

/// What one item costs more with these answers.
///
/// # Errors
/// Amounts that overflow or are of another currency.
pub fn surcharge(currency: Currency, fields: &[PersonalisationField], answers: &[Answer]) -> Result<Money, MoneyError> {
    let answered = |field: &&PersonalisationField| answers.iter().any(|answer| answer.field == field.id);
    Money::sum(currency, fields.iter().filter(answered).map(|field| field.surcharge))
}

/// To whom a gift card goes: the name.
pub const RECIPIENT_NAME: PersonalisationFieldId = PersonalisationFieldId(-1);
/// To whom a gift card goes: the address.
pub const RECIPIENT_EMAIL: PersonalisationFieldId = PersonalisationFieldId(-2);
/// What is written to them.
pub const RECIPIENT_MESSAGE: PersonalisationFieldId = PersonalisationFieldId(-3);

/// The fields of every gift card. Without an address the buyer gets it.
#[must_use]
pub fn gift_card_fields(currency: Currency) -> Vec<PersonalisationField> {
    let field = |id, kind, label: &str, most_characters| PersonalisationField {
        id,
        kind,
        label: label.to_owned(),
        is_required: false,
        most_characters,
        file_types: Vec::new(),
        surcharge: Money::zero(currency),
    };
    vec![
        field(RECIPIENT_NAME, FieldKind::Text, "Recipient’s name", 80),
        field(RECIPIENT_EMAIL, FieldKind::Email, "Recipient’s email", 254),
        field(RECIPIENT_MESSAGE, FieldKind::Text, "Message", 500),
    ]
}

/// Whether the first bytes of a file are those of its ending, where files of that ending have some by which they are known.
#[must_use]
pub fn looks_like(ending: &str, head: &[u8]) -> bool {
    match ending {
        "png" => head.starts_with(b"\x89PNG\r\n\x1a\n"),
        "jpg" | "jpeg" => head.starts_with(b"\xff\xd8\xff"),
        "gif" => head.starts_with(b"GIF8"),
        "webp" => head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"),
        "pdf" => head.starts_with(b"%PDF-"),
        "zip" => head.starts_with(b"PK"),
        "tif" | "tiff" => head.starts_with(b"II*\0") || head.starts_with(b"MM\0*"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: i64, kind: FieldKind, is_required: bool) -> PersonalisationField {
        PersonalisationField {
            id: PersonalisationFieldId(id),
            kind,
            label: format!("Field {id}"),
            is_required,
            most_characters: 12,
            file_types: vec!["png".to_owned(), "pdf".to_owned()],
            surcharge: Money::new(id * 100, Currency::EUR),
        }
    }

    fn text(text: &str) -> AnswerValue {
        AnswerValue::Text(text.to_owned())
    }

    fn file(name: &str) -> AnswerValue {
        AnswerValue::File { key: "attached-1".to_owned(), name: name.to_owned() }
    }

    #[test]
    fn answers_are_checked_field_by_field() {
        // kind, required, given | kept, or nothing for a refusal
        type Row = (FieldKind, bool, Option<AnswerValue>, Option<Option<AnswerValue>>);
        let table: [Row; 14] = [
            (FieldKind::Text, true, Some(text("  For Ida ")), Some(Some(text("For Ida")))),
            (FieldKind::Text, true, Some(text("one\r\ntwo")), Some(Some(text("one\ntwo")))),
            (FieldKind::Text, true, Some(text(" ")), None),
            (FieldKind::Text, true, None, None),
            (FieldKind::Text, false, None, Some(None)),
            (FieldKind::Text, false, Some(text("äöüäöüäöüäöü")), Some(Some(text("äöüäöüäöüäöü")))),
            (FieldKind::Text, false, Some(text("thirteen char")), None),
            (FieldKind::Text, false, Some(text("a\u{7}b")), None),
            (FieldKind::Text, false, Some(file("a.png")), None),
            (FieldKind::File, true, Some(file("Logo.PNG")), Some(Some(file("Logo.PNG")))),
            (FieldKind::File, true, Some(file("logo.exe")), None),
            (FieldKind::File, true, Some(file("png")), None),
            (FieldKind::Email, false, Some(text("Ida@Example.org")), Some(Some(text("ida@example.org")))),
            (FieldKind::Email, false, Some(text("ida@example.org\nBcc: x@y.de")), None),
        ];
        for (kind, is_required, given, kept) in table {
            let given: Vec<_> = given.into_iter().map(|value| (PersonalisationFieldId(1), value)).collect();
            let checked = check_answers(&[field(1, kind, is_required)], &given);
            let values = checked.map(|answers| answers.into_iter().next().map(|answer| answer.value)).ok();
            assert_eq!(values, kept, "{kind:?} {given:?}");
        }
    }

    #[test]
    fn only_what_is_answered_costs_more_and_what_is_unknown_is_left_out() {
        let fields = [field(1, FieldKind::Text, true), field(2, FieldKind::Text, false)];
        let given = [(PersonalisationFieldId(1), text("x")), (PersonalisationFieldId(9), text("y"))];
        let answers = check_answers(&fields, &given).unwrap();
        assert_eq!(answers.len(), 1);
        assert_eq!(surcharge(Currency::EUR, &fields, &answers), Ok(Money::new(100, Currency::EUR)));
        assert!(still_right(&fields, &answers));
        assert!(!still_right(&fields[1..], &answers), "a field is gone");
        let stricter = [field(1, FieldKind::Text, true), field(2, FieldKind::Text, true)];
        assert!(!still_right(&stricter, &answers), "one has to be filled now");
    }

    #[test]
    fn the_key_of_a_field_is_read_back() {
        for id in [7, -1] {
            let id = PersonalisationFieldId(id);
            assert_eq!(field_of_key(&field_key(id)), Some(id));
        }
        assert_eq!((field_of_key("7"), field_of_key("fx")), (None, None));
    }

    #[test]
    fn v11_a_file_that_is_not_what_it_says_is_known() {
        assert!(looks_like("png", b"\x89PNG\r\n\x1a\n...") && looks_like("txt", b"anything"));
        for ending in ["png", "jpg", "pdf", "gif", "webp", "zip", "tiff"] {
            assert!(!looks_like(ending, b"<script>"), "{ending}");
            assert!(!looks_like(ending, b""), "{ending}");
        }
    }
}
