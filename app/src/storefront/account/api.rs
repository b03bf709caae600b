//! Server functions of the account, and what its pages read.

use domain::{customer::AddressForm, kernel::AddressId};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {
    crate::{context, storefront::failure},
    domain::customer::view::{AddressView, CustomerView, OwnOrder},
    serde::{Deserialize, Serialize},
    services::{
        Shop,
        customer::{self, CustomerError, LinkToken, address::Use, link, read, write},
        order::OrderToken,
    },
};

use crate::error::AppError;

#[cfg(feature = "ssr")]
pub use services::customer::read::OpenLink;

/// Where people sign in.
#[cfg(feature = "ssr")]
const SIGN_IN: &str = "/account/sign-in";
/// Where details are changed.
#[cfg(feature = "ssr")]
const DETAILS: &str = "/account/details";

/// A form that was refused: which one, why, and what was typed, but no password.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The form.
    pub form: String,
    /// Why it was refused: the word of a problem.
    pub problem: String,
    /// An e-mail address or a name.
    #[serde(default)]
    pub text: String,
    /// An address.
    #[serde(default)]
    pub address: AddressForm,
}

#[cfg(feature = "ssr")]
impl Typed {
    /// What was typed into this form and refused; nothing of others.
    #[must_use]
    pub fn of(form: &str, taken: Option<&Self>) -> Self {
        taken.filter(|typed| typed.form == form).cloned().unwrap_or_default()
    }
}

/// The word of what is wrong.
#[cfg(feature = "ssr")]
fn problem(error: &CustomerError) -> &'static str {
    use services::account::PasswordError;
    match error {
        CustomerError::WrongCredentials => "credentials",
        CustomerError::WrongPassword => "current",
        CustomerError::TooMany => "too-often",
        CustomerError::LinkOver => "over",
        CustomerError::Password(PasswordError::TooShort) => "short",
        CustomerError::Password(PasswordError::TooLong) => "long",
        CustomerError::Password(_) => "common",
        CustomerError::Email => "email",
        CustomerError::EmailTaken => "taken",
        CustomerError::Name => "name",
        CustomerError::Fields(_) => "fields",
        CustomerError::TooManyAddresses => "full",
        _ => "failed",
    }
}

/// Leads back to the page of a form that was refused, which says why and shows what was typed.
#[cfg(feature = "ssr")]
fn refused(page: &str, typed: Typed, error: CustomerError) -> AppError {
    if context::is_plain_form() {
        context::keep_typed(&Typed { problem: problem(&error).to_owned(), ..typed });
        context::lead_to(page);
    }
    failure::customer(error)
}

#[cfg(feature = "ssr")]
fn form(name: &str, text: &str) -> Typed {
    Typed { form: name.to_owned(), text: text.to_owned(), ..Typed::default() }
}

/// The shop, and the customer who is signed in.
#[cfg(feature = "ssr")]
async fn signed_in() -> Result<(Shop, CustomerView), AppError> {
    let shop = context::shop()?;
    match read::require(&shop, context::customer_token().as_ref()).await {
        Ok(customer) => Ok((shop, customer)),
        Err(error) => {
            context::lead_to(SIGN_IN);
            Err(failure::customer(error))
        }
    }
}

/// The customer whose page is asked for; leads to where one signs in without one.
#[cfg(feature = "ssr")]
pub async fn visitor() -> Result<Option<(Shop, CustomerView)>, AppError> {
    let shop = context::shop()?;
    let customer = read::signed_in(&shop, context::customer_token().as_ref()).await.map_err(failure::customer)?;
    if customer.is_none() {
        leptos_axum::redirect(SIGN_IN, false);
    }
    Ok(customer.map(|customer| (shop, customer)))
}

/// Whether somebody is signed in; then there is nothing to sign in to.
#[cfg(feature = "ssr")]
pub async fn nobody() -> Result<bool, AppError> {
    let shop = context::shop()?;
    let customer = read::signed_in(&shop, context::customer_token().as_ref()).await.map_err(failure::customer)?;
    if customer.is_some() {
        leptos_axum::redirect("/account", false);
    }
    Ok(customer.is_none())
}

/// The customer's orders.
#[cfg(feature = "ssr")]
pub async fn read_orders() -> Result<Option<(CustomerView, Vec<OwnOrder>)>, AppError> {
    let Some((shop, customer)) = visitor().await? else { return Ok(None) };
    let orders = read::orders(&shop, customer.id).await.map_err(failure::customer)?;
    Ok(Some((customer, orders)))
}

/// The customer's addresses.
#[cfg(feature = "ssr")]
pub async fn read_addresses() -> Result<Option<Vec<AddressView>>, AppError> {
    let Some((shop, customer)) = visitor().await? else { return Ok(None) };
    Ok(Some(read::addresses(&shop, customer.id).await.map_err(failure::customer)?))
}

