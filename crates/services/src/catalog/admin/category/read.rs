//! Categories as the manager reads them.

use std::collections::HashMap;

use domain::{
    catalog::view::{CategoryForm, CategoryRow, CategorySheet, TextField},
    kernel::{CategoryId, Slug},
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    sql,
    tree::{Category, Known},
};
use crate::{
    Shop,
    catalog::{
        CatalogError,
        register::{Counts, Index},
    },
    db::DatabaseError,
    setting::digest,
};

/// Every category, each before what stands below it.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<Vec<CategoryRow>, CatalogError> {
    let known = Known::read(&shop.database).await?;
    let counts = counts(shop, &known).await?;
    let walk = known.tree.walk();
    Ok(walk.into_iter().filter_map(|(id, depth)| row(shop, &known, &counts, id, depth)).collect())
}

async fn counts(shop: &Shop, known: &Known) -> Result<HashMap<i64, Counts>, DatabaseError> {
    let paths: HashMap<i64, Vec<i64>> = known
        .tree
        .walk()
        .into_iter()
        .map(|(id, _)| (id.0, known.tree.path(id).into_iter().map(|above| above.0).collect()))
        .collect();
    shop.shelf.register().ask(&shop.database, |index: &Index| index.counts(&paths)).await
}

fn row(shop: &Shop, known: &Known, counts: &HashMap<i64, Counts>, id: CategoryId, depth: usize) -> Option<CategoryRow> {
    let category = known.get(id)?;
    let siblings = known.tree.siblings(id);
    let Counts { own, total } = counts.get(&id.0).copied().unwrap_or_default();
    Some(CategoryRow {
        id,
        name: category.name.clone(),
        slug: category.slug.clone(),
        depth,
        place: siblings.iter().position(|sibling| *sibling == id).map_or(1, |place| place.saturating_add(1)),
        siblings: siblings.len(),
        own,
        total,
        shown: shop.shelf.index().count_in(id),
    })
}

/// A category with what its page needs.
///
/// # Errors
/// A category that does not exist; a database that does not answer.
pub async fn sheet(shop: &Shop, id: CategoryId) -> Result<CategorySheet, CatalogError> {
    let known = Known::read(&shop.database).await?;
    let category = known.get(id).ok_or(CatalogError::NotFound)?;
    let counts = counts(shop, &known).await?;
    let above: Vec<CategoryId> = known.tree.path(id).into_iter().filter(|above| *above != id).collect();
    let row_of = |id: CategoryId, depth: usize| row(shop, &known, &counts, id, depth);
    let reader = shop.database.reader();
    let meta = sqlx::query(sql::META).bind(id.0).bind(shop.settings.language.code()).fetch_all(reader).await?;
    let only_here: i64 = sqlx::query(sql::ONLY_HERE).bind(id.0).fetch_one(reader).await?.try_get(0)?;
    let slug = Slug::parse(&category.slug);
    let slug = slug.map_err(|_| DatabaseError::Corrupt { what: "slug", value: category.slug.clone() })?;
    let meta = Meta::of(&meta)?;
    let stands = known.tree.walk().into_iter().map(|(other, _)| other);
    let mut parents: Vec<(CategoryId, String)> = stands
        .filter(|other| category.parent == Some(*other) || known.tree.check(Some(id), Some(*other)).is_ok())
        .map(|other| (other, known.path(other)))
        .collect();
    parents.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(CategorySheet {
        form: CategoryForm {
            id,
            version: version(category, &meta),
            name: category.name.clone(),
            slug,
            parent: known.tree.parent(id),
            description: category.description.clone(),
            meta_title: meta.title,
            meta_description: meta.description,
        },
        row: row_of(id, above.len()).ok_or(CatalogError::NotFound)?,
        below: known.tree.children(Some(id)).iter().filter_map(|child| row_of(*child, 0)).collect(),
        above: above.into_iter().map(|above| (above, known.name(above).to_owned())).collect(),
        parents,
        only_here: u32::try_from(only_here).unwrap_or(u32::MAX),
        languages: shop
            .settings
            .languages
            .iter()
            .map(|language| (language.code().to_owned(), language.name().to_owned()))
            .collect(),
    })
}

/// What a category says to search engines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub title: String,
    pub description: String,
}

impl Meta {
    pub fn of(rows: &[AnyRow]) -> Result<Self, DatabaseError> {
        let mut meta = Self::default();
        for row in rows {
            match TextField::from_key(row.try_get(0)?) {
                Some(TextField::MetaTitle) => meta.title = row.try_get(1)?,
                Some(TextField::MetaDescription) => meta.description = row.try_get(1)?,
                _ => {}
            }
        }
        Ok(meta)
    }
}

/// Stands for what a form is filled with. Others than this form change categories, too, such as an import: so what stands there is
/// compared, and no number is counted.
pub(super) fn version(category: &Category, meta: &Meta) -> String {
    let Category { parent, name, slug, description, .. } = category;
    let parent = parent.map(|parent| parent.to_string()).unwrap_or_default();
    digest(&[name, slug, &parent, description, &meta.title, &meta.description].map(String::as_str).join("\u{1f}"))
}
