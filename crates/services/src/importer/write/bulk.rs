//! Rows that wait to be written together: many in one statement are many times faster than one at a time.
//!
//! Invariants: whoever reads what waits here calls [`Pending::flush`] first; the order of the tables is that of their references.

use std::collections::HashMap;

use crate::{
    db::{DatabaseError, Transaction, many, with_rows},
    importer::sql::{self, record},
};

/// So many values go into one statement. More would be slower: SQLite looks for the name of each among all.
const VALUES: usize = 420;

/// A value of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Number(i64),
    MaybeNumber(Option<i64>),
    Text(String),
}

/// Rows of one table.
struct Bulk {
    /// Up to `VALUES`, and what follows the rows.
    statement: (&'static str, &'static str),
    rows: Vec<Vec<Cell>>,
}

/// What waits.
pub(super) struct Pending {
    products: Bulk,
    variants: Bulk,
    stocks: Bulk,
    moves: Bulk,
    categories: Bulk,
    values: Bulk,
    texts: Bulk,
    keys: Bulk,
    redirects: Bulk,
    /// Which of the redirects that wait is of which path: one statement must not touch a row twice.
    redirect_of: HashMap<String, usize>,
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        Self::MaybeNumber(number)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Default for Pending {
    fn default() -> Self {
        let bulk = |statement, end| Bulk { statement: (statement, end), rows: Vec::new() };
        Self {
            products: bulk(sql::ADD_PRODUCTS, ""),
            variants: bulk(sql::ADD_VARIANTS, ""),
            stocks: bulk(sql::ADD_STOCKS, ""),
            moves: bulk(sql::ADD_STOCK_MOVES, ""),
            categories: bulk(sql::ADD_TO_CATEGORIES, sql::UNLESS_THERE),
            values: bulk(sql::ADD_ATTRIBUTE_VALUES, sql::UNLESS_THERE),
            texts: bulk(sql::ADD_TEXTS, ""),
            keys: bulk(sql::REMEMBER_KEYS, sql::OR_REMEMBER_ANEW),
            redirects: bulk(record::ADD_REDIRECTS, record::OR_LEAD_ELSEWHERE),
            redirect_of: HashMap::new(),
        }
    }
}

impl Pending {
    /// A new product.
    pub fn product(&mut self, row: Vec<Cell>) {
        self.products.rows.push(row);
    }

    /// A new variant.
    pub fn variant(&mut self, row: Vec<Cell>) {
        self.variants.rows.push(row);
    }

    /// The stock of a new variant.
    pub fn stock(&mut self, row: Vec<Cell>) {
        self.stocks.rows.push(row);
    }

    /// An entry of the ledger of stock.
    pub fn stock_move(&mut self, row: Vec<Cell>) {
        self.moves.rows.push(row);
    }

    /// A product's place in a category.
    pub fn category(&mut self, row: Vec<Cell>) {
        self.categories.rows.push(row);
    }

    /// A value of a product's attribute.
    pub fn value(&mut self, row: Vec<Cell>) {
        self.values.rows.push(row);
    }

    /// A text of a new product in a further language.
    pub fn text(&mut self, row: Vec<Cell>) {
        self.texts.rows.push(row);
    }

    /// What is remembered of a product.
    pub fn key(&mut self, row: Vec<Cell>) {
        self.keys.rows.push(row);
    }

    /// An old address that leads to a path of this shop; the last word on an address counts.
    pub fn redirect(&mut self, path: &str, target: &str, now: i64) {
        let row = vec![path.into(), target.into(), now.into()];
        let place = *self.redirect_of.entry(path.to_owned()).or_insert(self.redirects.rows.len());
        match self.redirects.rows.get_mut(place) {
            Some(known) => *known = row,
            None => self.redirects.rows.push(row),
        }
    }

    /// Writes all that waits.
    pub async fn flush(&mut self, transaction: &mut Transaction) -> Result<(), DatabaseError> {
        for bulk in [
            &mut self.products,
            &mut self.variants,
            &mut self.stocks,
            &mut self.moves,
            &mut self.categories,
            &mut self.values,
            &mut self.texts,
            &mut self.keys,
            &mut self.redirects,
        ] {
            bulk.flush(transaction).await?;
        }
        self.redirect_of.clear();
        Ok(())
    }
}

impl Bulk {
    async fn flush(&mut self, transaction: &mut Transaction) -> Result<(), DatabaseError> {
        let rows = std::mem::take(&mut self.rows);
        let columns = rows.first().map_or(1, Vec::len).max(1);
        let (statement, end) = self.statement;
        for rows in rows.chunks(VALUES / columns) {
            let mut text = with_rows(statement, columns, rows.len());
            text.push_str(end);
            let mut query = many(text);
            for cell in rows.iter().flatten() {
                query = match cell {
                    Cell::Number(number) => query.bind(*number),
                    Cell::MaybeNumber(number) => query.bind(*number),
                    Cell::Text(text) => query.bind(text.clone()),
                };
            }
            query.execute(transaction.connection()).await?;
        }
        Ok(())
    }
}
