//! Giving products their pictures.

use std::collections::HashMap;

use domain::{
    catalog::view::OptionView,
    kernel::{ImageId, ImportRunId},
};
use sqlx::Row as _;

use crate::{
    Shop,
    catalog::{self, admin::sql as catalog_sql},
    db::{DatabaseError, Transaction},
    importer::{
        product::ImportedProduct,
        sql, undo,
        write::{Trace, Written, arrange},
    },
};

/// What is written for a product.
#[derive(Clone)]
struct Plan {
    platform: &'static str,
    key: String,
    digest: String,
    product: domain::kernel::ProductId,
    title: String,
    /// Those that were found, in order, each with its words.
    pictures: Vec<(ImageId, String)>,
    /// Whether the file says all pictures, the manager's own too.
    is_whole: bool,
    /// Choice of a variant as it is stored, and the place of its picture.
    shown_by: Vec<(String, i64)>,
}

/// A picture that the product had before.
struct Before {
    image: ImageId,
    place: i64,
    words: String,
    /// Whether the manager added it.
    is_own: bool,
}

/// Puts the pictures that were found on the product, before those that the manager added.
pub(super) async fn attach(
    shop: &Shop,
    (platform, run): (&'static str, Option<ImportRunId>),
    product: &ImportedProduct,
    written: &Written,
    found: Vec<Option<ImageId>>,
) -> Result<(), DatabaseError> {
    // The variants' choices are as the catalogue keeps them.
    let row = sqlx::query(sql::OPTIONS).bind(written.id.0).fetch_optional(shop.database.reader()).await?;
    let options = row.map(|row| row.try_get::<String, _>(0)).transpose()?.unwrap_or_default();
    let mut product = product.clone();
    arrange(&mut product, &serde_json::from_str::<Vec<OptionView>>(&options).unwrap_or_default());
    let plan = plan(platform, &product, written, &found);
    let (database, now) = (shop.database.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (plan, database) = (plan.clone(), database.clone());
            Box::pin(async move {
                put(transaction, &plan).await?;
                if let Some(run) = run {
                    let trace = |(picture, _): &(ImageId, String)| Trace::new("picture", picture.0, "");
                    let traces: Vec<Trace> = plan.pictures.iter().map(trace).collect();
                    undo::trace(transaction, run, &traces, &HashMap::new()).await?;
                }
                catalog::job::enqueue(transaction, &database, &[plan.product], now).await
            })
        })
        .await
}

fn plan(platform: &'static str, product: &ImportedProduct, written: &Written, found: &[Option<ImageId>]) -> Plan {
    let mut pictures: Vec<(ImageId, String)> = Vec::new();
    let mut places: Vec<Option<i64>> = Vec::new();
    for (picture, id) in product.pictures.iter().zip(found) {
        // The same content under two addresses is one picture.
        let place = id.map(|id| {
            pictures.iter().position(|(known, _)| *known == id).unwrap_or_else(|| {
                pictures.push((id, picture.alternative_text.clone()));
                pictures.len() - 1
            })
        });
        places.push(place.and_then(|place| i64::try_from(place).ok()));
    }
    let shown_by = product.variants.iter().filter_map(|variant| {
        let place = places.get(variant.picture?).copied().flatten()?;
        Some((serde_json::to_string(&variant.choice).ok()?, place))
    });
    let mut digest = written.digest.clone();
    digest.missing_pictures = found.iter().filter(|id| id.is_none()).count();
    Plan {
        platform,
        key: product.key.clone(),
        digest: digest.text(),
        product: written.id,
        title: product.title.clone(),
        is_whole: product.own.is_some() && found.iter().all(Option::is_some),
        shown_by: shown_by.collect(),
        pictures,
    }
}

async fn put(transaction: &mut Transaction, plan: &Plan) -> Result<(), DatabaseError> {
    let before = sqlx::query(sql::PICTURES).bind(plan.product.0).fetch_all(transaction.connection()).await?;
    let before = before.iter().map(|row| {
        let is_own = row.try_get::<String, _>(3)?.is_empty();
        Ok(Before { image: ImageId(row.try_get(0)?), place: row.try_get(1)?, words: row.try_get(2)?, is_own })
    });
    let before: Vec<Before> = before.collect::<Result<_, sqlx::Error>>()?;
    let variants = sqlx::query(sql::VARIANTS).bind(plan.product.0).fetch_all(transaction.connection()).await?;
    let is_missing = |image: &ImageId| !plan.is_whole && plan.pictures.iter().all(|(known, _)| known != image);
    let own = before.iter().filter(|own| own.is_own && is_missing(&own.image)).map(|own| (own.image, String::new()));
    let after: Vec<(ImageId, String)> = plan.pictures.iter().cloned().chain(own).collect();
    sqlx::query(catalog_sql::CLEAR_PICTURES).bind(plan.product.0).execute(transaction.connection()).await?;
    for (position, (image, words)) in (0_i64..).zip(&after) {
        let known = || before.iter().find(|before| before.image == *image).map(|before| before.words.clone());
        let words = if words.is_empty() { known().unwrap_or_else(|| plan.title.clone()) } else { words.clone() };
        sqlx::query(catalog_sql::ADD_PICTURE)
            .bind(plan.product.0)
            .bind(position)
            .bind(image.0)
            .bind(words)
            .execute(transaction.connection())
            .await?;
    }
    sqlx::query(sql::CLEAR_VARIANT_PICTURES).bind(plan.product.0).execute(transaction.connection()).await?;
    for row in variants {
        let (id, choice, shown): (i64, String, Option<i64>) = (row.try_get(0)?, row.try_get(3)?, row.try_get(11)?);
        let said = plan.shown_by.iter().find(|(shown, _)| *shown == choice).map(|(_, place)| *place);
        // What the manager chose stays where the file says nothing.
        let image = before.iter().find(|before| shown == Some(before.place)).map(|before| before.image);
        let chosen = || (0_i64..).zip(&after).find(|(_, (known, _))| image == Some(*known)).map(|(place, _)| place);
        let Some(place) = said.or_else(|| chosen().filter(|_| !plan.is_whole)) else { continue };
        sqlx::query(catalog_sql::SET_VARIANT_PICTURE).bind(id).bind(place).execute(transaction.connection()).await?;
    }
    sqlx::query(sql::REMEMBER_KEY)
        .bind(plan.platform)
        .bind(plan.key.clone())
        .bind(plan.digest.clone())
        .execute(transaction.connection())
        .await?;
    Ok(())
}
