//! `/pay/test/<reference>`: the page of the built-in test provider. It looks and behaves like another company's: own style,
//! no script, and it knows nothing of the shop but order number, amount and the way back.

use adapters::test_payment::{CardForm, NextStep, PageError, PageModel, PageState, TestPayment};
use axum::{
    Form,
    extract::{Path, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;

use super::{
    document::{document, escape},
    problem,
};

const STYLE: &str = include_str!("test_payment.css");

/// The cards that do something, for the page's own legend.
const CARDS: [(&str, &str); 4] = [
    ("4242 4242 4242 4242", "pays"),
    ("4000 0000 0000 0002", "is declined"),
    ("4000 0027 6000 3184", "asks you first"),
    ("4000 0000 0000 5126", "pays some seconds later"),
];

/// What the shopper typed or pressed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    action: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    expiry: String,
    #[serde(default)]
    code: String,
}

/// `GET`: the page as the payment stands.
pub async fn show(State(provider): State<Option<TestPayment>>, Path(reference): Path<String>) -> Response {
    let Some(provider) = provider else { return problem::answer(StatusCode::NOT_FOUND, true, None) };
    shown(&provider, &reference, StatusCode::OK, None).await
}

/// `POST`: pays with a card, or answers the bank's question.
pub async fn decide(
    State(provider): State<Option<TestPayment>>,
    Path(reference): Path<String>,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
    let Some(provider) = provider else { return problem::answer(StatusCode::NOT_FOUND, true, None) };
    let Ok(Form(typed)) = typed else {
        return problem::answer(StatusCode::BAD_REQUEST, problem::wants_page(&headers), None);
    };
    let outcome = match typed.action.as_str() {
        "confirm" => provider.answer(&reference, true).await,
        "refuse" => provider.answer(&reference, false).await,
        _ => {
            let form = CardForm { number: typed.number, expiry: typed.expiry, code: typed.code };
            provider.pay(&reference, &form).await
        }
    };
    match outcome {
        Ok(NextStep::Return(address)) => Redirect::to(&address).into_response(),
        Ok(NextStep::ExtraAuthentication) => Redirect::to(&format!("/pay/test/{reference}")).into_response(),
        Ok(NextStep::Declined(message)) => {
            shown(&provider, &reference, StatusCode::PAYMENT_REQUIRED, Some(&message)).await
        }
        Err(PageError::Card(error)) => {
            shown(&provider, &reference, StatusCode::UNPROCESSABLE_ENTITY, Some(&error.to_string())).await
        }
        Err(error) => failed(&error),
    }
}

async fn shown(provider: &TestPayment, reference: &str, status: StatusCode, message: Option<&str>) -> Response {
    match provider.page(reference).await {
        Ok(model) => document(status, "Testpay", STYLE, &body(&model, message)),
        Err(error) => failed(&error),
    }
}

fn failed(error: &PageError) -> Response {
    if matches!(error, PageError::NotFound) {
        return problem::answer(StatusCode::NOT_FOUND, true, None);
    }
    tracing::error!(%error, "the test provider's page failed");
    problem::answer(StatusCode::INTERNAL_SERVER_ERROR, true, None)
}

fn body(model: &PageModel, message: Option<&str>) -> String {
    let usual = (model.state == PageState::CardAfterDecline)
        .then_some("Your last card was declined. Nothing was charged; try another card.");
    let message = message.or(usual).map(|text| format!("<p class=\"message\" role=\"alert\">{}</p>", escape(text)));
    let part = match model.state {
        PageState::Card | PageState::CardAfterDecline => card_form(model),
        PageState::ExtraAuthentication => question(),
        PageState::Finished => String::from("<p>There is nothing more to do here.</p>"),
    };
    let (amount, number, back) =
        (escape(&model.amount.to_string()), escape(&model.order_number), escape(&model.return_to));
    format!(
        "<main><header><strong>Testpay</strong><span>Test mode</span></header>\
         <h1>{amount}</h1><p class=\"order\">Order {number}</p>{}{part}\
         <p class=\"back\"><a href=\"{back}\">Back to the shop</a></p></main>",
        message.unwrap_or_default()
    )
}

fn card_form(model: &PageModel) -> String {
    let rows: String = CARDS.iter().map(|(card, does)| format!("<dt>{card}</dt><dd>{does}</dd>")).collect();
    let amount = escape(&model.amount.to_string());
    format!(
        "<form method=\"post\"><label for=\"number\">Card number</label>\
         <input id=\"number\" name=\"number\" inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"30\" required \
         placeholder=\"4242 4242 4242 4242\"><div class=\"pair\"><p><label for=\"expiry\">Expiry date</label>\
         <input id=\"expiry\" name=\"expiry\" inputmode=\"text\" autocomplete=\"cc-exp\" maxlength=\"9\" required \
         placeholder=\"12/30\"></p><p><label for=\"code\">Security code</label>\
         <input id=\"code\" name=\"code\" inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\" required \
         placeholder=\"123\"></p></div><button name=\"action\" value=\"pay\">Pay {amount}</button></form>\
         <details open><summary>Cards for trying out</summary><dl>{rows}</dl>\
         <p>With any date in the future and any code. Never type a real card here.</p></details>"
    )
}

fn question() -> String {
    String::from(
        "<form method=\"post\"><p><strong>Your bank asks:</strong> is this payment yours?</p>\
         <button name=\"action\" value=\"confirm\">Yes, pay</button>\
         <button name=\"action\" value=\"refuse\" class=\"quiet\">No, refuse</button></form>",
    )
}
