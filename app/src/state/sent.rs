//! What the server gives to an island.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, de::Error as _};
use serde_json::value::RawValue;

/// Data that an island begins with. It is read as the answers of server functions are, by the same code, so that the browser
/// downloads that once. (Leptos reads what islands get from text, its server functions read bytes.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent<T>(pub T);

/// Leptos writes what an island gets in the browser too, and throws it away: there we save the code for it.
impl<T: Serialize> Serialize for Sent<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if cfg!(feature = "hydrate") { serializer.serialize_unit() } else { self.0.serialize(serializer) }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Sent<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?;
        serde_json::from_slice(text.get().as_bytes()).map(Self).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;

    #[test]
    fn what_was_sent_is_read_as_it_was() {
        let sent = Sent(vec![("a \"mug\"".to_owned(), 1)]);
        let text = serde_json::to_string(&sent).unwrap();
        assert_eq!(text, r#"[["a \"mug\"",1]]"#);
        assert_eq!(serde_json::from_str::<Sent<Vec<(String, i32)>>>(&text).unwrap(), sent);
    }
}
