//! The columns of a file of products, by which the importer knows a file of this shop.

/// The product's id: rows with the same are one product.
pub const ID: &str = "Mercer ID";
/// The readable part of its address.
pub const HANDLE: &str = "Handle";
/// Its name.
pub const TITLE: &str = "Title";
/// One line of facts.
pub const FACT: &str = "Short description";
/// HTML.
pub const DESCRIPTION: &str = "Description";
/// What of the description does not fit into one cell of a workbook.
pub const DESCRIPTION_REST: &str = "Description (continued)";
/// Who made it.
pub const BRAND: &str = "Brand";
/// With commas between.
pub const TAGS: &str = "Tags";
/// Paths of categories, "Kitchen > Mugs; Sale".
pub const CATEGORIES: &str = "Categories";
/// "yes" or "no".
pub const PUBLISHED: &str = "Published";
/// The stock-keeping unit.
pub const SKU: &str = "SKU";
/// GTIN.
pub const BARCODE: &str = "Barcode";
/// The price.
pub const PRICE: &str = "Price";
/// The former price.
pub const COMPARE_AT: &str = "Compare at price";
/// What the shop paid.
pub const COST: &str = "Cost";
/// Items on the shelf; empty where they are not counted.
pub const QUANTITY: &str = "Quantity";
/// Grams.
pub const WEIGHT: &str = "Weight (g)";
/// `standard`, `reduced` or `zero`.
pub const TAX_CLASS: &str = "Tax class";
/// Addresses of pictures, with blanks between.
pub const IMAGES: &str = "Images";
/// What they show, with semicolons between.
pub const IMAGE_TEXTS: &str = "Image texts";
/// The address of the picture that shows the variant.
pub const VARIANT_IMAGE: &str = "Variant image";
/// The beginning of the name of an attribute's column.
pub const ATTRIBUTE: &str = "Attribute: ";

/// "Option 2 name".
#[must_use]
pub fn option_name(number: usize) -> String {
    format!("Option {number} name")
}

/// "Option 2 value".
#[must_use]
pub fn option_value(number: usize) -> String {
    format!("Option {number} value")
}

/// Values in one cell. What parts them is written with a backslash where it belongs to a value.
#[must_use]
pub fn list<'a>(values: impl Iterator<Item = &'a str>, separators: &[char]) -> String {
    let escape = |value: &str| {
        value.chars().fold(String::with_capacity(value.len()), |mut text, character| {
            if character == '\\' || separators.contains(&character) {
                text.push('\\');
            }
            text.push(character);
            text
        })
    };
    let first = separators.first().copied().unwrap_or(';');
    values.map(escape).collect::<Vec<_>>().join(&format!("{first} "))
}

/// The values of a cell that [`list`] wrote; with several separators the values of each part are parted by the second.
#[must_use]
pub fn split(cell: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        if character == separator {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(character);
            if character == '\\' {
                part.extend(characters.next());
            }
        }
    }
    parts
}

/// A part of [`split`] as it was.
#[must_use]
pub fn unescaped(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    let mut characters = part.chars();
    while let Some(character) = characters.next() {
        text.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_whatever_stands_in_them() {
        let values = ["a; b", "c > d", "e\\", "plain"];
        let cell = list(values.into_iter(), &[';', '>']);
        assert_eq!(cell, "a\\; b; c \\> d; e\\\\; plain");
        let read: Vec<String> = split(&cell, ';').iter().map(|part| unescaped(part)).collect();
        assert_eq!(read, values);
        assert_eq!(split("a \\> b > c", '>').len(), 2);
    }
}
