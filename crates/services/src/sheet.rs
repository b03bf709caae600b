//! Small files of lines that a manager brings in a form: read as CSV, however their columns are separated.

use domain::kernel::LineProblem;

/// The largest file that is read, in bytes: so much a form may bring.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The names of the columns, and the lines with their numbers.
pub type Sheet = (Vec<String>, Vec<(u64, Vec<String>)>);

/// Reads a file.
///
/// # Errors
/// A file that is empty, too large or no CSV.
pub fn read(file: &str) -> Result<Sheet, LineProblem> {
    if file.trim().is_empty() {
        return Err(LineProblem::new(1, "The file is empty: choose one, or paste its lines."));
    }
    if file.len() > MOST_BYTES {
        return Err(LineProblem::new(1, "The file is larger than 2 MB: bring it in parts."));
    }
    // Otherwise a line would be counted by the end of the one before it.
    let file = file.replace("\r\n", "\n");
    let first = file.lines().next().unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    let delimiter = [b';', b'\t'].into_iter().find(|separator| count(*separator) > count(b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(file.as_bytes());
    let broken = |error: &csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        LineProblem::new(line, "The line cannot be read: is this a CSV file?")
    };
    let names = reader.headers().map_err(|error| broken(&error))?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok((names, rows))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn columns_are_found_whatever_separates_them_and_broken_files_are_told() {
        for file in ["a,b\n1,2", "a;b\r\n1;2\r\n", "a\tb\n1\t2"] {
            let (names, rows) = read(file).unwrap();
            assert_eq!(
                (names, rows),
                (vec!["a".to_owned(), "b".to_owned()], vec![(2, vec!["1".to_owned(), "2".to_owned()])])
            );
        }
        assert!(read(" \n").unwrap_err().words.starts_with("The file is empty"));
        assert!(read(&"a".repeat(super::MOST_BYTES + 1)).unwrap_err().words.contains("2 MB"));
    }
}
