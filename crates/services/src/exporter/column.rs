//! The columns of a file of products, by which the importer knows a file of this shop.

use domain::{
    catalog::{AttributeDefinition, AttributeKind, view::TextField},
    kernel::Language,
};

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
/// `simple`, `bundle`, `digital` or `gift_card`; counts for new products.
pub const KIND: &str = "Kind";
/// The name of its type.
pub const PRODUCT_TYPE: &str = "Product type";
/// When a hidden product appears by itself: "2026-11-25T12:00:00Z".
pub const PUBLISH_AT: &str = "Publish at";
/// The longest side of its parcel.
pub const LENGTH: &str = "Length (mm)";
/// The second.
pub const WIDTH: &str = "Width (mm)";
/// The third.
pub const HEIGHT: &str = "Height (mm)";
/// The number of the Harmonised System.
pub const CUSTOMS_CODE: &str = "Customs code";
/// ISO 3166-1 alpha-2.
pub const ORIGIN: &str = "Country of origin";
/// What a bundle is made of: "MUG=2; TIN=1", SKU and how many.
pub const PARTS: &str = "Parts";
/// How much less a bundle costs than its parts, in percent; empty for one with a price of its own.
pub const DISCOUNT: &str = "Parts discount (%)";
/// The handles of what goes with it, in order.
pub const RELATED: &str = "Related products";
/// The addresses of the collections by hand that it is in.
pub const COLLECTIONS: &str = "Collections";
/// How much of [`CONTENT_UNIT`] is in a variant.
pub const CONTENT_AMOUNT: &str = "Content amount";
/// "g", "ml": what unit prices are told by.
pub const CONTENT_UNIT: &str = "Content unit";
/// Addresses of pictures, with blanks between.
pub const IMAGES: &str = "Images";
/// What they show, with semicolons between.
pub const IMAGE_TEXTS: &str = "Image texts";
/// The address of the picture that shows the variant.
pub const VARIANT_IMAGE: &str = "Variant image";
/// The beginning of the name of an attribute's column.
pub const ATTRIBUTE: &str = "Attribute: ";

/// What of a text does not fit into one cell of a workbook.
#[must_use]
pub fn continued(name: &str) -> String {
    format!("{name} (continued)")
}

/// "Title:de": a text in another language, and what the shop's own tells search engines.
#[must_use]
pub fn text(field: TextField, language: Language) -> String {
    let name = match field {
        TextField::Title => TITLE,
        TextField::Fact => FACT,
        TextField::Description => DESCRIPTION,
        TextField::MetaTitle => "Meta title",
        TextField::MetaDescription => "Meta description",
    };
    format!("{name}:{}", language.code())
}

/// The text of a column called so.
#[must_use]
pub fn text_of(name: &str) -> Option<(TextField, Language)> {
    let (name, language) = name.rsplit_once(':')?;
    let field = match name.trim().to_lowercase().as_str() {
        "title" | "name" => TextField::Title,
        "short description" => TextField::Fact,
        "description" => TextField::Description,
        "meta title" | "seo title" => TextField::MetaTitle,
        "meta description" | "seo description" => TextField::MetaDescription,
        _ => return None,
    };
    Some((field, Language::parse(&language.trim().to_lowercase())?))
}

/// "Attribute: Height [number, 1 decimals, filter, unit cm]": what it takes to make the attribute anew. Plain words need no brackets.
#[must_use]
pub fn attribute(definition: &AttributeDefinition) -> String {
    let AttributeDefinition { label, kind, unit, decimals, facet, .. } = definition;
    if *kind == AttributeKind::Text && !facet && !label.ends_with(']') {
        return format!("{ATTRIBUTE}{label}");
    }
    let mut parts = vec![kind.key().to_owned()];
    if *decimals > 0 {
        parts.push(format!("{decimals} decimals"));
    }
    if *facet {
        parts.push(FILTER.to_owned());
    }
    if !unit.is_empty() {
        parts.push(format!("{UNIT}{unit}"));
    }
    format!("{ATTRIBUTE}{label} [{}]", parts.join(", "))
}

const FILTER: &str = "filter";
const UNIT: &str = "unit ";

/// The attribute of a column called so; one without brackets is of plain words, unless the shop knows better.
#[must_use]
pub fn attribute_of(name: &str) -> Option<AttributeDefinition> {
    let name = name.strip_prefix(ATTRIBUTE)?;
    let plain = || AttributeDefinition { label: name.trim().to_owned(), ..AttributeDefinition::default() };
    let bracketed = name.trim_end().strip_suffix(']').and_then(|rest| rest.rsplit_once(" ["));
    let Some((label, inside)) = bracketed else { return Some(plain()) };
    let (parts, unit) = inside.split_once(UNIT).unwrap_or((inside, ""));
    let mut parts = parts.split(',').map(str::trim).filter(|part| !part.is_empty());
    let Some(kind) = parts.next().and_then(AttributeKind::parse) else { return Some(plain()) };
    let mut definition = AttributeDefinition {
        label: label.trim().to_owned(),
        kind,
        unit: unit.trim().to_owned(),
        ..AttributeDefinition::default()
    };
    for part in parts {
        definition.facet |= part == FILTER;
        if let Some(decimals) = part.strip_suffix(" decimals").and_then(|number| number.parse().ok()) {
            definition.decimals = decimals;
        }
    }
    Some(definition)
}

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
    fn attributes_and_texts_are_read_from_the_names_that_were_written() {
        let kinds = AttributeKind::ALL.into_iter().flat_map(|kind| ["", "cm", "g, dry"].map(|unit| (kind, unit)));
        for (number, (kind, unit)) in (0_u8..).zip(kinds) {
            for label in ["Height", "Size [EU]", "a [number, filter]"] {
                let (decimals, facet) = (number % 5, number % 2 == 0);
                let (label, unit) = (label.to_owned(), unit.to_owned());
                let mut written = AttributeDefinition { label, kind, unit, decimals, facet, ..Default::default() };
                if kind == AttributeKind::Text {
                    (written.unit, written.decimals) = (String::new(), 0);
                }
                assert_eq!(attribute_of(&attribute(&written)), Some(written));
            }
        }
        assert_eq!(attribute_of("Attribute: Care [hand]").map(|found| found.label), Some("Care [hand]".to_owned()));
        for field in TextField::ALL {
            let german = Language::parse("de").unwrap_or(Language::ENGLISH);
            assert_eq!(text_of(&text(field, german)), Some((field, german)));
        }
        assert_eq!(text_of("Title:xx"), None);
    }

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
