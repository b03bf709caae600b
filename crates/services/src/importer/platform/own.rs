//! A file of products that this shop exported: its columns have one meaning, and its rows name their product. What was edited
//! in it is taken over; columns that were taken out change nothing.

use std::sync::Arc;

use domain::{
    catalog::{AttributeDefinition, AttributeKind, ProductKind, view::TextField},
    kernel::{Currency, Language, Money, ProductId},
};

use super::{ReadContext, column::Column, options};
use crate::{
    exporter::{column as name, unguarded},
    importer::{
        file::{Header, Row},
        group::Membership,
        notes::Notes,
        product::{
            ImportedAttribute, ImportedLinks, ImportedModel, ImportedOption, ImportedParcel, ImportedPicture,
            ImportedProduct, ImportedText, ImportedVariant, Own,
        },
        value,
    },
};

/// Nobody has more options.
const MOST_OPTIONS: usize = 10;

/// Where everything is in this file.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Columns {
    header: Arc<Header>,
    options: Vec<(Column, Column)>,
    /// What attributes there are, and the columns of their values, in the same order.
    definitions: Arc<Vec<AttributeDefinition>>,
    attributes: Vec<Column>,
    /// Texts in further languages: field, language, column, and the column of what did not fit.
    texts: Vec<(TextField, Language, Column, Column)>,
    lacks: Vec<&'static str>,
}

impl Columns {
    /// Whether a file with this header was exported here.
    pub fn fit(header: &Header) -> bool {
        header.has(&name::ID.to_lowercase())
    }

    /// The columns of this header.
    pub fn new(header: &Arc<Header>) -> Self {
        let at = |name: &str| Column::find(header, &[&name.to_lowercase()]);
        let options =
            (1..=MOST_OPTIONS).map(|number| (at(&name::option_name(number)), at(&name::option_value(number))));
        let attributes = header.columns().filter_map(|(index, written, _)| {
            let definition = name::attribute_of(&value::clean_line(written))?;
            (!definition.label.is_empty()).then(|| (definition, Column::at(header, index)))
        });
        let (definitions, attributes): (Vec<AttributeDefinition>, Vec<Column>) = attributes.unzip();
        let texts = header.columns().filter_map(|(index, written, _)| {
            let (field, language) = name::text_of(written)?;
            let rest = at(&name::continued(&name::text(field, language)));
            Some((field, language, Column::at(header, index), rest))
        });
        let columns = [
            name::HANDLE,
            name::TITLE,
            name::FACT,
            name::DESCRIPTION,
            name::BRAND,
            name::TAGS,
            name::CATEGORIES,
            name::PUBLISHED,
            name::SKU,
            name::BARCODE,
            name::PRICE,
            name::COMPARE_AT,
            name::COST,
            name::QUANTITY,
            name::WEIGHT,
            name::TAX_CLASS,
            name::PRODUCT_TYPE,
            name::PUBLISH_AT,
            name::LENGTH,
            name::WIDTH,
            name::HEIGHT,
            name::CUSTOMS_CODE,
            name::ORIGIN,
            name::PARTS,
            name::DISCOUNT,
            name::RELATED,
            name::COLLECTIONS,
            name::CONTENT_AMOUNT,
            name::CONTENT_UNIT,
            name::IMAGES,
            name::IMAGE_TEXTS,
            name::VARIANT_IMAGE,
        ];
        Self {
            options: options.filter(|(_, value)| value.exists()).collect(),
            definitions: Arc::new(definitions),
            attributes,
            texts: texts.collect(),
            lacks: columns.into_iter().filter(|name| !at(name).exists()).collect(),
            header: Arc::clone(header),
        }
    }

    fn column(&self, name: &str) -> Column {
        Column::find(&self.header, &[&name.to_lowercase()])
    }

