//! Postcodes from one to another, as the fewest beginnings that cover them.

/// The beginnings of all postcodes of digits between the two, both among them.
///
/// # Errors
/// What is wrong, in a sentence.
pub fn beginnings(from: &str, to: &str) -> Result<Vec<String>, String> {
    let (from, to) = (from.trim(), to.trim());
    let is_code = |code: &str| (1..=9).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    let range = (from.parse::<u64>(), to.parse::<u64>());
    let (true, (Ok(first), Ok(last))) = (is_code(from) && is_code(to) && from.len() == to.len(), range) else {
        return Err(format!("“{from}” to “{to}” is no range of postcodes: both are digits of one length."));
    };
    if first > last {
        return Err(format!("“{from}” lies behind “{to}”."));
    }
    let mut found = Vec::new();
    let mut next = first;
    while next <= last {
        // The largest block of 10, 100, … that begins here and ends within the range.
        let (mut size, mut length) = (1_u64, from.len());
        while length > 1 && next % (size * 10) == 0 && next + size * 10 - 1 <= last {
            size *= 10;
            length -= 1;
        }
        let code = format!("{next:0width$}", width = from.len());
        found.extend(code.get(..length).map(str::to_owned));
        next += size;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::beginnings;

    #[test]
    fn known_ranges_have_known_beginnings() {
        let table: [(&str, &str, &[&str]); 5] = [
            ("90000", "99999", &["9"]),
            ("90210", "90210", &["90210"]),
            ("90208", "90221", &["90208", "90209", "9021", "90220", "90221"]),
            ("00500", "00599", &["005"]),
            ("00000", "99999", &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
        ];
        for (from, to, expected) in table {
            assert_eq!(beginnings(from, to).unwrap(), expected, "{from} to {to}");
        }
        for (from, to) in [("90210", "9"), ("b", "c"), ("2", "1"), ("", ""), ("1", ""), ("-1", "20")] {
            assert!(beginnings(from, to).is_err(), "{from} to {to}");
        }
    }

    proptest! {
        #[test]
        fn a_code_begins_with_exactly_one_of_them_when_it_lies_between(one in 0_u32..1_000, other in 0_u32..1_000, code in 0_u32..1_000) {
            let (from, to) = (one.min(other), one.max(other));
            let starts = beginnings(&format!("{from:03}"), &format!("{to:03}")).unwrap();
            let code_text = format!("{code:03}");
            let count = starts.iter().filter(|start| code_text.starts_with(start.as_str())).count();
            prop_assert_eq!(count, usize::from((from..=to).contains(&code)));
        }
    }
}
