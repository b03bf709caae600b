//! The files of a digital product.
//!
//! Their content lies in the file store under a random key that begins with `download-`: no address of a picture has that form, so
//! nothing but a link that was signed for a buyer leads there.

use std::path::Path;

use domain::{
    catalog::view::GoodsForm,
    kernel::{ProductFileId, ProductId, VariantId},
};
use sqlx::Row as _;

use super::{change, sql};
use crate::{
    Shop, account::Actor, catalog::admin::SaveError, db::Transaction, media::MediaError, setting::random_token,
};

/// Files of a product.
const MOST_FILES: i64 = 50;
const MOST_NAME: usize = 120;
/// Fetches and days; more than anybody means.
const MOST_BOUND: i64 = 100_000;

/// A file that was uploaded to this computer.
#[derive(Clone, Debug)]
pub struct UploadedFile<'a> {
    /// The name that it had.
    pub name: &'a str,
    /// Where it lies; it stays there.
    pub path: &'a Path,
    /// How large it is.
    pub bytes: u64,
    /// The variant that it belongs to; `None` for all of them.
    pub variant: Option<VariantId>,
}

/// Adds a file to a product.
///
/// # Errors
/// A file without content or name, too many files, a variant of another product; a product that does not exist; a file store or
/// database that failed.
pub async fn add_file(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    file: UploadedFile<'_>,
) -> Result<GoodsForm, SaveError> {
    let name = plain_name(file.name).ok_or_else(|| SaveError::field("file", "The file needs a name."))?;
    if file.bytes == 0 {
        return Err(SaveError::field("file", format!("“{name}” is empty.")));
    }
    let key = format!("download-{}", random_token());
    shop.files.put_file(&key, file.path).await.map_err(|error| SaveError::Failed(MediaError::from(error).into()))?;
    let new = NewFile {
        id: shop.database.next_id(),
        product,
        variant: file.variant,
        bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
        key: key.clone(),
        name: name.clone(),
        now: shop.clock.now().0,
    };
    let added = change(shop, actor, product, "product.add_file", name, move |transaction| {
        let new = new.clone();
        Box::pin(async move { new.insert(transaction).await })
    })
    .await;
    if added.is_err() {
        // Nobody knows its key: the error that counts is the first one.
        let _ = shop.files.remove(&key).await;
    }
    added
}

#[derive(Clone)]
struct NewFile {
    id: i64,
    product: ProductId,
    variant: Option<VariantId>,
    bytes: i64,
    key: String,
    name: String,
    now: i64,
}

impl NewFile {
    async fn insert(self, transaction: &mut Transaction) -> Result<(), SaveError> {
        let count = sqlx::query(sql::COUNT_FILES).bind(self.product.0).fetch_one(transaction.connection()).await?;
        if count.try_get::<i64, _>(0)? >= MOST_FILES {
            return Err(SaveError::field("file", format!("A product has at most {MOST_FILES} files.")));
        }
        if let Some(variant) = self.variant {
            let own = sqlx::query(sql::OWN_VARIANT).bind(self.product.0).bind(variant.0);
            if own.fetch_optional(transaction.connection()).await?.is_none() {
                return Err(SaveError::field("variant", "This variant is no longer there."));
            }
        }
        sqlx::query(sql::ADD_FILE)
            .bind(self.id)
            .bind(self.product.0)
            .bind(self.variant.map(|variant| variant.0))
            .bind(self.name)
            .bind(self.bytes)
            .bind(self.key)
            .bind(self.now)
            .execute(transaction.connection())
            .await?;
        Ok(())
    }
}

/// A name without folders and without letters that headers or file systems stumble over; `None` when nothing is left of it.
pub(crate) fn plain_name(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |letter: &char| !letter.is_control() && !matches!(letter, '"' | '<' | '>' | '|' | ':' | '*' | '?');
    let name: String = name.chars().filter(is_plain).take(MOST_NAME).collect();
    let name = name.trim().trim_start_matches('.').trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Takes a file off a product. Whoever has bought it can fetch it for as long as was agreed; one that nobody has bought is deleted.
///
/// # Errors
/// A file or product that does not exist; a file store or database that failed.
pub async fn remove_file(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    file: ProductFileId,
) -> Result<GoodsForm, SaveError> {
    let row = sqlx::query(sql::UNSOLD_KEY).bind(product.0).bind(file.0).fetch_optional(shop.database.reader()).await?;
    let unsold: Option<String> = row.map(|row| row.try_get(0)).transpose()?;
    let now = change(shop, actor, product, "product.remove_file", file.to_string(), move |transaction| {
        Box::pin(async move {
            let gone =
                sqlx::query(sql::DELETE_UNSOLD).bind(product.0).bind(file.0).execute(transaction.connection()).await?;
            if gone.rows_affected() > 0 {
                return Ok(());
            }
            let put_away =
                sqlx::query(sql::PUT_AWAY).bind(product.0).bind(file.0).execute(transaction.connection()).await?;
            if put_away.rows_affected() == 0 { Err(SaveError::NotFound) } else { Ok(()) }
        })
    })
    .await?;
    if let Some(key) = unsold {
        // It may have been bought between the look and the change: then its row is still there.
        let known = sqlx::query(sql::KEY_KNOWN).bind(key.clone()).fetch_optional(shop.database.reader()).await?;
        if known.is_none() {
            shop.files.remove(&key).await.map_err(|error| SaveError::Failed(MediaError::from(error).into()))?;
        }
    }
    Ok(now)
}

/// Says how often and for how many days buyers can fetch the files; `None` for as often and as long as they like. It counts for
/// what is bought from now on.
///
/// # Errors
/// A bound that is none; a product that does not exist; a database that failed.
pub async fn set_bounds(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    most: Option<i64>,
    days: Option<i64>,
) -> Result<GoodsForm, SaveError> {
    let is_wrong = |bound: Option<i64>| bound.is_some_and(|bound| !(1..=MOST_BOUND).contains(&bound));
    if is_wrong(most) || is_wrong(days) {
        return Err(SaveError::field("most", "Write a whole number from 1 up, or leave it empty for no limit."));
    }
    let detail = format!("{most:?} times, {days:?} days");
    change(shop, actor, product, "product.set_download_bounds", detail, move |transaction| {
        Box::pin(async move {
            let set = sqlx::query(sql::SET_BOUNDS).bind(product.0).bind(most).bind(days);
            set.execute(transaction.connection()).await?;
            Ok(())
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn v12_a_name_is_no_path_and_breaks_no_header() {
        for (name, plain) in [
            ("Field guide.pdf", Some("Field guide.pdf")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\Users\\me\\book.epub", Some("book.epub")),
            ("a\"b\r\nSet-Cookie: x.zip", Some("abSet-Cookie x.zip")),
            ("Überblick – 2026.pdf", Some("Überblick – 2026.pdf")),
            (".htaccess", Some("htaccess")),
            ("...", None),
            ("a/", None),
            ("", None),
        ] {
            assert_eq!(plain_name(name).as_deref(), plain, "{name:?}");
        }
        assert_eq!(plain_name(&"x".repeat(500)).unwrap().len(), 120);
    }
}
