//! Numbers with their words.

use std::fmt::Display;

/// "312 products", "1 product".
#[must_use]
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, word: &str) -> String {
    if count == N::from(1) { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_one_and_others_are_many() {
        assert_eq!(
            [counted(0_usize, "product"), counted(1_i64, "product"), counted(2_u64, "product")],
            ["0 products", "1 product", "2 products"]
        );
    }
}
