//! Which column of a table holds what: said by the manager, or guessed by its name.

use super::field::Field;
use crate::importer::{
    ImportError,
    file::{Header, Row},
    group::Membership,
    platform::{Platform, column::Column},
    product::Unsaid,
    value,
};

/// What the manager said of columns: their names and the names of fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(String, String)>);

impl Mapping {
    /// A mapping of pairs `column=field`.
    ///
    /// # Errors
    /// A pair without `=`, or a field that there is not.
    pub fn parse(pairs: &[String]) -> Result<Self, String> {
        let parse = |pair: &String| {
            let (column, field) =
                pair.rsplit_once('=').ok_or_else(|| format!("{pair:?} is not of the form column=field"))?;
            if Field::parse(field.trim()).is_none() {
                let known = Field::names().collect::<Vec<_>>().join(", ");
                return Err(format!("{field:?} is no field; fields are: {known}"));
            }
            Ok((column.trim().to_owned(), field.trim().to_owned()))
        };
        pairs.iter().map(parse).collect::<Result<_, _>>().map(Self)
    }

    fn field(&self, column: &str) -> Option<Field> {
        let named = self.0.iter().find(|(name, _)| name.to_lowercase() == column.to_lowercase());
        named.and_then(|(_, field)| Field::parse(field))
    }
}

/// The names of all fields.
pub(in crate::importer) fn fields() -> impl Iterator<Item = &'static str> {
    Field::names()
}

/// The name of the field that a column is taken for.
pub(in crate::importer) fn taken_for(column: &str, mapping: &Mapping) -> &'static str {
    let field = mapping.field(column).or_else(|| Field::guess(column).map(|(field, _)| field));
    field.unwrap_or(Field::Attribute).name()
}

/// A column, what it holds, and the number in its name.
#[derive(Clone, Debug)]
struct Placed {
    column: Column,
    field: Field,
    number: u32,
}

/// Where everything is in this file.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Columns {
    placed: Vec<Placed>,
    pub handle: Column,
    pub title: Column,
    pub description: Column,
    pub short_description: Column,
    pub brand: Column,
    pub sku: Column,
    pub barcode: Column,
    pub price: Column,
    pub sale_price: Column,
    pub compare_at: Column,
    pub cost: Column,
    pub quantity: Column,
    pub weight: Column,
    pub weight_unit: Column,
    pub published: Column,
    pub tax_class: Column,
    pub length: Column,
    pub width: Column,
    pub height: Column,
    pub customs_code: Column,
    pub origin: Column,
    pub content_amount: Column,
    pub content_unit: Column,
    pub product_type: Column,
}

impl Columns {
    /// Whether names and prices can be guessed.
    pub fn fit(header: &Header, mapping: &Mapping) -> bool {
        let placed = place(header, mapping);
        [Field::Title, Field::Price].iter().all(|wanted| placed.iter().any(|placed| placed.field == *wanted))
    }

    /// The columns of this header.
    pub fn new(header: &Header, mapping: &Mapping) -> Result<Self, ImportError> {
        if let Some((column, _)) = mapping.0.iter().find(|(column, _)| header.find(&[&column.to_lowercase()]).is_none())
        {
            return Err(ImportError::Mapping(format!("the file has no column {column:?}")));
        }
        let placed = place(header, mapping);
        let first = |field: Field| {
            let found = placed.iter().find(|placed| placed.field == field);
            found.map_or_else(Column::default, |placed| placed.column.clone())
        };
        for (field, name) in [(Field::Title, "title"), (Field::Price, "price")] {
            if !first(field).exists() {
                return Err(ImportError::MissingColumn { platform: Platform::Table, column: name.to_owned() });
            }
        }
        Ok(Self {
            handle: first(Field::Handle),
            title: first(Field::Title),
            description: first(Field::Description),
            short_description: first(Field::ShortDescription),
            brand: first(Field::Brand),
            sku: first(Field::Sku),
            barcode: first(Field::Barcode),
            price: first(Field::Price),
            sale_price: first(Field::SalePrice),
            compare_at: first(Field::CompareAt),
            cost: first(Field::Cost),
            quantity: first(Field::Quantity),
            weight: first(Field::Weight),
            weight_unit: first(Field::WeightUnit),
            published: first(Field::Published),
            tax_class: first(Field::TaxClass),
            length: first(Field::Length),
            width: first(Field::Width),
            height: first(Field::Height),
            customs_code: first(Field::CustomsCode),
            origin: first(Field::Origin),
            content_amount: first(Field::ContentAmount),
            content_unit: first(Field::ContentUnit),
            product_type: first(Field::ProductType),
            placed,
        })
    }

