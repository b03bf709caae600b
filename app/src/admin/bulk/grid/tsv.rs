//! Ranges as spreadsheets put them on the clipboard: lines of cells with tabs between, quoted where a cell holds such signs itself.

/// Reads a range. A last line end adds no row.
#[must_use]
pub fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut letters = text.strip_suffix('\n').unwrap_or(&text).chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => end_cell(&mut rows, &mut cell),
            '\n' if !quoted => {
                end_cell(&mut rows, &mut cell);
                rows.push(Vec::new());
            }
            letter => cell.push(letter),
        }
    }
    end_cell(&mut rows, &mut cell);
    rows
}

fn end_cell(rows: &mut [Vec<String>], cell: &mut String) {
    if let Some(row) = rows.last_mut() {
        row.push(std::mem::take(cell));
    }
}

/// Writes a range.
#[must_use]
pub fn write(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| {
        if cell.contains(['\t', '\n', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_spreadsheets_write_them() {
        let table: [(&str, &[&[&str]]); 5] = [
            ("24.00", &[&["24.00"]]),
            ("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]),
            ("\"two\nlines\"\t\"say \"\"hi\"\"\"", &[&["two\nlines", "say \"hi\""]]),
            ("5\" wide\tx", &[&["5\" wide", "x"]]),
            ("\t", &[&["", ""]]),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let rows = vec![vec!["a\tb".to_owned(), String::new()], vec!["\"".to_owned(), "two\nlines".to_owned()]];
        assert_eq!(read(&write(&rows)), rows);
    }
}
