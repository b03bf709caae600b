//! What clients were told: the campaign's own memory, on disk before it counts.
//!
//! Every cart has an e-mail address of its own, by which its order is found, whatever was answered.

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    sync::{Mutex, PoisonError},
};

use serde_json::{Value, json};

use crate::Outcome;

/// What is known of the order of a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The request was sent, and no answer came: it may stand or not.
    Nothing,
    /// It stands.
    Placed,
    /// It does not.
    Refused,
}

/// A cart whose order was asked for.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The address of this cart alone.
    pub email: String,
    /// The cookie of the cart, as a header.
    pub cookie: String,
    /// The request, so that it can be sent again.
    pub fields: Vec<(String, String)>,
    /// The total that was shown, in minor units.
    pub total: i64,
    /// What was answered.
    pub told: Told,
    /// Where the shopper was led.
    pub continue_at: Option<String>,
    /// Whether the provider said that it has taken the money.
    pub is_paid: bool,
    /// The order's page, when it was seen.
    pub page: Option<String>,
    /// The order's number, when it was seen.
    pub number: Option<String>,
}

/// The file of what was told.
pub struct Log(Mutex<File>);

impl Log {
    /// Begins it.
    pub fn create(path: &Path) -> Outcome<Self> {
        let file = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self(Mutex::new(file)))
    }

    /// Writes down what was told; it is on disk when this returns.
    pub fn note(&self, what: &str, promise: &Promise) -> std::io::Result<()> {
        let line = json!({
            "told": what, "email": promise.email, "total": promise.total, "number": promise.number,
            "continue_at": promise.continue_at,
        });
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(format!("{line}\n").as_bytes())?;
        file.sync_data()
    }
}

/// What an answer to the request that places an order says; nothing when it is no answer to rely on.
pub fn read_answer(status: u16, body: &str) -> (Told, Option<String>) {
    let answer: Option<Value> = (status == 200).then(|| serde_json::from_str(body).ok()).flatten();
    let Some(answer) = answer else { return (Told::Nothing, None) };
    let continue_at = answer.pointer("/Placed/continue_at").and_then(Value::as_str);
    match continue_at {
        Some(path) => (Told::Placed, Some(path.to_owned())),
        None => (Told::Refused, None),
    }
}

/// The first order's number on a page.
pub fn number_on(page: &str) -> Option<String> {
    page.match_indices("M-").find_map(|(at, _)| {
        let rest = page.get(at + 2..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits >= 4).then(|| format!("M-{}", rest.get(..digits).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_placed_refused_or_none() {
        let placed = r#"{"Placed":{"continue_at":"/pay/test/tp_1"}}"#;
        assert_eq!(read_answer(200, placed), (Told::Placed, Some("/pay/test/tp_1".to_owned())));
        assert_eq!(read_answer(200, r#"{"Refused":"StockChanged"}"#).0, Told::Refused);
        assert_eq!(read_answer(500, placed).0, Told::Nothing);
        assert_eq!(read_answer(200, "<html>").0, Told::Nothing);
    }

    #[test]
    fn a_number_is_found_on_a_page() {
        assert_eq!(number_on("<p>M-dash</p><h1>Order M-10017</h1>").as_deref(), Some("M-10017"));
        assert_eq!(number_on("nothing"), None);
    }
}
