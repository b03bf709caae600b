//! Saving a product.

use std::sync::Arc;

use domain::{
    catalog::{
        AttributeField,
        view::{Origin, ProductForm, VariantForm},
    },
    kernel::{ProductId, Timestamp},
};
use sqlx::Row as _;

use super::{SaveError, attribute, form, goods, score, sql, stock, validate};
use crate::{
    Shop,
    account::Actor,
    catalog::{
        CatalogError,
        history::{self, document},
        html, job,
    },
    db::{Database, DatabaseError, Transaction, audit},
    redirect,
};

/// Saves the form and gives back what stands there now. Nothing is changed unless everything is.
///
/// # Errors
/// A form made from an old version, fields that cannot stay, a product that does not exist, a database that failed.
pub async fn save(shop: &Shop, actor: &Actor, form: ProductForm) -> Result<ProductForm, SaveError> {
    save_as(shop, actor, form, Origin::Editor).await
}

/// The same, with where the change comes from.
///
/// # Errors
/// As [`save`].
pub async fn save_as(shop: &Shop, actor: &Actor, form: ProductForm, origin: Origin) -> Result<ProductForm, SaveError> {
    let before = read(shop, form.id).await?;
    validate::check(&form, &before, shop.settings.currency)?;
    if before.version != form.version {
        return Err(SaveError::Conflict(Box::new(before)));
    }
    let attributes = attribute::field::changed(&before.attributes, &form.attributes).map_err(SaveError::Fields)?;
    let id = form.id;
    let detail = difference(&before, &form).to_string();
    let form = ProductForm { description_html: html::sanitise(&form.description_html), ..form };
    let work = Arc::new(Save {
        attributes,
        detail,
        changes: document::compare(&document::of_form(&before), &document::of_form(&form)),
        origin,
        form,
        actor: actor.name.clone(),
        now: shop.clock.now(),
        database: shop.database.clone(),
    });
    let written = shop
        .database
        .write(move |transaction| {
            let work = Arc::clone(&work);
            Box::pin(async move { work.run(transaction).await })
        })
        .await;
    match written {
        Ok(()) => {
            shop.shelf.refresh(&[id]).await;
            score::tell(shop, std::iter::once(id)).await?;
            read(shop, id).await
        }
        Err(SaveError::Conflict(_)) => Err(SaveError::Conflict(Box::new(read(shop, id).await?))),
        Err(error) => Err(error),
    }
}

async fn read(shop: &Shop, id: ProductId) -> Result<ProductForm, SaveError> {
    form(shop, id).await.map_err(|error| match error {
        CatalogError::NotFound => SaveError::NotFound,
        error => SaveError::Failed(error),
    })
}

