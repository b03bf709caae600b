//! Cells that a spreadsheet program would take for formulas (OWASP ASVS 1.2.10): an apostrophe before them makes them text. The
//! importer takes it off again.

/// A cell that a spreadsheet program shows as it is.
pub(super) fn guarded(cell: &str) -> String {
    if is_dangerous(cell) || unguarded(cell) != cell { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell that means the same when the importer reads it, for files in which nothing is a formula.
pub(crate) fn kept(cell: &str) -> String {
    if unguarded(cell) == cell { cell.to_owned() } else { format!("'{cell}") }
}

/// A cell without its guard.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) || rest.starts_with('\'') => rest,
        Some(rest) if !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => cell,
    }
}

fn is_dangerous(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn v10_every_cell_comes_back_and_none_begins_like_a_formula(cell in "['=+@0-9a\t-]{0,6}|\\PC{0,12}") {
            let written = guarded(&cell);
            prop_assert!(!is_dangerous(&written));
            prop_assert_eq!(unguarded(&written), &cell);
            let plain = kept(&cell);
            prop_assert_eq!(unguarded(&plain), &cell);
        }
    }

    #[test]
    fn v10_what_is_no_formula_stays_as_it_is() {
        for cell in ["Mug", "'t Huis", "", "'", "12.50", "a=1"] {
            assert_eq!(guarded(cell), cell);
        }
        for (cell, written) in
            [("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"), ("-5", "'-5"), ("'01", "''01"), ("@x", "'@x")]
        {
            assert_eq!(guarded(cell), written);
        }
    }
}
