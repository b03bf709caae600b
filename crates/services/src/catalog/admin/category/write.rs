//! Categories: made, saved, moved.

use domain::{
    catalog::{
        TreeError,
        view::{CategoryForm, TextField, TextThing},
    },
    kernel::{CategoryId, Language, ProductId, Slug},
};

use super::{
    super::{
        ModelError,
        change::{Desk, change, index_below},
        model_error::Wrong,
    },
    read::{Meta, version},
    sql,
    tree::Known,
};
use crate::{
    Shop,
    account::Actor,
    catalog::texts::say_thing as say,
    db::{DatabaseError, Transaction},
    redirect,
};

const MOST_NAME: usize = 200;
const MOST_DESCRIPTION: usize = 10_000;
const TAKEN: &str = "Another category has this address.";

/// A new category without products, behind its siblings.
///
/// # Errors
/// A name that is empty, too long or a sibling's; a parent that is gone; a tree that would be too deep; a database that failed.
pub async fn create(
    shop: &Shop,
    actor: &Actor,
    name: &str,
    parent: Option<CategoryId>,
) -> Result<CategoryId, ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("name", name, 1, MOST_NAME);
    wrong.finish()?;
    let (id, name) = (shop.database.next_id(), name.trim().to_owned());
    change(shop, actor, ("category.create", format!("category {id}")), move |transaction, desk| {
        let name = name.clone();
        Box::pin(async move {
            let known = Known::hold(transaction).await?;
            known.tree.check(None, parent).map_err(stands_wrong)?;
            refuse_sibling(&known, parent, &name, None)?;
            let slug = free_slug(transaction, &known, (id, &name), parent).await?;
            let add = sqlx::query(sql::ADD).bind(id).bind(parent.map(|parent| parent.0)).bind(slug).bind(name);
            add.bind(known.end(parent)).bind(desk.now.0).execute(transaction.connection()).await?;
            Ok(())
        })
    })
    .await?;
    shop.shelf.refresh_frame().await;
    Ok(CategoryId(id))
}

fn stands_wrong(error: TreeError) -> ModelError {
    let words = match error {
        TreeError::Ring => "A category cannot stand below itself. Choose another one.".to_owned(),
        TreeError::Gone => "This category is no longer there. Choose another one.".to_owned(),
        TreeError::TooDeep => format!("{error}. Choose one further up.").replacen('a', "A", 1),
    };
    ModelError::field("parent", words)
}

fn refuse_sibling(
    known: &Known,
    parent: Option<CategoryId>,
    name: &str,
    id: Option<CategoryId>,
) -> Result<(), ModelError> {
    if !known.has_named(parent, name, id) {
        return Ok(());
    }
    let place = parent.map_or_else(|| "at the top".to_owned(), |parent| format!("in {}", known.name(parent)));
    Err(ModelError::field("name", format!("There is a category “{name}” {place} already.")))
}

/// Its name's, or its parent's and its name's.
async fn free_slug(
    transaction: &mut Transaction,
    known: &Known,
    (id, name): (i64, &str),
    parent: Option<CategoryId>,
) -> Result<String, DatabaseError> {
    let with_parent = parent.and_then(|parent| Slug::from_title(&format!("{} {name}", known.name(parent))));
    for slug in Slug::from_title(name).into_iter().chain(with_parent) {
        let slug = String::from(slug);
        let taken = sqlx::query(sql::SLUG_TAKEN).bind(slug.clone());
        if taken.fetch_optional(transaction.connection()).await?.is_none() {
            return Ok(slug);
        }
    }
    Ok(format!("category-{id}"))
}

fn check(form: &CategoryForm) -> Result<(), ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("name", &form.name, 1, MOST_NAME);
    wrong.text("description", &form.description, 0, MOST_DESCRIPTION);
    wrong.text("meta_title", &form.meta_title, 0, TextField::MetaTitle.most_letters());
    wrong.text("meta_description", &form.meta_description, 0, TextField::MetaDescription.most_letters());
    wrong.finish()
}

/// Saves a category. When its address changes, the old one leads to the new one for ever.
///
/// # Errors
/// Fields that cannot stay, a form that was filled with something else than what stands there now, a category that does not
/// exist, a database that failed.
pub async fn save(shop: &Shop, actor: &Actor, form: CategoryForm) -> Result<(), ModelError> {
    check(&form)?;
    let (id, language) = (form.id, shop.settings.language);
    change(shop, actor, ("category.save", format!("category {id}")), move |transaction, desk| {
        let form = form.clone();
        Box::pin(async move { write(transaction, &desk, &form, language).await })
    })
    .await?;
    shop.shelf.refresh_frame().await;
    Ok(shop.shelf.reload_things().await?)
}

async fn write(
    transaction: &mut Transaction,
    desk: &Desk,
    form: &CategoryForm,
    language: Language,
) -> Result<(), ModelError> {
    let known = Known::hold(transaction).await?;
    let id = form.id;
    let before = known.get(id).ok_or(ModelError::NotFound)?;
    let meta = sqlx::query(sql::META).bind(id.0).bind(language.code());
    let meta = Meta::of(&meta.fetch_all(transaction.connection()).await?)?;
    if version(before, &meta) != form.version {
        return Err(ModelError::Conflict);
    }
    let (name, parent) = (form.name.trim().to_owned(), form.parent);
    let (moves, renamed) = (parent != known.tree.parent(id), name != before.name);
    if moves {
        known.tree.check(Some(id), parent).map_err(stands_wrong)?;
    }
    // Siblings of one name may have come from elsewhere; they stay until somebody names one of them.
    if moves || renamed {
        refuse_sibling(&known, parent, &name, Some(id))?;
    }
    let update = sqlx::query(sql::UPDATE)
        .bind(id.0)
        .bind(name)
        .bind(form.slug.as_str().to_owned())
        .bind(form.description.trim().to_owned())
        .bind(parent.map(|parent| parent.0))
        .bind(if moves { known.end(parent) } else { before.position })
        .execute(transaction.connection())
        .await;
    update.map_err(|error| ModelError::taken(error, "category_slug_unique", "slug", TAKEN))?;
    redirect::write::category_moved(transaction, id, &before.slug, form.slug.as_str()).await?;
    for (field, text) in
        [(TextField::MetaTitle, &form.meta_title), (TextField::MetaDescription, &form.meta_description)]
    {
        say(transaction, TextThing::Category(id), language, (field, text.trim()), desk.now.0).await?;
    }
    if moves || renamed {
        let products: Vec<ProductId> = known.products_below(transaction, id).await?;
        index_below(transaction, desk, &products).await?;
    }
    Ok(())
}

/// Puts a category one place up or down among its siblings. At the end it stays where it is.
///
/// # Errors
/// A category that does not exist; a database that failed.
pub async fn step(shop: &Shop, actor: &Actor, id: CategoryId, earlier: bool) -> Result<(), ModelError> {
    change(shop, actor, ("category.move", format!("category {id}")), move |transaction, _| {
        Box::pin(async move {
            let known = Known::hold(transaction).await?;
            known.get(id).ok_or(ModelError::NotFound)?;
            let Some(order) = known.tree.stepped(id, earlier) else { return Ok(()) };
            Ok(known.arrange(transaction, known.tree.parent(id), &order).await?)
        })
    })
    .await?;
    shop.shelf.refresh_frame().await;
    Ok(())
}
