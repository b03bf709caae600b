//! What the order's page asks the services.

use domain::{
    kernel::ReturnId,
    payment::PaymentState,
    returns::{ReturnForm, ReturnKind},
};
#[cfg(feature = "ssr")]
use domain::{order::view::OrderView, returns::Returnable};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What the pages of an order show.
#[cfg(feature = "ssr")]
pub struct OrderData {
    /// The order.
    pub order: OrderView,
    /// What of it can be sent back or withdrawn from.
    pub returnable: Returnable,
    /// Where items are sent back to, line by line.
    pub address: Vec<String>,
    /// The language in which the shopper read the shop.
    pub language: domain::kernel::Language,
    /// Where questions go.
    pub email: String,
    /// A new key for a form.
    pub key: String,
    /// Whether who looks at it is signed in and the order is theirs.
    pub is_own: bool,
}

/// The order that the secret link opens.
#[cfg(feature = "ssr")]
pub async fn read_order(token: String) -> Result<OrderData, AppError> {
    use domain::kernel::Language;
    use services::returns::read;

    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let order = services::order::read::by_token(&shop, &token).await.map_err(failure::order)?;
    let returnable = read::returnable(&shop, &token).await.map_err(failure::returns)?;
    let language = Language::parse(&order.language).unwrap_or(shop.settings.language);
    let (address, email) = (read::address(&shop), shop.settings.email.clone());
    let visitor = context::customer_token();
    let is_own = services::customer::read::owns_order(&shop, visitor.as_ref(), &token).await;
    let is_own = is_own.map_err(failure::customer)?;
    Ok(OrderData { order, returnable, address, language, email, key: read::new_key(), is_own })
}

/// The fields of a return as they stand in the address of its page.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnQuery {
    /// What was typed; nothing at first.
    pub form: Option<ReturnForm>,
    /// Whether it is to be changed once more.
    #[serde(default)]
    pub change: bool,
}

#[cfg(feature = "ssr")]
impl ReturnQuery {
    /// Reads what stands after the question mark; nothing where it cannot be read.
    #[must_use]
    pub fn from_address(query: &str) -> Self {
        serde_qs::Config::new().use_form_encoding(true).deserialize_str(query).unwrap_or_default()
    }

    /// The address of the page with these fields.
    #[must_use]
    pub fn address(&self, kind: ReturnKind, token: &str) -> String {
        let query = serde_qs::to_string(self).unwrap_or_default();
        format!("{}?{query}", return_path(kind, token))
    }
}

/// The page on which a shopper chooses what to send back, or withdraws.
#[cfg(feature = "ssr")]
#[must_use]
pub fn return_path(kind: ReturnKind, token: &str) -> String {
    match kind {
        ReturnKind::Withdrawal => format!("/orders/{token}/withdraw"),
        ReturnKind::Return => format!("/orders/{token}/return"),
    }
}

/// Asks for a return or declares a withdrawal, the second step. Its form is sent by the browser itself.
#[server(prefix = "/api", endpoint = "order/return")]
pub async fn request_return(token: String, kind: ReturnKind, form: ReturnForm) -> Result<(), AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let typed = ReturnQuery { form: Some(form.clone()), change: false }.address(kind, &token);
    let asked = services::returns::request(&shop, &token, kind, &form).await;
    asked.map_err(|error| context::lead_back(&typed, failure::returns(error)))?;
    context::lead_to(&format!("/orders/{token}#returns"));
    Ok(())
}

/// The shopper keeps what they asked to send back.
#[server(prefix = "/api", endpoint = "order/return/call_off")]
pub async fn call_off_return(token: String, id: ReturnId) -> Result<(), AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let called_off = services::returns::call_off(&shop, &token, id).await;
    called_off.map_err(|error| context::lead_back(&format!("/orders/{token}"), failure::returns(error)))?;
    context::lead_to(&format!("/orders/{token}#returns"));
    Ok(())
}

/// Where the payment of the order stands that the secret link opens.
#[server(prefix = "/api", endpoint = "order/payment")]
pub async fn read_payment(token: String) -> Result<PaymentState, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let order = services::order::read::by_token(&shop, &token).await.map_err(failure::order)?;
    Ok(order.payment_state)
}

/// Pays an open order again, or in another way, and leads to where that goes on. Its form is sent by the browser itself.
#[server(prefix = "/api", endpoint = "order/pay")]
pub async fn pay_order(token: String, method: String) -> Result<String, AppError> {
    use domain::payment::PaymentMethod;

    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let method = PaymentMethod::from_key(&method).ok_or(AppError::NotFound)?;
    let goes_on = services::payment::start::pay_again(&shop, &token, method, &context::client_address()).await;
    let goes_on = goes_on.map_err(|error| context::lead_back(&format!("/orders/{token}"), failure::payment(error)))?;
    context::lead_to(&goes_on);
    Ok(goes_on)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::{kernel::OrderLineId, returns::ReturnFormLine};

    use super::*;

    #[test]
    fn what_was_typed_stands_in_the_address_and_is_read_from_what_a_browser_makes_of_its_form() {
        let line = ReturnFormLine { line: OrderLineId(7), quantity: "2".to_owned(), reason: "damaged".to_owned() };
        let form = ReturnForm { key: "k".to_owned(), lines: vec![line], words: "It [rattles] & more\n100%".to_owned() };
        let query = ReturnQuery { form: Some(form), change: true };
        let address = query.address(ReturnKind::Return, "abc");
        let (path, text) = address.split_once('?').unwrap();
        assert_eq!((path, ReturnQuery::from_address(text)), ("/orders/abc/return", query.clone()));
        let browsers = "form%5Bkey%5D=k&form%5Blines%5D%5B0%5D%5Bline%5D=7&form%5Blines%5D%5B0%5D%5Bquantity%5D=2\
            &form%5Blines%5D%5B0%5D%5Breason%5D=damaged&form%5Bwords%5D=It+%5Brattles%5D+%26+more%0A100%25&change=true";
        assert_eq!(ReturnQuery::from_address(browsers), query);
        assert_eq!(ReturnQuery::from_address("form=x&%5B"), ReturnQuery::default());
    }
}