/// What has changed, for the audit: old and new value of each field.
fn difference(before: &ProductForm, after: &ProductForm) -> serde_json::Value {
    let mut changes = serde_json::Map::new();
    let mut note = |field: String, old: serde_json::Value, new: serde_json::Value| {
        if old != new {
            changes.insert(field, serde_json::json!([old, new]));
        }
    };
    note("title".into(), before.title.as_str().into(), after.title.as_str().into());
    note("slug".into(), before.slug.as_str().into(), after.slug.as_str().into());
    note("brand".into(), before.brand.as_str().into(), after.brand.as_str().into());
    note("published".into(), before.published.into(), after.published.into());
    // Descriptions are long: that they changed is enough.
    note("description".into(), before.description_html.len().into(), after.description_html.len().into());
    note("publish_at".into(), before.publish_at.map(|at| at.0).into(), after.publish_at.map(|at| at.0).into());
    note("tags".into(), before.tags.as_str().into(), after.tags.as_str().into());
    note("categories".into(), serde_json::json!(before.categories), serde_json::json!(after.categories));
    note("type".into(), serde_json::json!(before.type_id), serde_json::json!(after.type_id));
    for field in &after.attributes {
        let key = &field.definition.key;
        let Some(old) = before.attributes.iter().find(|old| old.definition.key == *key) else { continue };
        let words = |field: &AttributeField| {
            field.values.iter().map(|value| value.label.as_str()).collect::<Vec<_>>().join(", ")
        };
        note(format!("attribute {key}"), words(old).into(), words(field).into());
    }
    note("parcel".into(), serde_json::json!(before.parcel), serde_json::json!(after.parcel));
    for variant in &after.variants {
        let Some(old) = before.variants.iter().find(|old| old.id == variant.id) else { continue };
        let field = |name: &str| format!("{}.{name}", old.sku);
        note(field("sku"), old.sku.as_str().into(), variant.sku.as_str().into());
        note(field("price"), old.price.minor.into(), variant.price.minor.into());
        let former = |money: Option<domain::kernel::Money>| money.map(|money| money.minor).into();
        note(field("compare_at"), former(old.compare_at), former(variant.compare_at));
        note(field("cost"), former(old.cost), former(variant.cost));
        note(field("tax_class"), old.tax_class.as_str().into(), variant.tax_class.as_str().into());
        note(field("barcode"), old.barcode.as_str().into(), variant.barcode.as_str().into());
        note(field("weight_grams"), old.weight_grams.into(), variant.weight_grams.into());
        let content = |variant: &VariantForm| match variant.content_amount {
            Some(amount) => format!("{amount} {}", variant.content_unit),
            None => String::new(),
        };
        note(field("content"), content(old).into(), content(variant).into());
        note(field("on_hand"), variant.seen_on_hand.into(), variant.on_hand.into());
    }
    changes.into()
}

/// A save, ready to run and to run again.
struct Save {
    form: ProductForm,
    attributes: Vec<AttributeField>,
    detail: String,
    changes: document::Changes,
    origin: Origin,
    actor: String,
    now: Timestamp,
    database: Database,
}

impl Save {
    async fn run(&self, transaction: &mut Transaction) -> Result<(), SaveError> {
        let form = &self.form;
        let row = sqlx::query(sql::VERSION).bind(form.id.0).fetch_optional(transaction.connection()).await?;
        let old_slug: String = row.ok_or(SaveError::NotFound)?.try_get(1)?;
        self.update_product(transaction).await?;
        if old_slug != form.slug.as_str() {
            redirect::write::product_moved(transaction, form.id, &old_slug, form.slug.as_str()).await?;
        }
        self.update_categories(transaction).await?;
        if !attribute::field::write(transaction, form.id, form.type_id, &self.attributes).await? {
            return Err(SaveError::field("type", "This product type is no longer there."));
        }
        self.update_variants(transaction).await?;
        goods::settle(transaction).await?;
        for picture in &form.pictures {
            sqlx::query(sql::DESCRIBE_PICTURE)
                .bind(form.id.0)
                .bind(picture.id.0)
                .bind(picture.alternative_text.trim().to_owned())
                .execute(transaction.connection())
                .await?;
        }
        let subject = format!("product {}", form.id);
        let entry =
            audit::Entry { actor: &self.actor, action: "product.save", subject: &subject, detail: &self.detail };
        audit::record(transaction, self.database.next_id(), entry, self.now).await?;
        let entry =
            history::Entry { product: form.id, actor: &self.actor, origin: self.origin, changes: &self.changes };
        history::record(transaction, &self.database, entry, self.now).await?;
        Ok(job::enqueue(transaction, &self.database, &[form.id], self.now).await?)
    }

