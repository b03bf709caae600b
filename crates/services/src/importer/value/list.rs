//! Several values in one cell.

use super::text::clean_line;

/// Splits at a separator; `\` before it makes it a plain sign. Blank and repeated parts are dropped.
pub(crate) fn split_list(cell: &str, separator: char) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut characters = cell.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' && characters.peek() == Some(&separator) {
            part.extend(characters.next());
        } else if character == separator {
            push(&mut parts, &part);
            part.clear();
        } else {
            part.push(character);
        }
    }
    push(&mut parts, &part);
    parts
}

fn push(parts: &mut Vec<String>, part: &str) {
    let part = clean_line(part);
    if !part.is_empty() && !parts.contains(&part) {
        parts.push(part);
    }
}

/// Paths of categories, "Clothing > Hoodies, Sale": the steps of each from the root.
pub(crate) fn category_paths(cell: &str, separator: char) -> Vec<Vec<String>> {
    let paths = split_list(cell, separator)
        .into_iter()
        .map(|path| path.split('>').map(clean_line).filter(|step| !step.is_empty()).collect::<Vec<_>>());
    paths.filter(|path| !path.is_empty()).collect()
}

/// Paths of categories as anybody may write them: `A > B`, `A -> B`, `A / B`, `A ^ B`, several parted by `;`, `|` or lines, or
/// by commas where no path has steps.
pub(crate) fn any_category_paths(cell: &str) -> Vec<Vec<String>> {
    let cell = cell.replace("->", ">").replace(['^', '»', '›'], ">");
    let has_steps = cell.contains('>');
    let parts: Vec<&str> = if cell.contains([';', '|', '\n']) {
        cell.split([';', '|', '\n']).collect()
    } else if has_steps && cell.split(',').all(|part| part.contains('>')) {
        cell.split(',').collect()
    } else if has_steps || cell.contains('/') {
        vec![cell.as_str()]
    } else {
        cell.split(',').collect()
    };
    let step = if has_steps { '>' } else { '/' };
    let path = |part: &&str| part.split(step).map(clean_line).filter(|step| !step.is_empty()).collect::<Vec<_>>();
    parts.iter().map(path).filter(|path| !path.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_every_way_of_writing_are_read() {
        for (cell, expected) in [
            ("Kitchen -> Coffee Machines", "Kitchen>Coffee Machines"),
            ("Bar Supplies^Glass Washers^Brushes", "Bar Supplies>Glass Washers>Brushes"),
            ("Men/Tops", "Men>Tops"),
            ("A > B; C > D", "A>B|C>D"),
            ("A > B, C > D", "A>B|C>D"),
            ("A > B, C", "A>B, C"),
            ("Sale, New", "Sale|New"),
            ("TV/Hi-Fi > Speakers", "TV/Hi-Fi>Speakers"),
            (" ", ""),
        ] {
            let read: Vec<String> = any_category_paths(cell).iter().map(|path| path.join(">")).collect();
            assert_eq!(read.join("|"), expected, "{cell}");
        }
    }

    #[test]
    fn a_comma_behind_a_backslash_belongs_to_the_value() {
        assert_eq!(split_list(r"Red\, dark, Blue,, Blue ,Green", ','), ["Red, dark", "Blue", "Green"]);
        assert_eq!(split_list("a; b;c, d", ';'), ["a", "b", "c, d"]);
        assert!(split_list(" , ", ',').is_empty());
    }

    #[test]
    fn category_paths_keep_their_steps() {
        assert_eq!(
            category_paths("Clothing > Hoodies, Tops &amp; Tees > , Sale", ','),
            [
                vec!["Clothing".to_owned(), "Hoodies".to_owned()],
                vec!["Tops & Tees".to_owned()],
                vec!["Sale".to_owned()]
            ]
        );
    }
}
