//! The prices that a product's variants have of their own in other currencies, as the manager edits them.

use std::collections::BTreeMap;

use domain::{
    currency::{
        OwnPrice, OwnPriceForm, Selling,
        view::{ProductPrices, VariantPrices},
    },
    kernel::{Currency, Money, ProductId, Timestamp, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{CurrencyError, own, row, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Connection, DatabaseError, Transaction, audit},
};

/// What the variants of a product cost in every currency that the shop knows, straight from the database.
///
/// # Errors
/// A database that does not answer.
pub async fn of_product(shop: &Shop, product: ProductId) -> Result<ProductPrices, CurrencyError> {
    let mut connection = shop.database.connect().await?;
    let (table, base) = (row::table(&mut connection).await?, shop.settings.currency);
    let is_usable = |selling: &Selling| selling.base == base && !selling.is_base();
    let currencies = table.currencies.iter().map(|one| one.selling(table.revision)).filter(is_usable).collect();
    let variants = variants(&mut connection, product).await?;
    let named = sqlx::query(sql::PRODUCT_TITLE).bind(product.0).fetch_optional(&mut connection).await?;
    let title = named.map(|named| named.try_get("title")).transpose()?.unwrap_or_default();
    Ok(ProductPrices { title, currencies, variants })
}

async fn variants(connection: &mut Connection, product: ProductId) -> Result<Vec<VariantPrices>, DatabaseError> {
    let mut variants: Vec<VariantPrices> = Vec::new();
    for row in sqlx::query(sql::PRODUCT_PRICES).bind(product.0).fetch_all(connection).await? {
        let id = VariantId(row.try_get("id")?);
        if variants.last().is_none_or(|last| last.id != id) {
            variants.push(variant(&row, id)?);
        }
        if let (Some(last), Some(own)) = (variants.last_mut(), own::price(&row, "own_price", "own_compare_at")?) {
            last.own.push((row::read(&row.try_get::<String, _>("currency")?)?, own));
        }
    }
    Ok(variants)
}

fn variant(found: &AnyRow, id: VariantId) -> Result<VariantPrices, DatabaseError> {
    let base = row::read(&found.try_get::<String, _>("base")?)?;
    let former: Option<i64> = found.try_get("compare_at")?;
    Ok(VariantPrices {
        id,
        title: found.try_get("title")?,
        sku: found.try_get("sku")?,
        price: Money::new(found.try_get("price")?, base),
        compare_at: former.map(|former| Money::new(former, base)),
        own: Vec::new(),
    })
}

/// Says what variants of a product cost in a currency: those that stand in the form; an empty field leaves a price to the rate.
///
/// # Errors
/// Fields that cannot stay, a currency or a product that is gone; a database that failed.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    (product, code): (ProductId, &str),
    form: &OwnPriceForm,
) -> Result<(), CurrencyError> {
    let currency = Currency::parse(code).map_err(|_| CurrencyError::NotFound)?;
    let wished = form.check(currency).map_err(CurrencyError::Fields)?;
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, wished) = (database.clone(), name.clone(), wished.clone());
            Box::pin(async move {
                let changed = put(tx, (product, currency), wished, now).await?;
                if changed.is_empty() {
                    return Ok(());
                }
                let (subject, detail) = (format!("product {product}"), changed.join("; "));
                let entry =
                    audit::Entry { actor: &name, action: "product.own_prices", subject: &subject, detail: &detail };
                Ok::<_, CurrencyError>(audit::record(tx, database.next_id(), entry, now).await?)
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    Ok(())
}

/// Writes down what is another price than before, and gives what that was in words.
async fn put(
    tx: &mut Transaction,
    (product, currency): (ProductId, Currency),
    wished: Vec<(VariantId, Option<OwnPrice>)>,
    now: Timestamp,
) -> Result<Vec<String>, CurrencyError> {
    let held = sqlx::query(sql::HOLD_VARIANTS).bind(product.0).fetch_all(tx.connection()).await?;
    let table = row::table(tx.connection()).await?;
    if held.is_empty() || table.currencies.iter().all(|one| one.currency != currency) {
        return Err(CurrencyError::NotFound);
    }
    let known: BTreeMap<VariantId, VariantPrices> =
        variants(tx.connection(), product).await?.into_iter().map(|variant| (variant.id, variant)).collect();
    let mut changed = Vec::new();
    for (id, own) in wished {
        // A variant of another product is none that stood in the form.
        let Some(variant) = known.get(&id) else { continue };
        let before = variant.own_in(currency);
        if before == own {
            continue;
        }
        let code = currency.code().to_owned();
        match own {
            Some(own) => {
                let set = sqlx::query(sql::SET_PRICE).bind(id.0).bind(code).bind(own.price).bind(own.compare_at);
                set.bind(now.0).execute(tx.connection()).await?;
            }
            None => {
                sqlx::query(sql::UNSET_PRICE).bind(id.0).bind(code).execute(tx.connection()).await?;
            }
        }
        changed.push(format!("{}: {}, before {}", variant.sku, words(own, currency), words(before, currency)));
    }
    Ok(changed)
}

fn words(own: Option<OwnPrice>, currency: Currency) -> String {
    let money = |minor: i64| Money::new(minor, currency);
    match own {
        None => "by the rate".to_owned(),
        Some(OwnPrice { price, compare_at: None }) => money(price).to_string(),
        Some(OwnPrice { price, compare_at: Some(former) }) => format!("{} instead of {}", money(price), money(former)),
    }
}
