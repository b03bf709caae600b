//! Addresses and article numbers.

use domain::kernel::Slug;

/// The readable part of an address.
pub fn slug(title: &str) -> String {
    Slug::from_title(title).map(|slug| slug.as_str().to_owned()).unwrap_or_default()
}

/// A GTIN-13 with its check digit, in the range 20 to 29 that is kept for use inside one company.
pub fn gtin(number: u64) -> String {
    let body = format!("20{:010}", number % 10_000_000_000);
    let sum: u32 = body
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 3 })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::{gtin, slug};

    #[test]
    fn a_slug_keeps_letters_and_digits_only() {
        assert_eq!(slug("Råbjerg Mile"), "raabjerg-mile");
        assert_eq!(slug("No. 4, Green sencha"), "no-4-green-sencha");
        assert_eq!(slug("Printer's mug"), "printers-mug");
    }

    #[test]
    fn the_last_digit_of_a_gtin_checks_the_others() {
        assert_eq!(gtin(0), "2000000000008");
        assert_eq!(gtin(400_638_133_393 % 10_000_000_000).len(), 13);
    }
}
