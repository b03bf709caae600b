//! The fields that shoppers fill for a product that is made to order, as the database keeps them.

use std::collections::HashMap;

use domain::{
    catalog::{
        ProductKind,
        personalisation::{FieldKind, PersonalisationField, gift_card_fields},
    },
    currency::Selling,
    kernel::{CartId, Currency, Money, MoneyError, PersonalisationFieldId, ProductId},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::db::{Connection, DatabaseError};

fn field(row: &AnyRow, currency: Currency) -> Result<PersonalisationField, DatabaseError> {
    let kind: String = row.try_get(1)?;
    let file_types: String = row.try_get(5)?;
    Ok(PersonalisationField {
        id: PersonalisationFieldId(row.try_get(0)?),
        kind: FieldKind::from_key(&kind).ok_or(DatabaseError::Corrupt { what: "kind of a field", value: kind })?,
        label: row.try_get(2)?,
        is_required: row.try_get::<i64, _>(3)? == 1,
        most_characters: row.try_get(4)?,
        file_types: file_types.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
        surcharge: Money::new(row.try_get(6)?, currency),
    })
}

/// The fields of a product: those that its kind brings, or else its own.
pub(crate) async fn of_product(
    connection: &mut Connection,
    product: ProductId,
    kind: ProductKind,
    currency: Currency,
) -> Result<Vec<PersonalisationField>, DatabaseError> {
    if let Some(fields) = of_kind(kind, currency) {
        return Ok(fields);
    }
    let rows = sqlx::query(sql::FIELDS).bind(product.0).fetch_all(connection).await?;
    rows.iter().map(|row| field(row, currency)).collect()
}

/// The same fields with what they cost in the currency of whoever fills them.
pub(crate) fn sold_in(
    fields: Vec<PersonalisationField>,
    selling: &Selling,
) -> Result<Vec<PersonalisationField>, MoneyError> {
    if selling.is_base() {
        return Ok(fields);
    }
    let sold = |field: PersonalisationField| {
        let surcharge = selling.convert(field.surcharge)?;
        Ok(PersonalisationField { surcharge, ..field })
    };
    fields.into_iter().map(sold).collect()
}

/// The fields of all products in a cart.
pub(crate) async fn of_cart(
    connection: &mut Connection,
    cart: CartId,
    currency: Currency,
) -> Result<HashMap<ProductId, Vec<PersonalisationField>>, DatabaseError> {
    let rows = sqlx::query(sql::CART_FIELDS).bind(cart.0).fetch_all(connection).await?;
    let mut fields: HashMap<ProductId, Vec<PersonalisationField>> = HashMap::new();
    for row in &rows {
        fields.entry(ProductId(row.try_get(7)?)).or_default().push(field(row, currency)?);
    }
    Ok(fields)
}

/// The fields that every product of a kind has instead of its own. A gift card has none of its own: a surcharge would be money on it.
pub(crate) fn of_kind(kind: ProductKind, currency: Currency) -> Option<Vec<PersonalisationField>> {
    (kind == ProductKind::GiftCard).then(|| gift_card_fields(currency))
}
