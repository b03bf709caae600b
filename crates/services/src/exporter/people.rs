//! Customers as rows.

use domain::kernel::{Money, Timestamp};
use futures::{StreamExt as _, stream};
use sqlx::Row as _;

use super::{Heading, Sheet, day, sql};
use crate::{Shop, customer, db::DatabaseError};

const CHUNK: i64 = 500;

/// All customers, newest first, with what they spent in the shop's own currency: each order by its own rate.
#[must_use]
pub fn customers(shop: &Shop) -> Sheet {
    let header = vec![
        Heading::text("Email"),
        Heading::text("Full name"),
        Heading::text("Customer since"),
        Heading::number("Orders"),
        Heading::number("Total spent"),
        Heading::text("Currency"),
    ];
    let rows = stream::try_unfold((shop.clone(), i64::MAX), |(shop, before)| async move {
        let found = sqlx::query(sql::CUSTOMERS).bind(before).bind(CHUNK).fetch_all(shop.database.reader()).await;
        let found = found?;
        let Some(last) = found.last() else { return Ok::<_, DatabaseError>(None) };
        let last: i64 = last.try_get(0)?;
        let ids = found.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
        let (currency, spent) = (shop.settings.currency, customer::admin::spent(&shop, &ids).await?);
        let rows: Result<Vec<_>, sqlx::Error> = found
            .iter()
            .map(|row| {
                Ok(vec![
                    row.try_get(1)?,
                    row.try_get(2)?,
                    day(Timestamp(row.try_get(3)?)),
                    row.try_get::<i64, _>(4)?.to_string(),
                    spent.get(&row.try_get(0)?).map_or(Money::zero(currency), |worth| worth.base).decimal(),
                    currency.code().to_owned(),
                ])
            })
            .collect();
        Ok(Some((rows?, (shop, last))))
    });
    Sheet { name: "customers", header, rows: rows.boxed() }
}
