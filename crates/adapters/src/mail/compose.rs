//! From a message of the shop to a mail as RFC 5322 has it.

use lettre::{
    Message as Letter,
    message::{Mailbox, MultiPart},
};
use services::port::{MailError, Message};

/// Writes the letter. Header fields are encoded by the library; a line break in one is refused before it gets there.
pub(super) fn compose(from: &Mailbox, message: &Message) -> Result<Letter, MailError> {
    let refused = |why: &dyn std::fmt::Display| MailError::Refused(why.to_string());
    if message.subject.chars().chain(message.to.chars()).any(char::is_control) {
        return Err(MailError::Refused("a header holds a control character".to_owned()));
    }
    let host = from.email.domain().to_owned();
    Letter::builder()
        .message_id(Some(format!("<{}@{host}>", message.id)))
        .from(from.clone())
        .to(message.to.parse().map_err(|error| refused(&error))?)
        .subject(message.subject.clone())
        .multipart(MultiPart::alternative_plain_html(message.text.clone(), message.html.clone()))
        .map_err(|error| refused(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(to: &str, subject: &str) -> Message {
        Message {
            id: "outbox-17".to_owned(),
            to: to.to_owned(),
            subject: subject.to_owned(),
            text: "Grüße".to_owned(),
            html: "<p>Grüße</p>".to_owned(),
        }
    }

    fn shop() -> Mailbox {
        "Marram <shop@example.org>".parse().unwrap()
    }

    #[test]
    fn a_letter_carries_the_id_of_its_effect_so_that_a_duplicate_is_known() {
        let letter = compose(&shop(), &message("maren@example.org", "Your order")).unwrap();
        let text = String::from_utf8(letter.formatted()).unwrap();
        assert!(text.contains("Message-ID: <outbox-17@example.org>"), "{text}");
        assert!(text.contains("multipart/alternative"));
    }

    #[test]
    fn v32_no_line_break_gets_into_a_header() {
        for (to, subject) in [
            ("maren@example.org", "Hi\r\nBcc: x@example.org"),
            ("a@example.org\nb@example.org", "Hi"),
            ("", "Hi"),
            ("nobody", "Hi"),
        ] {
            assert!(
                matches!(compose(&shop(), &message(to, subject)), Err(MailError::Refused(_))),
                "{to:?} {subject:?}"
            );
        }
    }
}
