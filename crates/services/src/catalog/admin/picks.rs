//! Products picked by hand, in order: what goes with a product, what is in a collection. Each change at once, like pictures.
//!
//! Invariants: no product goes with itself; one that is picked already stays where it is.

use domain::{
    catalog::view::ProductPick,
    kernel::{CollectionId, Money, ProductId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{ModelError, change::change, pick_sql as sql};
use crate::{
    Shop,
    account::Actor,
    catalog::{
        CatalogError,
        row::{currency, packed_picture},
    },
    db::{DatabaseError, Transaction, many, with_list},
};

/// More are too many to put in order by hand.
const MOST_RELATED: usize = 24;
const MOST_COLLECTED: usize = 2_000;

/// Where products are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What goes with a product.
    Related(ProductId),
    /// What is in a collection.
    Collection(CollectionId),
}

impl Place {
    fn id(self) -> i64 {
        match self {
            Self::Related(id) => id.0,
            Self::Collection(id) => id.0,
        }
    }

    fn subject(self) -> String {
        match self {
            Self::Related(id) => format!("product {id}"),
            Self::Collection(id) => format!("collection {id}"),
        }
    }

    /// The statements that tell whether the place is there, read, clear and fill it.
    fn statements(self) -> [&'static str; 4] {
        match self {
            Self::Related(_) => [sql::IS_PRODUCT, sql::RELATED, sql::CLEAR_RELATED, sql::ADD_RELATED],
            Self::Collection(_) => [sql::IS_COLLECTION, sql::COLLECTED, sql::CLEAR_COLLECTED, sql::ADD_COLLECTED],
        }
    }

    fn most(self) -> usize {
        match self {
            Self::Related(_) => MOST_RELATED,
            Self::Collection(_) => MOST_COLLECTED,
        }
    }
}

/// What was picked, in order.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, place: Place) -> Result<Vec<ProductPick>, CatalogError> {
    let [_, read, ..] = place.statements();
    let rows = sqlx::query(read).bind(place.id()).fetch_all(shop.database.reader()).await?;
    let ids: Vec<ProductId> = rows.iter().map(|row| row.try_get(0).map(ProductId)).collect::<Result<_, _>>()?;
    of(shop, &ids).await
}

/// These products, in this order; those that are gone are left out.
pub(super) async fn of(shop: &Shop, ids: &[ProductId]) -> Result<Vec<ProductPick>, CatalogError> {
    let mut found = Vec::new();
    for part in ids.chunks(500) {
        let statement = with_list(sql::PICKS, 1, part.len());
        let query = part.iter().fold(many(statement), |query, id| query.bind(id.0));
        for row in query.fetch_all(shop.database.reader()).await? {
            found.push(pick(&row)?);
        }
    }
    Ok(ids.iter().filter_map(|id| found.iter().find(|pick| pick.id == *id)).cloned().collect())
}

fn pick(row: &AnyRow) -> Result<ProductPick, DatabaseError> {
    let (price, code): (Option<i64>, Option<&str>) = (row.try_get(3)?, row.try_get(4)?);
    let price = match price.zip(code) {
        Some((minor, code)) => Some(Money::new(minor, currency(code)?)),
        None => None,
    };
    Ok(ProductPick {
        id: ProductId(row.try_get(0)?),
        title: row.try_get(1)?,
        published: row.try_get::<i64, _>(2)? == 1,
        price,
        picture: row.try_get::<Option<&str>, _>(5)?.and_then(packed_picture),
    })
}

/// Picks a product by its name, address or SKU, as somebody typed it.
///
/// # Errors
/// Words that name no product or several; a place that does not exist; a database that failed.
pub async fn add_named(shop: &Shop, actor: &Actor, place: Place, words: &str) -> Result<(), ModelError> {
    let words = words.trim();
    let say = |message: String| Err(ModelError::field("words", message));
    if words.is_empty() {
        return say("Write a product’s name, address or SKU.".to_owned());
    }
    let rows = sqlx::query(sql::NAMED).bind(words.to_owned()).bind(words.to_lowercase());
    let rows = rows.fetch_all(shop.database.reader()).await?;
    match rows.as_slice() {
        [] => say(format!("No product is called “{words}”.")),
        [row] => add(shop, actor, place, ProductId(row.try_get(0)?), None).await,
        _ => say(format!("Several products are called “{words}”. Write the SKU of the one that you mean.")),
    }
}

/// Picks a product: behind the others, or at a place counted from 0.
///
/// # Errors
/// A product or place that does not exist, more products than fit, a database that failed.
pub async fn add(
    shop: &Shop,
    actor: &Actor,
    place: Place,
    product: ProductId,
    at: Option<usize>,
) -> Result<(), ModelError> {
    rearrange(shop, actor, place, "picks.add", move |picked| {
        let is_itself = place == Place::Related(product);
        if !is_itself && !picked.contains(&product) {
            picked.insert(at.unwrap_or(picked.len()).min(picked.len()), product);
        }
    })
    .await
}

/// Takes a product out.
///
/// # Errors
/// A place that does not exist; a database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, place: Place, product: ProductId) -> Result<(), ModelError> {
    rearrange(shop, actor, place, "picks.remove", move |picked| picked.retain(|id| *id != product)).await
}

/// Puts a product at another place, counted from 0; beyond the end is the end.
///
/// # Errors
/// A place that does not exist; a database that failed.
pub async fn put(shop: &Shop, actor: &Actor, place: Place, product: ProductId, to: usize) -> Result<(), ModelError> {
    rearrange(shop, actor, place, "picks.move", move |picked| {
        if let Some(from) = picked.iter().position(|id| *id == product) {
            let moved = picked.remove(from);
            picked.insert(to.min(picked.len()), moved);
        }
    })
    .await
}

async fn rearrange(
    shop: &Shop,
    actor: &Actor,
    place: Place,
    action: &'static str,
    alter: impl Fn(&mut Vec<ProductId>) + Send + Sync + Clone + 'static,
) -> Result<(), ModelError> {
    change(shop, actor, (action, place.subject()), move |transaction, _| {
        let alter = alter.clone();
        Box::pin(async move { write(transaction, place, alter).await })
    })
    .await?;
    match place {
        Place::Related(product) => shop.shelf.refresh(&[product]).await,
        Place::Collection(_) => shop.shelf.refresh_frame().await,
    }
    Ok(())
}

async fn write(
    transaction: &mut Transaction,
    place: Place,
    alter: impl Fn(&mut Vec<ProductId>),
) -> Result<(), ModelError> {
    let [is_there, read, clear, fill] = place.statements();
    let there = sqlx::query(is_there).bind(place.id()).fetch_optional(transaction.connection()).await?;
    if there.is_none() {
        return Err(ModelError::NotFound);
    }
    let rows = sqlx::query(read).bind(place.id()).fetch_all(transaction.connection()).await?;
    let mut picked: Vec<ProductId> = rows.iter().map(|row| row.try_get(0).map(ProductId)).collect::<Result<_, _>>()?;
    alter(&mut picked);
    if picked.len() > place.most() {
        return Err(ModelError::field("words", format!("{} products fit here.", place.most())));
    }
    sqlx::query(clear).bind(place.id()).execute(transaction.connection()).await?;
    for (position, product) in (0_i64..).zip(picked) {
        let add = sqlx::query(fill).bind(place.id()).bind(product.0).bind(position);
        if add.execute(transaction.connection()).await?.rows_affected() == 0 {
            return Err(ModelError::field("words", "This product is no longer there."));
        }
    }
    Ok(())
}
