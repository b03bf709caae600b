//! The tree as it stands in the database.

use std::collections::{BTreeSet, HashMap};

use domain::{
    catalog::CategoryTree,
    kernel::{CategoryId, ProductId},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::db::{Database, DatabaseError, Transaction, many, with_list};

/// So many categories are asked for at a time.
const CHUNK: usize = 400;

/// A category as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Category {
    pub id: CategoryId,
    pub parent: Option<CategoryId>,
    pub position: i64,
    pub name: String,
    pub slug: String,
    pub description: String,
}

/// All of them, with what stands below what.
#[derive(Debug)]
pub(super) struct Known {
    pub tree: CategoryTree,
    rows: HashMap<CategoryId, Category>,
}

impl Known {
    /// As anybody reads it.
    pub async fn read(database: &Database) -> Result<Self, DatabaseError> {
        Self::of(&sqlx::query(sql::TREE).fetch_all(database.reader()).await?)
    }

    /// For a change: from here to the end of the transaction nobody else changes it.
    pub async fn hold(transaction: &mut Transaction) -> Result<Self, DatabaseError> {
        sqlx::query(sql::HOLD).execute(transaction.connection()).await?;
        Self::of(&sqlx::query(sql::TREE).fetch_all(transaction.connection()).await?)
    }

    fn of(rows: &[AnyRow]) -> Result<Self, DatabaseError> {
        let rows = rows.iter().map(category).collect::<Result<Vec<_>, _>>()?;
        let tree = CategoryTree::new(rows.iter().map(|row| (row.id, row.parent)));
        Ok(Self { tree, rows: rows.into_iter().map(|row| (row.id, row)).collect() })
    }

    pub fn get(&self, id: CategoryId) -> Option<&Category> {
        self.rows.get(&id)
    }

    pub fn name(&self, id: CategoryId) -> &str {
        self.get(id).map_or("", |row| row.name.as_str())
    }

    /// The names from the root on, as in "Kitchen / Mugs".
    pub fn path(&self, id: CategoryId) -> String {
        self.tree.path(id).into_iter().map(|above| self.name(above)).collect::<Vec<_>>().join(" / ")
    }

    /// Whether a category right below a parent, besides this one, has this name.
    pub fn has_named(&self, parent: Option<CategoryId>, name: &str, id: Option<CategoryId>) -> bool {
        let others = self.tree.children(parent).iter().filter(|other| Some(**other) != id);
        others.into_iter().any(|other| self.name(*other).to_lowercase() == name.to_lowercase())
    }

    /// The place behind those right below a parent.
    pub fn end(&self, parent: Option<CategoryId>) -> i64 {
        let children = self.tree.children(parent).iter().filter_map(|id| self.get(*id));
        children.map(|row| row.position).max().map_or(0, |last| last.saturating_add(1))
    }

    /// Writes the order of those right below a parent, where it is another.
    pub async fn arrange(
        &self,
        transaction: &mut Transaction,
        parent: Option<CategoryId>,
        order: &[CategoryId],
    ) -> Result<(), DatabaseError> {
        for (position, id) in (0_i64..).zip(order) {
            if self.get(*id).is_some_and(|row| row.position == position && row.parent == parent) {
                continue;
            }
            let place = sqlx::query(sql::PLACE).bind(id.0).bind(parent.map(|parent| parent.0)).bind(position);
            place.execute(transaction.connection()).await?;
        }
        Ok(())
    }

    /// The products of a category and of everything below it.
    pub async fn products_below(
        &self,
        transaction: &mut Transaction,
        id: CategoryId,
    ) -> Result<Vec<ProductId>, DatabaseError> {
        let mut products = BTreeSet::new();
        for ids in self.tree.below(id).chunks(CHUNK) {
            let statement = with_list(sql::PRODUCTS_IN, 1, ids.len());
            let query = ids.iter().fold(many(statement), |query, id| query.bind(id.0));
            for row in query.fetch_all(transaction.connection()).await? {
                products.insert(ProductId(row.try_get(0)?));
            }
        }
        Ok(products.into_iter().collect())
    }
}

fn category(row: &AnyRow) -> Result<Category, DatabaseError> {
    Ok(Category {
        id: CategoryId(row.try_get(0)?),
        parent: row.try_get::<Option<i64>, _>(1)?.map(CategoryId),
        position: row.try_get(2)?,
        name: row.try_get(3)?,
        slug: row.try_get(4)?,
        description: row.try_get(5)?,
    })
}
