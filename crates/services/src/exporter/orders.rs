//! Orders as rows: one for each line, and what belongs to the order on the first.

use std::collections::HashMap;

use domain::kernel::{Money, Timestamp};
use futures::{StreamExt as _, stream};
use sqlx::{Row as _, any::AnyRow};

use super::{Cells, Heading, Kind, Sheet, moment, sql};
use crate::{
    Shop,
    catalog::row::currency,
    db::{DatabaseError, many, with_list},
};

const CHUNK: i64 = 200;

const HEADER: [(&str, Kind); 23] = [
    ("Order", Kind::Text),
    ("Placed at", Kind::Text),
    ("State", Kind::Text),
    ("Email", Kind::Text),
    ("Full name", Kind::Text),
    ("Street", Kind::Text),
    ("Address line 2", Kind::Text),
    ("Postcode", Kind::Text),
    ("Town", Kind::Text),
    ("Country", Kind::Text),
    ("VAT number", Kind::Text),
    ("Shipping method", Kind::Text),
    ("Currency", Kind::Text),
    ("Goods", Kind::Number),
    ("Discount", Kind::Number),
    ("Shipping", Kind::Number),
    ("Tax", Kind::Number),
    ("Total", Kind::Number),
    ("Paid by gift card", Kind::Number),
    ("Line SKU", Kind::Text),
    ("Line name", Kind::Text),
    ("Line quantity", Kind::Number),
    ("Line price", Kind::Number),
];

/// All orders, newest first.
#[must_use]
pub fn orders(shop: &Shop) -> Sheet {
    let header = HEADER.iter().map(|(name, kind)| Heading { name: (*name).to_owned(), kind: *kind }).collect();
    let rows = stream::try_unfold((shop.clone(), i64::MAX), |(shop, before)| async move {
        let reader = shop.database.reader();
        let found = sqlx::query(sql::ORDERS).bind(before).bind(CHUNK).fetch_all(reader).await?;
        let ids: Result<Vec<i64>, sqlx::Error> = found.iter().map(|row| row.try_get(0)).collect();
        let ids = ids?;
        let Some(last) = ids.last().copied() else { return Ok::<_, DatabaseError>(None) };
        let statement = with_list(sql::ORDER_LINES, 1, ids.len());
        let query = ids.iter().fold(many(statement), |query, id| query.bind(*id));
        let mut lines: HashMap<i64, Vec<AnyRow>> = HashMap::new();
        for line in query.fetch_all(reader).await? {
            lines.entry(line.try_get(0)?).or_default().push(line);
        }
        let mut rows = Vec::with_capacity(found.len());
        for (id, order) in ids.iter().zip(&found) {
            let mut lines = lines.remove(id).unwrap_or_default();
            lines.sort_by_key(|line| line.try_get::<i64, _>(1).unwrap_or(0));
            rows.extend(rows_of(order, &lines)?);
        }
        Ok(Some((rows, (shop, last))))
    });
    Sheet { name: "orders", header, rows: rows.boxed() }
}

fn rows_of(order: &AnyRow, lines: &[AnyRow]) -> Result<Vec<Cells>, DatabaseError> {
    let code: String = order.try_get(13)?;
    let currency = currency(&code)?;
    let amount =
        |row: &AnyRow, column: usize| Ok::<_, sqlx::Error>(Money::new(row.try_get(column)?, currency).decimal());
    let mut first: Cells = vec![order.try_get(1)?, moment(Timestamp(order.try_get(2)?))];
    for column in 3..=13 {
        first.push(order.try_get(column)?);
    }
    for column in 14..=19 {
        first.push(amount(order, column)?);
    }
    let number = first.first().cloned().unwrap_or_default();
    let mut rows = Vec::with_capacity(lines.len().max(1));
    for (index, line) in lines.iter().enumerate() {
        let mut cells = if index == 0 { first.clone() } else { vec![String::new(); first.len()] };
        if let Some(cell) = cells.first_mut() {
            cell.clone_from(&number);
        }
        let (title, variant): (String, String) = (line.try_get(3)?, line.try_get(4)?);
        cells.push(line.try_get(2)?);
        cells.push(if variant.is_empty() { title } else { format!("{title} · {variant}") });
        cells.push(line.try_get::<i64, _>(5)?.to_string());
        cells.push(amount(line, 6)?);
        rows.push(cells);
    }
    if rows.is_empty() {
        first.extend(std::iter::repeat_n(String::new(), 4));
        rows.push(first);
    }
    Ok(rows)
}
