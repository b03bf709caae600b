//! The columns of a file of products: the fixed ones, and those that the shop's options, texts and attributes need.

use std::collections::HashMap;

use domain::{
    catalog::{AttributeDefinition, view::TextField},
    kernel::Language,
};
use sqlx::Row as _;

use super::{Heading, column, sql};
use crate::{Shop, catalog::admin::attribute, db::DatabaseError};

/// Nobody has more options.
const MOST_OPTIONS: i64 = 10;

/// Which columns there are besides the fixed ones.
pub(super) struct Layout {
    pub options: usize,
    pub attributes: Vec<AttributeDefinition>,
    /// Names of product types.
    pub types: HashMap<i64, String>,
    pub texts: Vec<(TextField, Language)>,
    /// The path of every category.
    pub categories: HashMap<i64, Vec<String>>,
    pub for_workbook: bool,
}

impl Layout {
    /// The columns that the shop's products need.
    pub async fn of(shop: &Shop, for_workbook: bool) -> Result<Self, DatabaseError> {
        let reader = shop.database.reader();
        let most = sqlx::query(sql::MOST_OPTIONS).fetch_one(reader).await?;
        let most: i64 = most.try_get(0)?;
        // The statement counts characters, and `"name":` has seven.
        let options = usize::try_from((most / 7).clamp(1, MOST_OPTIONS)).unwrap_or(1);
        let attributes = sqlx::query(sql::ATTRIBUTE_NAMES).fetch_all(reader).await?;
        let attributes: Result<Vec<_>, _> = attributes.iter().map(attribute::read_definition).collect();
        let types = sqlx::query(attribute::sql::TYPE_NAMES).fetch_all(reader).await?;
        let types: Result<HashMap<i64, String>, sqlx::Error> =
            types.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect();
        let mut texts = Vec::new();
        for row in sqlx::query(sql::TEXT_FIELDS).fetch_all(reader).await? {
            let (language, field): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
            texts.extend(TextField::from_key(field).zip(Language::parse(language)));
        }
        let tree = sqlx::query(sql::CATEGORY_TREE).fetch_all(reader).await?;
        let tree: Result<HashMap<i64, (i64, String)>, sqlx::Error> =
            tree.iter().map(|row| Ok((row.try_get(0)?, (row.try_get(1)?, row.try_get(2)?)))).collect();
        let tree = tree?;
        let categories = tree.keys().map(|id| (*id, path(&tree, *id))).collect();
        Ok(Self { options, attributes: attributes?, types: types?, texts, categories, for_workbook })
    }

    /// The columns in their order.
    pub fn header(&self) -> Vec<Heading> {
        let text = |names: &[&str]| names.iter().map(|name| Heading::text(*name)).collect::<Vec<_>>();
        let mut header = text(&[column::ID, column::HANDLE, column::TITLE, column::FACT, column::DESCRIPTION]);
        if self.for_workbook {
            header.push(Heading::text(column::DESCRIPTION_REST));
        }
        let about = [column::BRAND, column::TAGS, column::CATEGORIES, column::PUBLISHED];
        header.extend(text(&about));
        header.extend(text(&[column::PUBLISH_AT, column::KIND, column::PRODUCT_TYPE]));
        for number in 1..=self.options {
            header.push(Heading::text(column::option_name(number)));
            header.push(Heading::text(column::option_value(number)));
        }
        header.extend(text(&[column::SKU, column::BARCODE]));
        let numbers = [column::PRICE, column::COMPARE_AT, column::COST, column::QUANTITY, column::WEIGHT];
        header.extend(numbers.map(Heading::number));
        header.push(Heading::text(column::TAX_CLASS));
        header.push(Heading::number(column::CONTENT_AMOUNT));
        header.push(Heading::text(column::CONTENT_UNIT));
        header.extend([column::LENGTH, column::WIDTH, column::HEIGHT].map(Heading::number));
        header.extend(text(&[column::CUSTOMS_CODE, column::ORIGIN]));
        header.push(Heading::text(column::PARTS));
        header.push(Heading::number(column::DISCOUNT));
        header.extend(text(&[column::RELATED, column::COLLECTIONS]));
        header.extend(text(&[column::IMAGES, column::IMAGE_TEXTS, column::VARIANT_IMAGE]));
        for (field, language) in &self.texts {
            let name = column::text(*field, *language);
            let rest = self.is_cut(*field).then(|| Heading::text(column::continued(&name)));
            header.push(Heading::text(name));
            header.extend(rest);
        }
        header.extend(self.attributes.iter().map(|attribute| Heading::text(column::attribute(attribute))));
        header
    }

    /// Whether a text may be longer than a cell of a workbook.
    pub fn is_cut(&self, field: TextField) -> bool {
        self.for_workbook && field == TextField::Description
    }
}

/// From the root to the category. A ring of parents, which the schema allows, ends where it closes.
fn path(tree: &HashMap<i64, (i64, String)>, id: i64) -> Vec<String> {
    let mut path = Vec::new();
    let mut next = id;
    while let Some((parent, name)) = tree.get(&next) {
        if path.len() > tree.len() {
            break;
        }
        path.push(name.clone());
        next = *parent;
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_categories_ends() {
        let tree = HashMap::from([(1, (2, "A".to_owned())), (2, (1, "B".to_owned()))]);
        assert!(path(&tree, 1).len() <= 3);
    }
}
