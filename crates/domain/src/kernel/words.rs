//! Words in the languages that every shop speaks.

/// A method of `Words` for each word, which knows whether it speaks German: English, German.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $english:literal, $german:literal;)+) => {
        impl Words {$(
            $(#[$doc])*
            #[must_use]
            pub fn $name(self) -> &'static str {
                if self.is_german { $german } else { $english }
            }
        )+}
    };
}
pub(crate) use words;
