//! What only a file of this shop's own kind says: the type of a product, when it appears, texts in further languages.

use domain::kernel::ProductId;
use sqlx::Row as _;

use super::{Desk, attribute, trace::Trace};
use crate::{
    catalog::{admin::attribute::sql as type_sql, texts::sql as text_sql},
    db::{DatabaseError, Transaction},
    importer::{
        product::{ImportedModel, ImportedProduct},
        sql,
    },
};

/// The product's type, which is made with the attributes that the product has unless it is there.
pub(super) async fn type_id(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    product: &ImportedProduct,
) -> Result<Option<i64>, DatabaseError> {
    let name = &product.model.product_type;
    if name.is_empty() {
        return Ok(None);
    }
    let found = sqlx::query(sql::TYPE_OF_NAME).bind(name.clone()).fetch_optional(transaction.connection()).await?;
    let known = found.map(|row| row.try_get::<i64, _>(0)).transpose()?;
    if let Some(id) = known.filter(|id| !desk.found.types.contains(id)) {
        return Ok(Some(id));
    }
    let id = known.unwrap_or_else(|| desk.database.next_id());
    if known.is_none() {
        let add = sqlx::query(type_sql::ADD_TYPE).bind(id).bind(name.clone()).bind(desk.now.0);
        add.execute(transaction.connection()).await?;
        // A key of an attribute has no colon.
        desk.traces.push(Trace::new("attribute", format!("type:{id}"), ""));
        desk.found.types.insert(id);
    }
    let is_described = |label: &str| product.attributes.iter().any(|attribute| attribute.label == label);
    for definition in product.model.definitions.iter().filter(|definition| is_described(&definition.label)) {
        let definition = attribute::known_or_new(transaction, desk, &definition.label, Some(definition), false).await?;
        let attach = sqlx::query(type_sql::ATTACH).bind(id).bind(definition.key.clone()).bind("").bind(0_i64);
        attach.execute(transaction.connection()).await?;
    }
    Ok(Some(id))
}

/// Says the type of a product that is here, and when it appears, where the file says anything new of it.
pub(super) async fn change(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<(), DatabaseError> {
    let model = &product.model;
    let Some(own) = &product.own else {
        if let Some(type_id) = type_id(transaction, desk, product).await? {
            let set = sqlx::query(type_sql::SET_TYPE).bind(id.0).bind(type_id);
            set.execute(transaction.connection()).await?;
        }
        return say(transaction, desk, id, &ImportedModel::default(), model).await;
    };
    let now = own.now.as_ref().map(|now| now.model.clone()).unwrap_or_default();
    if (&now.product_type, now.publish_at) != (&model.product_type, model.publish_at) {
        let type_id = type_id(transaction, desk, product).await?;
        sqlx::query(sql::SET_MODEL)
            .bind(id.0)
            .bind(type_id)
            .bind(model.publish_at.filter(|_| !product.published))
            .execute(transaction.connection())
            .await?;
    }
    say(transaction, desk, id, &now, model).await
}

/// Says texts, and takes back those that the file has emptied.
async fn say(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
    id: ProductId,
    now: &ImportedModel,
    model: &ImportedModel,
) -> Result<(), DatabaseError> {
    for text in model.texts.iter().filter(|text| !now.texts.contains(text)) {
        sqlx::query(text_sql::SAY)
            .bind(id.0)
            .bind(text.language)
            .bind(text.field)
            .bind(text.text.clone())
            .bind(desk.now.0)
            .execute(transaction.connection())
            .await?;
    }
    let is_said =
        |language: &str, field: &str| model.texts.iter().any(|text| (text.language, text.field) == (language, field));
    for text in now.texts.iter().filter(|text| !is_said(text.language, text.field)) {
        let unsay = sqlx::query(text_sql::UNSAY).bind(id.0).bind(text.language).bind(text.field);
        unsay.execute(transaction.connection()).await?;
    }
    Ok(())
}
