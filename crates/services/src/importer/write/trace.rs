//! What a batch changed beside products, customers and orders.

use std::collections::HashMap;

use sqlx::Row as _;

use super::{Batch, Desk};
use crate::{
    db::{DatabaseError, Transaction, many, with_list},
    importer::{Imported, sql::record as sql},
};

/// So many addresses are looked for at once.
const LIST: usize = 200;

/// A change, by what it changed.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Trace {
    pub kind: &'static str,
    /// A path, a key or an id.
    pub name: String,
    /// How it is now, where that can change again.
    pub after: String,
}

impl Trace {
    /// A change.
    pub fn new(kind: &'static str, name: impl ToString, after: &str) -> Self {
        Self { kind, name: name.to_string(), after: after.to_owned() }
    }
}

/// Where the old addresses that a batch tells of lead to before it is written.
pub(super) async fn redirects(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
    batch: &Batch,
) -> Result<HashMap<String, String>, DatabaseError> {
    let of = |thing: &Imported| match thing {
        Imported::Product(product) if !desk.known.contains_key(&product.key) => product.old_paths.clone(),
        Imported::Category(category) => category.old_paths.clone(),
        Imported::Product(_) | Imported::Customer(_) | Imported::Order(_) => Vec::new(),
    };
    let paths: Vec<String> = batch.things.iter().flat_map(of).collect();
    let mut before = HashMap::new();
    for paths in paths.chunks(LIST) {
        let statement = with_list(sql::REDIRECTS, 1, paths.len());
        let query = paths.iter().fold(many(statement), |query, path| query.bind(path.clone()));
        for row in query.fetch_all(transaction.connection()).await? {
            before.insert(row.try_get(0)?, row.try_get(1)?);
        }
    }
    Ok(before)
}
