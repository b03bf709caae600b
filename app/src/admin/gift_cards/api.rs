//! Server functions of the page of gift cards. No code ever crosses the wire.

use domain::{
    gift_card::{
        AdjustForm, CreditForm,
        view::{GiftCardDetail, GiftCardRows},
    },
    kernel::GiftCardId,
};
use leptos::prelude::*;

use crate::{
    admin::{clock::Dated, parts::form::Outcome},
    error::AppError,
};

/// A page of gift cards, newest first.
#[server(prefix = "/api", endpoint = "admin/gift_cards/list")]
pub async fn list_gift_cards(after: Option<GiftCardId>) -> Result<Dated<GiftCardRows>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::gift_card::read::list(&shop, after).await.map_err(guard::gift_card)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Puts a card out of use, or into use again.
#[server(prefix = "/api", endpoint = "admin/gift_cards/set_active")]
pub async fn set_active(card: GiftCardId, active: bool) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::gift_card::write::set_active(&shop, &actor, card, active).await.map_err(guard::gift_card)
}

/// Takes money off a card by hand, as at a till, or puts back what was taken off by mistake.
#[server(prefix = "/api", endpoint = "admin/gift_cards/redeem")]
pub async fn redeem(card: GiftCardId, amount: String, #[server(default)] back: bool) -> Result<(), AppError> {
    use domain::kernel::Money;
    use services::gift_card::write;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    let amount = Money::parse_decimal(&amount, shop.settings.currency)
        .map_err(|_| AppError::Invalid("Write the amount as in 12.50.".to_owned()))?;
    let moved = if back {
        write::put_back(&shop, &actor, card, amount).await
    } else {
        write::redeem_by_hand(&shop, &actor, card, amount).await
    };
    moved.map_err(guard::gift_card)
}

/// Sends the code once more to where it was sent before.
#[server(prefix = "/api", endpoint = "admin/gift_cards/send_again")]
pub async fn send_again(card: GiftCardId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::gift_card::write::send_again(&shop, &actor, card).await.map_err(guard::gift_card)
}

/// One card with what happened to it.
#[server(prefix = "/api", endpoint = "admin/gift_card/detail")]
pub async fn read_gift_card(card: GiftCardId) -> Result<Dated<GiftCardDetail>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::gift_card::read::detail(&shop, card).await.map_err(guard::gift_card)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Gives an address store credit; its code is mailed there.
#[server(prefix = "/api", endpoint = "admin/gift_cards/give")]
pub async fn give_credit(credit: CreditForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    // It makes money: nobody gives it who only packs.
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    let given = guard::gift_card_outcome(services::gift_card::credit::grant(&shop, &actor, &credit).await)?;
    context::lead_to("/admin/gift-cards");
    Ok(given)
}

/// Adds to a card or takes off it, and says why.
#[server(prefix = "/api", endpoint = "admin/gift_card/adjust")]
pub async fn adjust_card(card: GiftCardId, change: AdjustForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    guard::gift_card_outcome(services::gift_card::credit::adjust(&shop, &actor, card, &change).await)
}
