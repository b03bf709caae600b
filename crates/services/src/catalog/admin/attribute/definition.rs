//! Attributes of a type: made, changed, put in order, taken off.

use domain::{
    catalog::{
        AttributeChoice, AttributeEdit, AttributeKind,
        view::{AttributeSheet, TypeAttribute},
    },
    kernel::ProductTypeId,
};
use sqlx::Row as _;

use super::{
    super::{ModelError, change::change, model_error::Wrong},
    product_type::{attributes, type_row},
    sql,
    write::{Known, Written, put},
};
use crate::{Shop, account::Actor, catalog::CatalogError};

const MOST_LABEL: usize = 80;
const MOST_HEADING: usize = 60;
const MOST_UNIT: usize = 20;
const MOST_CHOICES: usize = 500;
const MOST_DECIMALS: u8 = 4;

/// An attribute with what its form needs.
///
/// # Errors
/// An attribute that the type has not; a database that does not answer.
pub async fn attribute(shop: &Shop, id: ProductTypeId, key: &str) -> Result<AttributeSheet, CatalogError> {
    let reader = shop.database.reader();
    let row = sqlx::query(sql::TYPE).bind(id.0).fetch_optional(reader).await?.ok_or(CatalogError::NotFound)?;
    let all = attributes(reader, id).await?;
    let mut headings: Vec<String> = all.iter().map(|attribute| attribute.heading.clone()).collect();
    headings.retain(|heading| !heading.is_empty());
    headings.dedup();
    let also_in = sqlx::query(sql::ALSO_IN).bind(key.to_owned()).bind(id.0).fetch_all(reader).await?;
    let holders = sqlx::query(sql::HOLDERS).bind(key.to_owned()).fetch_one(reader).await?;
    Ok(AttributeSheet {
        product_type: type_row(&row)?,
        attribute: all.into_iter().find(|attribute| attribute.definition.key == key).ok_or(CatalogError::NotFound)?,
        also_in: also_in.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?,
        products: holders.try_get(0)?,
        headings,
    })
}

fn check(edit: &AttributeEdit) -> Result<(), ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("label", &edit.label, 1, MOST_LABEL);
    wrong.text("heading", &edit.heading, 0, MOST_HEADING);
    wrong.text("unit", &edit.unit, 0, MOST_UNIT);
    if edit.decimals > MOST_DECIMALS {
        wrong.say("decimals", format!("Up to {MOST_DECIMALS} digits behind the point fit."));
    }
    if edit.kind.has_choices() {
        check_choices(&edit.choices, edit.kind, &mut wrong);
    }
    wrong.finish()
}

fn check_choices(choices: &[AttributeChoice], kind: AttributeKind, wrong: &mut Wrong) {
    if choices.is_empty() && kind != AttributeKind::Colour {
        wrong.say("choices", "Write at least one choice, each on a line of its own.");
    }
    if choices.len() > MOST_CHOICES {
        wrong.say("choices", format!("These are {} choices; {MOST_CHOICES} fit.", choices.len()));
    }
    let mut labels: Vec<String> = Vec::new();
    for choice in choices {
        let label = choice.label.trim().to_lowercase();
        if choice.label.trim().chars().count() > MOST_LABEL {
            wrong.say("choices", format!("“{}” is too long; {MOST_LABEL} characters fit.", choice.label));
        } else if labels.contains(&label) {
            wrong.say("choices", format!("“{}” is there twice.", choice.label.trim()));
        }
        let colour = &choice.colour;
        if !colour.is_empty() && (colour.len() != 6 || !colour.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            wrong.say("choices", format!("The colour of “{}” is written like #1f5143.", choice.label.trim()));
        }
        labels.push(label);
    }
}

/// Makes an attribute, gives it to a type, and gives back its key.
///
/// # Errors
/// Fields that cannot stay, an attribute that is there, a type that does not exist, a database that failed.
pub async fn add(shop: &Shop, actor: &Actor, id: ProductTypeId, edit: AttributeEdit) -> Result<String, ModelError> {
    check(&edit)?;
    let key = change(shop, actor, ("attribute.create", format!("product type {id}")), move |transaction, desk| {
        let edit = edit.clone();
        Box::pin(async move { put(transaction, &desk, id, Known::Nothing, &edit).await.map(|written| written.key) })
    })
    .await?;
    shop.shelf.refresh_frame().await;
    Ok(key)
}

/// Changes an attribute, for all types that have it, and how this type has it.
///
/// # Errors
/// Fields that cannot stay, a choice that products have and that is gone, a kind that values of products cannot become, an
/// attribute that the type has not, a database that failed.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    id: ProductTypeId,
    key: &str,
    edit: AttributeEdit,
) -> Result<(), ModelError> {
    check(&edit)?;
    let sheet = attribute(shop, id, key).await.map_err(|error| match error {
        CatalogError::NotFound => ModelError::NotFound,
        error => error.into(),
    })?;
    let Written { products, reworded, .. } =
        change(shop, actor, ("attribute.save", format!("attribute {key}")), move |transaction, desk| {
            let (edit, known) = (edit.clone(), Known::Attribute(Box::new(sheet.clone())));
            Box::pin(async move { put(transaction, &desk, id, known, &edit).await })
        })
        .await?;
    if reworded {
        shop.shelf.reload().await?;
    } else {
        shop.shelf.refresh_frame().await;
        shop.shelf.refresh(&products).await;
    }
    Ok(())
}

