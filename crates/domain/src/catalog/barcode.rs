//! The number below the bars of a product: a GTIN of 8, 12, 13 or 14 digits, the last of which is a check digit (GS1 General
//! Specifications, 7.9).

/// Why a text is no barcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BarcodeError {
    /// Something besides digits.
    #[error("a barcode has digits only")]
    NotDigits,
    /// Another number of digits.
    #[error("a barcode has 8, 12, 13 or 14 digits, this has {0}")]
    Length(usize),
    /// The last digit does not follow from the others.
    #[error("one digit is wrong: with the others right, the last would be {expected}")]
    CheckDigit {
        /// What the last digit would be.
        expected: u8,
    },
}

/// Says whether a text is a GTIN.
///
/// # Errors
/// What is wrong with it.
pub fn check_barcode(text: &str) -> Result<(), BarcodeError> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BarcodeError::NotDigits);
    }
    let digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
    let Some((last, others)) = digits.split_last().filter(|_| matches!(digits.len(), 8 | 12 | 13 | 14)) else {
        return Err(BarcodeError::Length(digits.len()));
    };
    // Counted from the right, every digit weighs 3 and 1 in turn.
    let sum: u32 = others.iter().rev().zip([3, 1].into_iter().cycle()).map(|(digit, by)| u32::from(*digit) * by).sum();
    let expected = u8::try_from((10 - sum % 10) % 10).unwrap_or(0);
    if *last == expected { Ok(()) } else { Err(BarcodeError::CheckDigit { expected }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barcode_of_each_length_is_known_by_its_check_digit() {
        for right in ["96385074", "036000291452", "4006381333931", "10614141000415", "00000000"] {
            assert_eq!(check_barcode(right), Ok(()), "{right}");
        }
        assert_eq!(check_barcode("4006381333932"), Err(BarcodeError::CheckDigit { expected: 1 }));
        assert_eq!(check_barcode("4006381333913"), Err(BarcodeError::CheckDigit { expected: 7 }), "two digits swapped");
    }

    #[test]
    fn what_is_no_number_of_the_right_length_is_no_barcode() {
        assert_eq!(check_barcode("40063813339"), Err(BarcodeError::Length(11)));
        assert_eq!(check_barcode(""), Err(BarcodeError::Length(0)));
        assert_eq!(check_barcode("400638133393X"), Err(BarcodeError::NotDigits));
        assert_eq!(check_barcode("４００６３８１３"), Err(BarcodeError::NotDigits));
    }
}
