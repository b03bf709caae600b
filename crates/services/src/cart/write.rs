//! Changing a cart.

use domain::{
    cart::view::CartView,
    catalog::personalisation::{AnswerValue, check_answers},
    coupon::CouponCode,
    gift_card::GiftCardCode,
    kernel::{CartId, CartLineId, Currency, PersonalisationFieldId, ProductId, Quantity, Timestamp},
};
use sqlx::{Row, any::AnyRow};

use super::{CartError, CartToken, read, sql};
use crate::{
    Shop,
    catalog::{admin::goods, fields},
    db::{DatabaseError, Transaction},
    gift_card,
    setting::digest,
};

/// Puts items into the cart behind the token, or into a new cart when there is none or it was ordered. A line of the same
/// variant grows, up to [`Quantity::MOST`]; when fewer are left, it has those that are left.
///
/// # Errors
/// A unit that is not for sale, sold out or in the cart with all that are left, a number that is no quantity, or more than
/// [`MOST_LINES`] lines; the cart is as it was then.
pub async fn add(
    shop: &Shop,
    token: Option<CartToken>,
    sku: &str,
    quantity: i64,
) -> Result<(CartToken, CartView), CartError> {
    add_personalised(shop, token, sku, quantity, Vec::new()).await
}

/// Lines of a cart: an order holds the database's only writer for as long as all of its lines take.
pub const MOST_LINES: i64 = 100;

/// What a shopper has filled in, by field.
pub type Given = Vec<(PersonalisationFieldId, AnswerValue)>;

/// As [`add`], for what is made to order. Lines of one variant with other answers stand beside each other.
///
/// # Errors
/// As [`add`], and answers that the product's fields do not take.
pub async fn add_personalised(
    shop: &Shop,
    token: Option<CartToken>,
    sku: &str,
    quantity: i64,
    given: Given,
) -> Result<(CartToken, CartView), CartError> {
    put_back(shop, token, sku, quantity, given, shop.clock.now()).await
}

/// As [`add_personalised`], for a line that was taken out: it stands again where it stood. A time that is still to come is now.
///
/// # Errors
/// As [`add_personalised`].
pub async fn put_back(
    shop: &Shop,
    token: Option<CartToken>,
    sku: &str,
    quantity: i64,
    given: Given,
    added_at: Timestamp,
) -> Result<(CartToken, CartView), CartError> {
    let now = shop.clock.now();
    let item = Item {
        given,
        added_at: added_at.min(now),
        currency_of_shop: shop.settings.currency,
        sku: sku.to_owned(),
        quantity: Quantity::new(quantity)?,
        currency: shop.settings.currency.code().to_owned(),
        line: CartLineId(shop.database.next_id()),
    };
    let (known, fresh) = (token, CartToken::generate());
    let (old, new, new_id) = (known.as_ref().map(CartToken::digest), fresh.digest(), CartId(shop.database.next_id()));
    let is_new = shop
        .database
        .write(move |tx| {
            let (item, old, new) = (item.clone(), old.clone(), new.clone());
            Box::pin(async move {
                let (cart, is_new) = match touch(tx, old, now).await? {
                    Some(cart) => (cart, false),
                    None => (begin(tx, new_id, new, now).await?, true),
                };
                add_line(tx, cart, item).await?;
                Ok::<_, CartError>(is_new)
            })
        })
        .await?;
    let token = known.filter(|_| !is_new).unwrap_or(fresh);
    let view = read::view(shop, Some(&token)).await?;
    Ok((token, view))
}

/// Sets how many of a line are wanted; 0 takes the line out.
///
/// # Errors
/// A number that is no quantity, or a line that is not in this cart; the cart is as it was then.
pub async fn set_quantity(
    shop: &Shop,
    token: &CartToken,
    line: CartLineId,
    quantity: i64,
) -> Result<CartView, CartError> {
    if quantity == 0 {
        return remove(shop, token, line).await;
    }
    let quantity = Quantity::new(quantity)?;
    let (digest, now) = (token.digest(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let digest = digest.clone();
            Box::pin(async move {
                let cart = touch(tx, Some(digest), now).await?.ok_or(CartError::UnknownCart)?;
                let changed = sqlx::query(sql::SET_LINE)
                    .bind(line.0)
                    .bind(cart.0)
                    .bind(quantity.get())
                    .execute(tx.connection())
                    .await?;
                if changed.rows_affected() == 1 { Ok(()) } else { Err(CartError::UnknownLine) }
            })
        })
        .await?;
    read::view(shop, Some(token)).await
}

/// Takes a line out.
///
/// # Errors
/// A line that is not in this cart.
pub async fn remove(shop: &Shop, token: &CartToken, line: CartLineId) -> Result<CartView, CartError> {
    let (digest, now) = (token.digest(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let digest = digest.clone();
            Box::pin(async move {
                let cart = touch(tx, Some(digest), now).await?.ok_or(CartError::UnknownCart)?;
                let gone = sqlx::query(sql::REMOVE_LINE).bind(line.0).bind(cart.0).execute(tx.connection()).await?;
                if gone.rows_affected() == 1 { Ok(()) } else { Err(CartError::UnknownLine) }
            })
        })
        .await?;
    read::view(shop, Some(token)).await
}