    fn cell<'r>(&self, name: &str, row: &'r Row) -> &'r str {
        unguarded(row.cell(self.header.find(&[&name.to_lowercase()])))
    }

    fn line(&self, name: &str, row: &Row) -> String {
        value::clean_line(self.cell(name, row))
    }

    /// Rows of one product say its id; new ones have a handle or a name in common.
    pub fn membership(&self, row: &Row) -> Membership {
        let named = [name::ID, name::HANDLE, name::TITLE].into_iter().map(|name| (name, self.line(name, row)));
        match named.into_iter().find(|(_, text)| !text.is_empty()) {
            Some((name, text)) => Membership::Together(format!("{name}:{}", text.to_lowercase())),
            None => Membership::None("the row names no product"),
        }
    }

    /// The product of these rows.
    pub fn read(&self, rows: &[Row], context: ReadContext, notes: &mut Notes) -> Option<ImportedProduct> {
        let first = rows.first()?;
        let id = self.line(name::ID, first);
        let own = id.parse().ok().map(|id| Own {
            texts: self.texts.iter().map(|(field, language, ..)| (language.code(), field.key())).collect(),
            ..Own::new(ProductId(id), self.lacks.clone(), self.labels())
        });
        let title = self.line(name::TITLE, first);
        if title.is_empty() && (own.is_none() || !self.lacks.contains(&name::TITLE)) {
            notes.fail(first.line(), name::TITLE, "", "the product has no name");
            return None;
        }
        let handle = self.line(name::HANDLE, first);
        let key = if own.is_some() {
            format!("id:{id}")
        } else {
            format!("handle:{}", if handle.is_empty() { &title } else { &handle }.to_lowercase())
        };
        let pictures = self.pictures(first);
        let (options, variants) = self.variants(rows, &pictures, own.is_some(), context, notes);
        if variants.is_empty() && own.is_none() {
            notes.fail(first.line(), name::PRICE, "", "the product has no row with a price");
            return None;
        }
        let description =
            format!("{}{}", self.cell(name::DESCRIPTION, first), self.cell(name::DESCRIPTION_REST, first));
        Some(ImportedProduct {
            key,
            line: first.line(),
            handle: if handle.is_empty() { title.clone() } else { handle },
            fact: self.line(name::FACT, first),
            description_html: value::clean_html(&description),
            brand: self.line(name::BRAND, first),
            tags: value::split_list(self.cell(name::TAGS, first), ','),
            published: value::flag(self.cell(name::PUBLISHED, first)).unwrap_or(false),
            kind: ProductKind::from_key(&self.line(name::KIND, first).to_lowercase()).unwrap_or_default(),
            categories: categories(self.cell(name::CATEGORIES, first)),
            attributes: self.attributes(first, &options),
            title,
            options,
            variants,
            pictures,
            old_paths: Vec::new(),
            parcel: self.parcel(first, notes),
            model: self.model(first, notes),
            unsaid: Vec::new(),
            own,
        })
    }

    fn labels(&self) -> Vec<String> {
        self.definitions.iter().map(|definition| definition.label.clone()).collect()
    }

    fn attributes(&self, row: &Row, options: &[ImportedOption]) -> Vec<ImportedAttribute> {
        let read = self.definitions.iter().zip(&self.attributes).map(|(definition, column)| ImportedAttribute {
            label: definition.label.clone(),
            values: match definition.kind {
                AttributeKind::RichText => {
                    Vec::from_iter(Some(value::clean_html(column.raw(row))).filter(|html| !html.is_empty()))
                }
                _ => parts(column.raw(row)),
            },
            facet: false,
        });
        let is_option = |label: &str| options.iter().any(|option| option.name.eq_ignore_ascii_case(label));
        read.filter(|attribute| !attribute.values.is_empty() && !is_option(&attribute.label)).collect()
    }

    fn parcel(&self, row: &Row, notes: &mut Notes) -> ImportedParcel {
        ImportedParcel {
            length_mm: self.column(name::LENGTH).millimetres(row, "mm", notes),
            width_mm: self.column(name::WIDTH).millimetres(row, "mm", notes),
            height_mm: self.column(name::HEIGHT).millimetres(row, "mm", notes),
            customs_code: self.column(name::CUSTOMS_CODE).customs_code(row, notes),
            origin_country: self.column(name::ORIGIN).origin(row, notes),
        }
    }

    fn model(&self, row: &Row, notes: &mut Notes) -> ImportedModel {
        let cell = self.cell(name::PUBLISH_AT, row);
        let publish_at = value::moment(cell).unwrap_or_else(|reason| {
            notes.warn(row.line(), name::PUBLISH_AT, cell, format!("{reason}; left out"));
            None
        });
        let mut texts: Vec<ImportedText> = Vec::new();
        for (field, language, column, rest) in &self.texts {
            let written = format!("{}{}", column.raw(row), rest.raw(row));
            texts.extend(text(*field, *language, &written));
        }
        texts.sort_by_key(|text| (text.language, text.field));
        ImportedModel {
            product_type: self.line(name::PRODUCT_TYPE, row),
            publish_at: publish_at.map(|at| at.0),
            texts,
            links: self.links(row, notes),
            definitions: Arc::clone(&self.definitions),
        }
    }

    fn links(&self, row: &Row, notes: &mut Notes) -> ImportedLinks {
        let part = |part: String| {
            let words = name::split(&part, '=');
            let sku =
                words.first().map(|sku| value::clean_line(&name::unescaped(sku))).filter(|sku| !sku.is_empty())?;
            Some((sku, words.get(1).map_or(Some(1), |number| number.trim().parse().ok())?))
        };
        let cell = self.cell(name::PARTS, row);
        let written = name::split(cell, ';').into_iter().filter(|part| !part.trim().is_empty());
        let read: Vec<Option<(String, i64)>> = written.map(part).collect();
        if read.contains(&None) {
            notes.warn(row.line(), name::PARTS, cell, "write parts like MUG=2; TIN=1; what cannot be read is left out");
        }
        let percent = self.cell(name::DISCOUNT, row);
        let discount = Money::parse_decimal(percent, Currency::EUR).ok().map(|percent| percent.minor);
        let discount = discount.filter(|points| (0..=10_000).contains(points));
        if discount.is_none() && !percent.trim().is_empty() {
            notes.warn(row.line(), name::DISCOUNT, percent, "a discount is a percentage from 0 to 100; left out");
        }
        ImportedLinks {
            parts: read.into_iter().flatten().collect(),
            discount,
            related: parts(self.cell(name::RELATED, row)),
            collections: parts(self.cell(name::COLLECTIONS, row)),
        }
    }

    fn pictures(&self, row: &Row) -> Vec<ImportedPicture> {
        let words = name::split(self.cell(name::IMAGE_TEXTS, row), ';');
        let addresses = self.cell(name::IMAGES, row).split_whitespace().map(value::clean_line);
        let mut pictures: Vec<ImportedPicture> = Vec::new();
        for (place, source) in addresses.enumerate() {
            if pictures.iter().all(|known| known.source != source) {
                let words = words.get(place).map(|words| value::clean_line(&name::unescaped(words)));
                let alternative_text = words.unwrap_or_default();
                pictures.push(ImportedPicture { line: row.line(), source, alternative_text });
            }
        }
        pictures
    }

    fn variants(
        &self,
        rows: &[Row],
        pictures: &[ImportedPicture],
        is_own: bool,
        context: ReadContext,
        notes: &mut Notes,
    ) -> (Vec<ImportedOption>, Vec<ImportedVariant>) {
        let used: Vec<&(Column, Column)> =
            self.options.iter().filter(|(_, value)| rows.iter().any(|row| !value.raw(row).is_empty())).collect();
        let named = |(name, _): &&(Column, Column)| {
            let written = rows.iter().map(|row| value::clean_line(name.raw(row))).find(|name| !name.is_empty());
            ImportedOption { name: written.unwrap_or_else(|| "Option".to_owned()), values: Vec::new() }
        };
        let mut found: Vec<ImportedOption> = used.iter().map(named).collect();
        let mut variants: Vec<ImportedVariant> = Vec::new();
        for row in rows {
            let is_blank = self.cell(name::SKU, row).is_empty() && self.cell(name::PRICE, row).is_empty();
            if is_blank && (rows.len() > 1 || is_own) {
                continue;
            }
            let values = used.iter().map(|(_, value)| value::clean_line(value.raw(row)));
            let values = values.map(|value| if value.is_empty() { "None".to_owned() } else { value });
            let choice: Vec<usize> =
                found.iter_mut().zip(values).map(|(option, value)| options::index_of(option, value)).collect();
            variants.extend(self.variant(row, choice, pictures, context, notes));
        }
        options::drop_unused(&mut found, &mut variants);
        (found, variants)
    }

    fn variant(
        &self,
        row: &Row,
        choice: Vec<usize>,
        pictures: &[ImportedPicture],
        context: ReadContext,
        notes: &mut Notes,
    ) -> Option<ImportedVariant> {
        let price = match self.column(name::PRICE).amount(row, context.currency, notes).ok()? {
            Some(price) => price,
            // A file without prices leaves them as they are.
            None if self.lacks.contains(&name::PRICE) => Money::new(0, context.currency),
            None => {
                notes.fail(row.line(), name::PRICE, "", "the row has no price");
                return None;
            }
        };
        let shown = self.line(name::VARIANT_IMAGE, row);
        let on_hand = self.column(name::QUANTITY).number(row, notes);
        let tax_class = match self.line(name::TAX_CLASS, row).to_lowercase().as_str() {
            "reduced" => "reduced",
            "zero" => "zero",
            _ => "standard",
        };
        let compare_at = self.column(name::COMPARE_AT).optional_amount(row, context.currency, notes);
        Some(ImportedVariant {
            line: row.line(),
            sku: self.column(name::SKU).sku(row, notes),
            choice,
            price,
            compare_at,
            cost: self.column(name::COST).optional_amount(row, context.currency, notes),
            barcode: self.line(name::BARCODE, row),
            weight_grams: self.column(name::WEIGHT).grams(row, "g", notes).unwrap_or(0),
            content: self
                .column(name::CONTENT_AMOUNT)
                .number(row, notes)
                .map(|amount| (amount, self.line(name::CONTENT_UNIT, row))),
            tax_class,
            picture: pictures.iter().position(|picture| !shown.is_empty() && picture.source == shown),
            track_stock: on_hand.is_some(),
            on_hand: on_hand.map(|number| number.clamp(0, 1_000_000_000)),
        })
    }
}