/// One of them.
#[cfg(feature = "ssr")]
pub async fn read_address(id: String) -> Result<Option<AddressView>, AppError> {
    let Some((shop, customer)) = visitor().await? else { return Ok(None) };
    let id: AddressId = id.parse().map_err(|_| AppError::NotFound)?;
    Ok(Some(read::address(&shop, customer.id, id).await.map_err(failure::customer)?))
}

/// What a mailed link opens.
#[cfg(feature = "ssr")]
pub async fn read_link(token: String) -> Result<Option<OpenLink>, AppError> {
    let Some(token) = LinkToken::parse(&token) else { return Ok(None) };
    read::link(&context::shop()?, &token).await.map_err(failure::customer)
}

/// What the link to another address finds.
#[cfg(feature = "ssr")]
pub enum EmailLink {
    /// Nobody is signed in.
    SignInFirst,
    /// The link is theirs: the new address.
    Open(String),
    /// It opens nothing.
    Over,
}

/// Reads it.
#[cfg(feature = "ssr")]
pub async fn read_email_link(token: String) -> Result<EmailLink, AppError> {
    let shop = context::shop()?;
    let customer = read::signed_in(&shop, context::customer_token().as_ref()).await.map_err(failure::customer)?;
    let Some(customer) = customer else { return Ok(EmailLink::SignInFirst) };
    let Some(token) = LinkToken::parse(&token) else { return Ok(EmailLink::Over) };
    let email = read::email_link(&shop, customer.id, &token).await.map_err(failure::customer)?;
    Ok(email.map_or(EmailLink::Over, EmailLink::Open))
}

/// Asks for the link that saves the details of an order. Everybody who has the order's link is told the same.
#[server(prefix = "/api", endpoint = "account/offer")]
pub async fn offer(#[server(default)] token: String) -> Result<(), AppError> {
    let shop = context::shop()?;
    let page = OrderToken::parse(&token).ok_or(AppError::NotFound)?.path();
    let offered = link::offer(&shop, &token, &context::client_address()).await;
    offered.map_err(|error| context::lead_back(&page, failure::customer(error)))?;
    context::lead_to(&format!("{page}?account=sent#account"));
    Ok(())
}

/// Asks for a link to sign in. The answer says nothing about whether there is such a customer.
#[server(prefix = "/api", endpoint = "account/send_link")]
pub async fn send_link(#[server(default)] email: String, #[server(default)] next: String) -> Result<(), AppError> {
    let page = sign_in_page(&next);
    let asked = link::ask(&context::shop()?, &email, &next, &context::client_address()).await;
    asked.map_err(|error| refused(&page, form("link", &email), error))?;
    context::lead_to(&format!("{SIGN_IN}?done=sent"));
    Ok(())
}

#[cfg(feature = "ssr")]
fn sign_in_page(next: &str) -> String {
    if link::next_path(next) == "/checkout" { format!("{SIGN_IN}?next=checkout") } else { SIGN_IN.to_owned() }
}

/// Begins a session with a password.
#[server(prefix = "/api", endpoint = "account/sign_in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let (address, previous) = (context::client_address(), context::customer_token());
    let typed = write::SignIn { email: email.clone(), password, address, previous };
    let began = write::sign_in(&context::shop()?, typed).await;
    let token = began.map_err(|error| refused(&sign_in_page(&next), form("password", &email), error))?;
    take_place().await?;
    context::remember_customer(&token);
    context::lead_to(link::next_path(&next));
    Ok(())
}

/// Uses a mailed link, once: opens the account of its address, and begins a session.
#[server(prefix = "/api", endpoint = "account/enter")]
pub async fn enter(#[server(default)] token: String, #[server(default)] next: String) -> Result<(), AppError> {
    let Some(token) = LinkToken::parse(&token) else {
        return Err(refused(SIGN_IN, form("link", ""), CustomerError::LinkOver));
    };
    let page = format!("/account/link/{}", token.reveal());
    let entered = link::enter(&context::shop()?, &token, context::customer_token()).await;
    let session = entered.map_err(|error| refused(&page, form("enter", ""), error))?;
    take_place().await?;
    context::remember_customer(&session);
    context::lead_to(link::next_path(&next));
    Ok(())
}

/// Ends the session, and forgets what the checkout was filled in with.
#[server(prefix = "/api", endpoint = "account/sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let shop = context::shop()?;
    if let Some(token) = context::customer_token() {
        write::sign_out(&shop, &token).await.map_err(failure::customer)?;
    }
    leave(&shop).await?;
    context::lead_to(&format!("{SIGN_IN}?done=signed-out"));
    Ok(())
}

/// What a browser forgets when nobody is signed in any more.
#[cfg(feature = "ssr")]
async fn leave(shop: &Shop) -> Result<(), AppError> {
    context::forget_customer();
    if let Some(cart) = context::cart_token() {
        services::checkout::write::forget(shop, &cart).await.map_err(failure::checkout)?;
        context::forget_cart();
    }
    Ok(())
}