/// Gives a type an attribute that the shop has; one that the type has already stays as it is.
///
/// # Errors
/// A type or attribute that does not exist; a database that failed.
pub async fn attach(
    shop: &Shop,
    actor: &Actor,
    id: ProductTypeId,
    key: &str,
    (heading, required): (&str, bool),
) -> Result<(), ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("heading", heading, 0, MOST_HEADING);
    wrong.finish()?;
    let (key, heading) = (key.to_owned(), heading.trim().to_owned());
    change(shop, actor, ("attribute.attach", format!("product type {id}")), move |transaction, _| {
        let (key, heading) = (key.clone(), heading.clone());
        Box::pin(async move {
            let attach = sqlx::query(sql::ATTACH).bind(id.0).bind(key).bind(heading).bind(i64::from(required));
            if attach.execute(transaction.connection()).await?.rows_affected() == 0 {
                return Err(ModelError::NotFound);
            }
            sqlx::query(sql::SCORE_AGAIN).bind(id.0).execute(transaction.connection()).await?;
            Ok(())
        })
    })
    .await
}

/// Takes an attribute off a type. Products keep what they have of it, and so do the other types.
///
/// # Errors
/// An attribute that the type has not; a database that failed.
pub async fn detach(shop: &Shop, actor: &Actor, id: ProductTypeId, key: &str) -> Result<(), ModelError> {
    let key = key.to_owned();
    change(shop, actor, ("attribute.detach", format!("product type {id}")), move |transaction, _| {
        let key = key.clone();
        Box::pin(async move {
            let detach = sqlx::query(sql::DETACH).bind(id.0).bind(key);
            if detach.execute(transaction.connection()).await?.rows_affected() == 0 {
                return Err(ModelError::NotFound);
            }
            sqlx::query(sql::SCORE_AGAIN).bind(id.0).execute(transaction.connection()).await?;
            Ok(())
        })
    })
    .await
}

/// Puts an attribute one place earlier or later in its type.
///
/// # Errors
/// An attribute that the type has not; a database that failed.
pub async fn move_attribute(
    shop: &Shop,
    actor: &Actor,
    id: ProductTypeId,
    key: &str,
    earlier: bool,
) -> Result<(), ModelError> {
    let list = attributes(shop.database.reader(), id).await?;
    if list.iter().all(|attribute| attribute.definition.key != key) {
        return Err(ModelError::NotFound);
    }
    let keys = moved(&list, key, earlier);
    change(shop, actor, ("attribute.move", format!("product type {id}")), move |transaction, _| {
        let keys = keys.clone();
        Box::pin(async move {
            for (position, key) in (1_i64..).zip(keys) {
                let place = sqlx::query(sql::SET_PLACE).bind(id.0).bind(key).bind(position);
                place.execute(transaction.connection()).await?;
            }
            Ok(())
        })
    })
    .await
}

/// The keys in their new order. At the edge of its heading an attribute takes the whole heading along.
fn moved(list: &[TypeAttribute], key: &str, earlier: bool) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for attribute in list {
        let own = attribute.definition.key.as_str();
        match groups.last_mut().filter(|(heading, _)| *heading == attribute.heading) {
            Some((_, keys)) => keys.push(own),
            None => groups.push((&attribute.heading, vec![own])),
        }
    }
    let swap = |place: usize| if earlier { place.checked_sub(1) } else { place.checked_add(1) };
    if let Some(group) = groups.iter().position(|(_, keys)| keys.contains(&key)) {
        let keys = groups.get_mut(group).map(|(_, keys)| keys);
        let within = keys.and_then(|keys| {
            let place = keys.iter().position(|own| *own == key)?;
            let other = swap(place).filter(|other| *other < keys.len())?;
            keys.swap(place, other);
            Some(())
        });
        if within.is_none()
            && let Some(other) = swap(group).filter(|other| *other < groups.len())
        {
            groups.swap(group, other);
        }
    }
    groups.into_iter().flat_map(|(_, keys)| keys).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use domain::catalog::AttributeDefinition;

    use super::*;

    #[test]
    fn an_attribute_moves_within_its_heading_and_then_takes_the_heading_along() {
        let attribute = |(key, heading): (&str, &str)| TypeAttribute {
            definition: AttributeDefinition { key: key.to_owned(), ..AttributeDefinition::default() },
            heading: heading.to_owned(),
            required: false,
        };
        let list: Vec<TypeAttribute> = [("a", "One"), ("b", "One"), ("c", "Two"), ("d", "")].map(attribute).to_vec();
        for (key, earlier, order) in
            [("b", true, "bacd"), ("a", true, "abcd"), ("c", true, "cabd"), ("b", false, "cabd"), ("d", false, "abcd")]
        {
            assert_eq!(moved(&list, key, earlier).concat(), order, "{key} {earlier}");
        }
    }
}