    /// What the file says nothing of.
    pub fn unsaid(&self) -> Vec<Unsaid> {
        Unsaid::of(&[
            (Unsaid::Published, self.published.exists()),
            (Unsaid::FormerPrice, self.sale_price.exists() || self.compare_at.exists()),
            (Unsaid::TaxClass, self.tax_class.exists()),
            (Unsaid::Stock, self.quantity.exists()),
        ])
    }

    /// All columns that hold this, by the numbers in their names.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &Column> {
        self.placed.iter().filter(move |placed| placed.field == field).map(|placed| &placed.column)
    }

    /// The names and values of numbered options.
    pub fn numbered_options(&self) -> Vec<(Column, Column)> {
        let of = |field: Field, number: u32| {
            let found = self.placed.iter().find(|placed| placed.field == field && placed.number == number);
            found.map_or_else(Column::default, |placed| placed.column.clone())
        };
        let values = self.placed.iter().filter(|placed| placed.field == Field::OptionValue);
        values.map(|placed| (of(Field::OptionName, placed.number), placed.column.clone())).collect()
    }

    /// Rows of one handle belong together. Without one a row is a product of its own, by its SKU or its name.
    pub fn membership(&self, row: &Row) -> Membership {
        let handle = value::clean_line(self.handle.raw(row)).to_lowercase();
        if !handle.is_empty() {
            return Membership::Together(handle);
        }
        let names = [self.sku.raw(row), self.title.raw(row)].map(|name| value::clean_line(name).to_lowercase());
        match names.into_iter().find(|name| !name.is_empty()) {
            // A product that others call their parent.
            Some(name) if self.handle.exists() => Membership::Together(name),
            Some(_) => Membership::Product(Vec::new()),
            None => Membership::None("the row has neither a name nor a SKU"),
        }
    }
}

/// Every column with what it holds. Of two columns that would hold the same single thing the first does, and the other is an
/// attribute.
fn place(header: &Header, mapping: &Mapping) -> Vec<Placed> {
    let said = |name: &str| mapping.field(name);
    let mut placed: Vec<Placed> = Vec::new();
    let columns: Vec<(usize, &str, String)> = header.columns().filter(|(_, _, plain)| !plain.is_empty()).collect();
    for (index, name, _) in columns.iter().filter(|(_, name, _)| said(name).is_some()) {
        if let Some(field) = said(name) {
            placed.push(Placed { column: Column::at(header, *index), field, number: 0 });
        }
    }
    for (index, name, _) in columns.iter().filter(|(_, name, _)| said(name).is_none()) {
        let (guess, number) = Field::guess(name).unwrap_or((Field::Attribute, 0));
        let may_repeat = matches!(
            guess,
            Field::Category
                | Field::Image
                | Field::OptionName
                | Field::OptionValue
                | Field::Option
                | Field::Attribute
                | Field::Text
                | Field::Ignored
                | Field::Tags
        );
        let is_taken = !may_repeat && placed.iter().any(|known| known.field == guess);
        let field = if is_taken { Field::Attribute } else { guess };
        placed.push(Placed { column: Column::at(header, *index), field, number });
    }
    placed.sort_by_key(|placed| placed.number);
    placed
}
