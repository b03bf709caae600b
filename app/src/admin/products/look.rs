//! How the list looks: which columns stand in which order, and how dense the rows are. Each person keeps their own.

use domain::catalog::{ProductSort, view::ProductRow};
use serde::{Deserialize, Serialize};

/// A column behind the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Column {
    /// The brand.
    Brand,
    /// The first category.
    Category,
    /// The first SKU.
    Sku,
    /// The tags.
    Tags,
    /// How many variants.
    Variants,
    /// How many can be sold.
    Stock,
    /// The lowest price.
    Price,
    /// How complete it is.
    Completeness,
    /// When it was last changed.
    Updated,
    /// Whether shoppers see it.
    Published,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 10] = [
        Self::Brand,
        Self::Category,
        Self::Sku,
        Self::Tags,
        Self::Variants,
        Self::Stock,
        Self::Price,
        Self::Completeness,
        Self::Updated,
        Self::Published,
    ];
    const DEFAULT: [Self; 6] =
        [Self::Brand, Self::Variants, Self::Stock, Self::Price, Self::Completeness, Self::Published];

    /// Its word in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Category => "category",
            Self::Sku => "sku",
            Self::Tags => "tags",
            Self::Variants => "variants",
            Self::Stock => "stock",
            Self::Price => "price",
            Self::Completeness => "complete",
            Self::Updated => "updated",
            Self::Published => "published",
        }
    }

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Brand => "Brand",
            Self::Category => "Category",
            Self::Sku => "SKU",
            Self::Tags => "Tags",
            Self::Variants => "Variants",
            Self::Stock => "In stock",
            Self::Price => "Price",
            Self::Completeness => "Complete",
            Self::Updated => "Changed",
            Self::Published => "Published",
        }
    }

    /// By what a click on its heading sorts.
    #[must_use]
    pub fn sort(self) -> Option<ProductSort> {
        match self {
            Self::Brand => Some(ProductSort::Brand),
            Self::Variants => Some(ProductSort::Variants),
            Self::Stock => Some(ProductSort::Stock),
            Self::Price => Some(ProductSort::Price),
            Self::Completeness => Some(ProductSort::Completeness),
            Self::Updated => Some(ProductSort::Updated),
            Self::Category | Self::Sku | Self::Tags | Self::Published => None,
        }
    }

    /// Whether it holds numbers, which stand to the right.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Variants | Self::Stock | Self::Price | Self::Completeness)
    }

    /// What a file of the view holds: amounts and days so that programs read them.
    #[must_use]
    pub fn cell(self, row: &ProductRow) -> String {
        match self {
            Self::Brand => row.brand.clone(),
            Self::Category => row.category.clone(),
            Self::Sku => row.sku.clone(),
            Self::Tags => row.tags.clone(),
            Self::Variants => row.variants.to_string(),
            Self::Stock => row.available.to_string(),
            Self::Price => row.price.map(|price| price.decimal()).unwrap_or_default(),
            Self::Completeness => row.completeness.to_string(),
            Self::Updated => {
                let day = row.updated_at.date();
                format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
            }
            Self::Published => if row.published { "yes" } else { "no" }.to_owned(),
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }
}

/// Columns from their words with commas between, each once.
#[must_use]
pub fn read_columns(keys: &str) -> Vec<Column> {
    let mut columns = Vec::new();
    for column in keys.split(',').filter_map(|key| Column::from_key(key.trim())) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

/// Columns as words with commas between.
#[must_use]
pub fn write_columns(columns: &[Column]) -> String {
    columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",")
}

/// How somebody wants to see the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The columns in order.
    pub columns: Vec<Column>,
    /// Rows without pictures, and closer together.
    pub compact: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { columns: Column::DEFAULT.to_vec(), compact: false }
    }
}

impl Look {
    /// Every column: those that are shown in their order, then the others.
    #[must_use]
    pub fn all(&self) -> Vec<Column> {
        let others = Column::ALL.into_iter().filter(|column| !self.columns.contains(column));
        self.columns.iter().copied().chain(others).collect()
    }

    /// The look that a form asks for: all columns in their order, those that are ticked, and one that goes up a place.
    #[must_use]
    pub fn chosen(order: &str, shown: &[String], up: &str, compact: bool) -> Self {
        let mut all = read_columns(order);
        all.extend(Column::ALL.into_iter().filter(|column| !read_columns(order).contains(column)));
        let place = all.iter().position(|column| column.key() == up);
        if let Some(place) = place.filter(|place| *place > 0) {
            all.swap(place, place - 1);
        }
        all.retain(|column| shown.iter().any(|key| key == column.key()));
        Self { columns: all, compact }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_as_they_are_written() {
        assert_eq!(read_columns(&write_columns(&Column::ALL)), Column::ALL);
        assert_eq!(read_columns("price,colour,price,brand"), [Column::Price, Column::Brand]);
    }

    #[test]
    fn a_form_chooses_orders_and_hides_columns() {
        let shown = ["brand", "price"].map(str::to_owned);
        let look = Look::chosen("brand,stock,price", &shown, "price", true);
        assert_eq!(look, Look { columns: vec![Column::Brand, Column::Price], compact: true });
        let look = Look::chosen("brand,price", &shown, "price", false);
        assert_eq!(look.columns, [Column::Price, Column::Brand]);
        assert_eq!(look.all().len(), Column::ALL.len());
        assert_eq!(Look::chosen("brand", &shown, "brand", false).columns, [Column::Brand, Column::Price]);
    }
}