    async fn update_product(&self, transaction: &mut Transaction) -> Result<(), SaveError> {
        let form = &self.form;
        let updated = sqlx::query(sql::UPDATE)
            .bind(form.id.0)
            .bind(form.version)
            .bind(form.title.trim().to_owned())
            .bind(form.slug.as_str().to_owned())
            .bind(form.description_html.clone())
            .bind(form.brand.trim().to_owned())
            .bind(i64::from(form.published))
            .bind(self.now.0)
            .bind(form.publish_at.filter(|_| !form.published).map(|moment| moment.0))
            .bind(form.tags.trim().to_owned())
            .bind(form.parcel.length_mm)
            .bind(form.parcel.width_mm)
            .bind(form.parcel.height_mm)
            .bind(form.parcel.customs_code.clone())
            .bind(form.parcel.origin_country.clone())
            .execute(transaction.connection())
            .await;
        let updated = updated.map_err(|error| taken(error, "product_slug_unique", "slug"))?;
        // Somebody was faster: the caller reads what stands there now.
        if updated.rows_affected() == 0 { Err(SaveError::Conflict(Box::new(form.clone()))) } else { Ok(()) }
    }

    async fn update_categories(&self, transaction: &mut Transaction) -> Result<(), SaveError> {
        sqlx::query(sql::CLEAR_CATEGORIES).bind(self.form.id.0).execute(transaction.connection()).await?;
        for (position, category) in (0_i64..).zip(&self.form.categories) {
            let added = sqlx::query(sql::ADD_CATEGORY)
                .bind(self.form.id.0)
                .bind(category.0)
                .bind(position)
                .execute(transaction.connection())
                .await?;
            if added.rows_affected() == 0 {
                return Err(SaveError::field("categories", "One of these categories is no longer there."));
            }
        }
        Ok(())
    }

    async fn update_variants(&self, transaction: &mut Transaction) -> Result<(), SaveError> {
        for (place, variant) in self.form.variants.iter().enumerate() {
            let updated = sqlx::query(sql::UPDATE_VARIANT)
                .bind(variant.id.0)
                .bind(self.form.id.0)
                .bind(variant.sku.trim().to_owned())
                .bind(variant.price.minor)
                .bind(variant.compare_at.map(|former| former.minor))
                .bind(variant.cost.map(|cost| cost.minor))
                .bind(variant.barcode.trim().to_owned())
                .bind(variant.weight_grams)
                .bind(variant.content_amount)
                .bind(variant.content_amount.map_or_else(String::new, |_| variant.content_unit.clone()))
                .bind(variant.tax_class.clone())
                .execute(transaction.connection())
                .await
                .map_err(|error| taken(error, "variant_sku_unique", &format!("variants.{place}.sku")))?;
            if updated.rows_affected() == 0 {
                return Err(SaveError::field(format!("variants.{place}.sku"), "This variant is no longer there."));
            }
            stock::correct(transaction, &self.database, variant, place, &self.actor, self.now).await?;
        }
        Ok(())
    }
}

/// A broken unique rule is a field's error; anything else is the database's.
fn taken(error: sqlx::Error, rule: &str, field: &str) -> SaveError {
    let error = DatabaseError::from(error);
    if error.constraint() == Some(rule) {
        SaveError::field(field, "This is already taken by another product.")
    } else {
        error.into()
    }
}

/// Shows a product to shoppers or hides it. Saying what is already so changes nothing.
///
/// # Errors
/// A database that failed.
pub async fn set_published(shop: &Shop, actor: &Actor, id: ProductId, published: bool) -> Result<(), CatalogError> {
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            Box::pin(async move {
                let changed = sqlx::query(sql::SET_PUBLISHED)
                    .bind(id.0)
                    .bind(i64::from(published))
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await?;
                if changed.rows_affected() == 0 {
                    return Ok(());
                }
                let action = if published { "product.publish" } else { "product.hide" };
                let subject = format!("product {id}");
                let entry = audit::Entry { actor: &actor, action, subject: &subject, detail: "" };
                audit::record(transaction, database.next_id(), entry, now).await?;
                let changes = history::change("/published", !published, published);
                let entry = history::Entry { product: id, actor: &actor, origin: Origin::List, changes: &changes };
                history::record(transaction, &database, entry, now).await?;
                job::enqueue(transaction, &database, &[id], now).await?;
                Ok::<(), CatalogError>(())
            })
        })
        .await?;
    shop.shelf.refresh(&[id]).await;
    Ok(())
}