/// Whoever takes another's place in this browser sees nothing of what the other typed.
#[cfg(feature = "ssr")]
async fn take_place() -> Result<(), AppError> {
    if let (Some(_), Some(cart)) = (context::customer_token(), context::cart_token()) {
        services::checkout::write::forget(&context::shop()?, &cart).await.map_err(failure::checkout)?;
    }
    Ok(())
}

/// Ends the sessions of every browser.
#[server(prefix = "/api", endpoint = "account/sign_out_everywhere")]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    write::sign_out_everywhere(&shop, customer.id).await.map_err(failure::customer)?;
    leave(&shop).await?;
    context::lead_to(&format!("{SIGN_IN}?done=signed-out"));
    Ok(())
}

/// Sets the name.
#[server(prefix = "/api", endpoint = "account/save_name")]
pub async fn save_name(#[server(default)] full_name: String) -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    let saved = write::set_name(&shop, customer.id, &full_name).await;
    saved.map_err(|error| refused(DETAILS, form("name", &full_name), error))?;
    context::lead_to(&format!("{DETAILS}?done=saved"));
    Ok(())
}

/// Asks for another mail address; nothing changes before its link is used.
#[server(prefix = "/api", endpoint = "account/change_email")]
pub async fn change_email(
    #[server(default)] email: String,
    #[server(default)] current: String,
) -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    let typed = write::NewEmail { current, email: email.clone(), address: context::client_address() };
    let asked = write::ask_email(&shop, &customer, typed).await;
    asked.map_err(|error| refused(DETAILS, form("email", &email), error))?;
    context::lead_to(&format!("{DETAILS}?done=email"));
    Ok(())
}

/// Uses the link to another address, in a browser in which its customer is signed in.
#[server(prefix = "/api", endpoint = "account/confirm_email")]
pub async fn confirm_email(#[server(default)] token: String) -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    let Some(token) = LinkToken::parse(&token) else {
        return Err(refused(DETAILS, form("email", ""), CustomerError::LinkOver));
    };
    let page = format!("/account/email/{}", token.reveal());
    let confirmed = write::confirm_email(&shop, &customer, &token).await;
    let session = confirmed.map_err(|error| refused(&page, form("confirm", ""), error))?;
    context::remember_customer(&session);
    context::lead_to(&format!("{DETAILS}?done=saved"));
    Ok(())
}

/// Sets the password; every other browser is signed out.
#[server(prefix = "/api", endpoint = "account/set_password")]
pub async fn set_password(
    #[server(default)] current: String,
    #[server(default)] password: String,
) -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    let typed = write::NewPassword { current, password, address: context::client_address() };
    let set = write::set_password(&shop, &customer, typed).await;
    let session = set.map_err(|error| refused(DETAILS, form("password", ""), error))?;
    context::remember_customer(&session);
    context::lead_to(&format!("{DETAILS}?done=password"));
    Ok(())
}

/// Keeps a further address, or changes one.
#[server(prefix = "/api", endpoint = "account/save_address")]
pub async fn save_address(
    #[server(flatten)] address: AddressForm,
    #[server(default)] id: Option<AddressId>,
) -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    let page = id.map_or("/account/addresses/new".to_owned(), |id| format!("/account/addresses/{id}"));
    let saved = customer::address::save(&shop, customer.id, id, &address).await;
    let typed = Typed { form: "address".to_owned(), address, ..Typed::default() };
    saved.map_err(|error| refused(&page, typed, error))?;
    context::lead_to("/account/addresses?done=saved");
    Ok(())
}

/// Deletes an address.
#[server(prefix = "/api", endpoint = "account/delete_address")]
pub async fn delete_address(address: AddressId) -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    let deleted = customer::address::delete(&shop, customer.id, address).await;
    deleted.map_err(|error| refused("/account/addresses", form("list", ""), error))?;
    context::lead_to("/account/addresses?done=saved");
    Ok(())
}

/// Makes an address the usual one: for "delivery", or for "bills".
#[server(prefix = "/api", endpoint = "account/set_usual_address")]
pub async fn set_usual_address(address: AddressId, #[server(default)] usual: String) -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    let of = if usual == "bills" { Use::Bills } else { Use::Delivery };
    let set = customer::address::set_usual(&shop, customer.id, address, of).await;
    set.map_err(|error| refused("/account/addresses", form("list", ""), error))?;
    context::lead_to("/account/addresses?done=saved");
    Ok(())
}

/// Deletes the account, after the page that says what stays.
#[server(prefix = "/api", endpoint = "account/delete")]
pub async fn delete_account() -> Result<(), AppError> {
    let (shop, customer) = signed_in().await?;
    customer::delete_own(&shop, customer.id).await.map_err(failure::customer)?;
    leave(&shop).await?;
    context::lead_to(&format!("{SIGN_IN}?done=deleted"));
    Ok(())
}