/// A text of a cell; nothing when it is blank.
pub(super) fn text(field: TextField, language: Language, cell: &str) -> Option<ImportedText> {
    let text = if field == TextField::Description { value::clean_html(cell) } else { value::clean_line(cell) };
    let text: String = text.chars().take(field.most_letters()).collect();
    (!text.is_empty()).then(|| ImportedText { language: language.code(), field: field.key(), text })
}

/// Values with semicolons between.
fn parts(cell: &str) -> Vec<String> {
    let parts = name::split(cell, ';').into_iter().map(|part| value::clean_line(&name::unescaped(&part)));
    parts.filter(|part| !part.is_empty()).collect()
}

/// "Kitchen > Mugs; Sale".
fn categories(cell: &str) -> Vec<Vec<String>> {
    let paths = name::split(cell, ';').into_iter().map(|path| {
        let steps = name::split(&path, '>').into_iter().map(|step| value::clean_line(&name::unescaped(&step)));
        steps.filter(|step| !step.is_empty()).collect::<Vec<_>>()
    });
    paths.filter(|path| !path.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_between_values_may_belong_to_them() {
        assert_eq!(
            categories("A \\> B > C; Sale\\; now"),
            [vec!["A > B".to_owned(), "C".to_owned()], vec!["Sale; now".to_owned()]]
        );
        assert_eq!(parts("Oak; Ash\\; white;"), ["Oak", "Ash; white"]);
    }
}
