//! What a draft comes to, by what the shop says now. Nothing is written here.

use domain::{
    catalog::{ProductKind, full_name},
    draft::{
        DraftForm, DraftLine, DraftWish,
        view::{DraftLineView, DraftPreview},
    },
    kernel::{Destination, Money, VariantId, country},
    order::edit::EditError,
    pricing::PricedLine,
};
use sqlx::Row as _;

use super::{
    DraftError,
    row::{sold, today},
    sql,
};
use crate::{
    Shop,
    db::Connection,
    order::{
        OrderError,
        edit::{Addition, addition},
    },
    pricing::{AgreedDelivery, Question, QuestionLine, Quote, quote},
    tax::service::{self, Asker},
};

/// A form that can be kept.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub wish: DraftWish,
    /// What the shop knows of each item, in the order of the lines.
    pub items: Vec<Addition>,
    /// The code of the country that it goes to.
    pub country: String,
    pub total: Money,
    pub preview: DraftPreview,
}

/// Checks a form and prices it.
pub(super) async fn plan(shop: &Shop, form: &DraftForm) -> Result<Plan, DraftError> {
    let wish = form.check(today(shop)).map_err(DraftError::Fields)?;
    let Some(shop) = sold(shop, wish.currency, wish.language) else {
        return Err(DraftError::field("currency", "The shop does not sell in this currency: choose another one."));
    };
    let (items, room) = items(&shop, &wish).await?;
    let home = &shop.settings.country;
    let code = country(&wish.address.country).map_or(home.as_str(), |country| country.code);
    let destination = Destination { country: code, postcode: &wish.address.postcode };
    service::ask(&shop, destination, Asker::Staff).await?;
    let agreed = wish.shipping.as_ref();
    let agreed = agreed.map(|shipping| AgreedDelivery {
        country: code.to_owned(),
        postcode: wish.address.postcode.clone(),
        code: shipping.code.clone(),
        price: shipping.price,
    });
    let lines = questions(&wish, &items);
    let ask = |agreed: Option<&AgreedDelivery>| {
        let shipping = agreed.map_or("", |agreed| agreed.code.as_str());
        let now = shop.clock.now();
        quote(&shop, &Question { lines: &lines, destination, shipping, agreed, coupon: None, vat: None, now })
    };
    let (free, priced) = (ask(None)?, ask(agreed.as_ref())?);
    if free.options.is_empty() && free.chosen.is_none() {
        return Err(DraftError::field("address.country", "The shop does not deliver these items to there."));
    }
    if agreed.is_some() && !priced.is_as_asked {
        return Err(DraftError::field("shipping", "Choose a way of delivery that goes to there."));
    }
    let preview = preview(&wish, (&items, &room), free, &priced);
    let country = code.to_owned();
    Ok(Plan { country, total: priced.priced.totals.total, wish, items, preview })
}

/// What the shop knows of each item, and how many of it can be had now; `None` where as many as one likes.
async fn items(shop: &Shop, wish: &DraftWish) -> Result<(Vec<Addition>, Vec<Option<i64>>), DraftError> {
    let (mut connection, selling) = (shop.database.connect().await?, shop.selling());
    let (mut items, mut room, mut wrong) = (Vec::with_capacity(wish.lines.len()), Vec::new(), Vec::new());
    for line in &wish.lines {
        match addition(&mut connection, (&line.sku, line.quantity), &selling).await {
            Ok(item) => {
                room.push(available(&mut connection, item.variant).await?);
                items.push(item);
            }
            Err(OrderError::Edit(error @ (EditError::UnknownSku(_) | EditError::NotAddable(_)))) => {
                wrong.push((format!("lines.{}.sku", line.place), sentence(&error)));
            }
            Err(error) => return Err(error.into()),
        }
    }
    if wrong.is_empty() { Ok((items, room)) } else { Err(DraftError::Fields(wrong)) }
}

async fn available(connection: &mut Connection, variant: VariantId) -> Result<Option<i64>, DraftError> {
    let row = sqlx::query(sql::AVAILABLE).bind(variant.0).fetch_one(connection).await?;
    let is_limited = row.try_get::<i64, _>("is_limited")? == 1;
    let available: i64 = row.try_get("available")?;
    Ok(is_limited.then_some(available.max(0)))
}

fn sentence(error: &EditError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

fn questions(wish: &DraftWish, items: &[Addition]) -> Vec<QuestionLine> {
    let question = |(line, item): (&DraftLine, &Addition)| QuestionLine {
        unit_price: line.price.unwrap_or(item.unit_price),
        quantity: line.quantity,
        kind: ProductKind::Simple,
        tax_class: item.tax_class,
        is_delivered: true,
        grams: item.grams,
        longest_mm: item.longest_mm,
    };
    wish.lines.iter().zip(items).map(question).collect()
}

fn preview(
    wish: &DraftWish,
    (items, room): (&[Addition], &[Option<i64>]),
    free: Quote,
    priced: &Quote,
) -> DraftPreview {
    type Item<'a> = ((&'a DraftLine, &'a PricedLine), (&'a Addition, &'a Option<i64>));
    let line = |((line, priced), (item, room)): Item<'_>| DraftLineView {
        title: full_name(&item.title, &item.variant_title),
        quantity: priced.quantity,
        unit_price: priced.unit_price,
        instead_of: line.price.is_some_and(|price| price != item.unit_price).then_some(item.unit_price),
        // As the price beside it: where the tax is added, that stands in the sums.
        line_total: priced.unit_price.times(priced.quantity).unwrap_or(priced.line_total),
        only: room.filter(|room| *room < priced.quantity),
    };
    DraftPreview {
        lines: wish.lines.iter().zip(&priced.priced.lines).zip(items.iter().zip(room)).map(line).collect(),
        totals: priced.priced.totals.clone(),
        options: free.options,
        shipping_name: priced.chosen.as_ref().map(|option| option.name.clone()).unwrap_or_default(),
    }
}