/// Remembers the discount code that was typed in, whether there is such a code or not; nothing typed takes it away. The cart says
/// what it takes off, or why it takes off nothing.
///
/// # Errors
/// A cart that is gone; a database that failed.
pub async fn set_coupon(shop: &Shop, token: &CartToken, typed: &str) -> Result<CartView, CartError> {
    let (digest, typed, now) = (token.digest(), CouponCode::typed(typed), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (digest, typed) = (digest.clone(), typed.clone());
            Box::pin(async move {
                let set = sqlx::query(sql::SET_COUPON).bind(digest).bind(typed).bind(now.0);
                let changed = set.execute(tx.connection()).await?.rows_affected();
                if changed == 1 { Ok(()) } else { Err(CartError::UnknownCart) }
            })
        })
        .await?;
    read::view(shop, Some(token)).await
}

/// Types in a code of either kind: one that looks like that of a gift card lets the card pay, any other is a discount code. `address` is
/// where the request came from; empty when unknown.
///
/// # Errors
/// As [`set_coupon`].
pub async fn set_code(shop: &Shop, token: &CartToken, typed: &str, address: &str) -> Result<CartView, CartError> {
    let Some(code) = GiftCardCode::parse(typed) else { return set_coupon(shop, token, typed).await };
    gift_card::apply(shop, token, code, address).await?;
    read::view(shop, Some(token)).await
}

/// Takes the gift cards whose codes end so away again.
///
/// # Errors
/// A cart that is gone; a database that failed.
pub async fn remove_card(shop: &Shop, token: &CartToken, last_four: &str) -> Result<CartView, CartError> {
    gift_card::remove(shop, token, last_four).await?;
    read::view(shop, Some(token)).await
}

/// Forgets carts that nobody touched for `days` days, and says how many.
///
/// # Errors
/// A database that does not answer.
pub async fn forget_old(shop: &Shop, days: i64) -> Result<u64, CartError> {
    let before = shop.clock.now().plus(Timestamp::DAY.saturating_mul(-days));
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                Ok(sqlx::query(sql::FORGET_OLD).bind(before.0).execute(tx.connection()).await?.rows_affected())
            })
        })
        .await
}

#[derive(Clone)]
struct Item {
    given: Given,
    added_at: Timestamp,
    currency_of_shop: Currency,
    sku: String,
    quantity: Quantity,
    currency: String,
    line: CartLineId,
}

/// Counts the change; `None` when there is no such cart or it was ordered.
async fn touch(tx: &mut Transaction, digest: Option<String>, now: Timestamp) -> Result<Option<CartId>, CartError> {
    let Some(digest) = digest else {
        return Ok(None);
    };
    let row = sqlx::query(sql::TOUCH_CART).bind(digest).bind(now.0).fetch_optional(tx.connection()).await?;
    Ok(row.map(|row| row.try_get("id")).transpose()?.map(CartId))
}

async fn begin(tx: &mut Transaction, id: CartId, digest: String, now: Timestamp) -> Result<CartId, CartError> {
    sqlx::query(sql::INSERT_CART).bind(id.0).bind(digest).bind(now.0).execute(tx.connection()).await?;
    Ok(id)
}

async fn add_line(tx: &mut Transaction, cart: CartId, item: Item) -> Result<(), CartError> {
    let row = sqlx::query(sql::VARIANT_BY_SKU)
        .bind(item.sku)
        .bind(item.currency)
        .bind(cart.0)
        .fetch_optional(tx.connection())
        .await?
        .ok_or(CartError::NotForSale)?;
    if row.try_get::<i64, _>("sellable")? == 0 {
        return Err(CartError::NotForSale);
    }
    let quantity = can_be_added(&row, item.quantity)?;
    let kind = goods::kind(&row.try_get::<String, _>("kind")?)?;
    let product = ProductId(row.try_get("product_id")?);
    let fields = fields::of_product(tx.connection(), product, kind, item.currency_of_shop).await?;
    let answers = check_answers(&fields, &item.given).map_err(CartError::Personalisation)?;
    let personalisation =
        serde_json::to_string(&answers).map_err(|error| DatabaseError::from(sqlx::Error::Encode(Box::new(error))))?;
    let hash = if answers.is_empty() { String::new() } else { digest(&personalisation) };
    sqlx::query(sql::ADD_LINE)
        .bind(item.line.0)
        .bind(cart.0)
        .bind(row.try_get::<i64, _>("id")?)
        .bind(quantity)
        .bind(item.added_at.0)
        .bind(Quantity::MOST)
        .bind(personalisation)
        .bind(hash)
        .execute(tx.connection())
        .await?;
    let lines = sqlx::query(sql::COUNT_LINES).bind(cart.0).fetch_one(tx.connection()).await?;
    // Whoever had more before may still have more of what they have.
    if lines.try_get::<i64, _>("lines")? > MOST_LINES && lines.try_get::<i64, _>("newest")? == item.line.0 {
        return Err(CartError::Full { most: MOST_LINES });
    }
    Ok(())
}

/// How many of the wanted items are left beside those that the cart has already.
fn can_be_added(row: &AnyRow, wanted: Quantity) -> Result<i64, CartError> {
    let (available, in_cart): (i64, i64) = (row.try_get("available")?, row.try_get("in_cart")?);
    if row.try_get::<i64, _>("is_limited")? == 0 {
        return Ok(wanted.get());
    }
    match available.saturating_sub(in_cart) {
        _ if available <= 0 => Err(CartError::SoldOut),
        ..=0 => Err(CartError::NoMore { left: available }),
        left => Ok(wanted.get().min(left)),
    }
}
