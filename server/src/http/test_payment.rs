//! `/pay/test/<reference>`: the page of the built-in test provider. It looks and behaves like another company's: own style,
//! no script, and it knows nothing of the shop but order number, amount and the way back.

use adapters::test_payment::{CardError, CardForm, NextStep, PageError, PageModel, PageState, TestPayment};
use axum::{
    Form,
    extract::{
        Path, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
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

/// Characters of an expiry date.
const MOST_EXPIRY: usize = 9;

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

/// What stands in the fields again after a card was not taken. Never the security code, and no number but a test card's.
#[derive(Default, Deserialize)]
pub struct Kept {
    /// The last digits of a test card.
    #[serde(default)]
    card: String,
    #[serde(default)]
    expiry: String,
}

/// What the page says beside its form.
#[derive(Default)]
struct Said {
    message: Option<String>,
    /// The name of the field that is wrong.
    wrong: &'static str,
    number: String,
    expiry: String,
}

impl Kept {
    fn said(self) -> Said {
        let is_it = |card: &&str| !self.card.is_empty() && card.ends_with(&self.card);
        let number = CARDS.map(|(card, _)| card).into_iter().find(is_it).unwrap_or_default().to_owned();
        Said { number, expiry: self.expiry.chars().take(MOST_EXPIRY).collect(), ..Said::default() }
    }

    /// The page's address with what it keeps.
    fn address(reference: &str, typed: &Typed) -> String {
        let last: String = typed.number.chars().filter(char::is_ascii_digit).collect();
        let last = last.get(last.len().saturating_sub(4)..).unwrap_or_default();
        let expiry: String = typed.expiry.chars().filter(|letter| letter.is_ascii_digit() || *letter == '/').collect();
        format!("/pay/test/{reference}?card={last}&expiry={expiry}")
    }
}

/// `GET`: the page as the payment stands.
pub async fn show(
    State(provider): State<Option<TestPayment>>,
    Path(reference): Path<String>,
    kept: Result<Query<Kept>, QueryRejection>,
) -> Response {
    let Some(provider) = provider else { return problem::answer(StatusCode::NOT_FOUND, true, None) };
    let said = kept.map(|Query(kept)| kept.said()).unwrap_or_default();
    shown(&provider, &reference, StatusCode::OK, said).await
}

/// `POST`: pays with a card, or answers the bank's question. What changes the payment leads on, so that a page that is loaded
/// again sends nothing again.
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
            let (number, expiry, code) = (typed.number.clone(), typed.expiry.clone(), typed.code.clone());
            provider.pay(&reference, &CardForm { number, expiry, code }).await
        }
    };
    match outcome {
        Ok(NextStep::Return(address)) => Redirect::to(&address).into_response(),
        Ok(NextStep::ExtraAuthentication) => Redirect::to(&format!("/pay/test/{reference}")).into_response(),
        Ok(NextStep::Declined) => Redirect::to(&Kept::address(&reference, &typed)).into_response(),
        Err(PageError::Card(error)) => {
            let is_real = error == CardError::NotATestCard;
            let number = if is_real { String::new() } else { typed.number };
            let (message, wrong) = (Some(error.to_string()), error.field());
            let said = Said { message, wrong, number, expiry: typed.expiry };
            shown(&provider, &reference, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => failed(&error),
    }
}

/// Which faults to set.
#[derive(Deserialize)]
pub struct Turned {
    faults: String,
}

/// `POST /pay/test/faults`: sets what goes wrong on purpose, in shops where the setting allows it.
pub async fn turn(State(provider): State<Option<TestPayment>>, typed: Result<Form<Turned>, FormRejection>) -> Response {
    let Some(provider) = provider.filter(TestPayment::may_turn) else {
        return problem::answer(StatusCode::NOT_FOUND, true, None);
    };
    let Ok(Form(turned)) = typed else {
        return (StatusCode::BAD_REQUEST, "The field \"faults\" is missing.\n").into_response();
    };
    match turned.faults.parse() {
        Ok(faults) => {
            provider.turn(faults);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, format!("{error}\n")).into_response(),
    }
}

async fn shown(provider: &TestPayment, reference: &str, status: StatusCode, said: Said) -> Response {
    match provider.page(reference).await {
        Ok(model) => document(status, "Testpay", STYLE, &body(&model, &said)),
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

fn body(model: &PageModel, said: &Said) -> String {
    let usual = (model.state == PageState::CardAfterDecline)
        .then_some("The payment was declined. Nothing was charged; try again or use another card.");
    let message = said.message.as_deref().or(usual);
    let message =
        message.map(|text| format!("<p class=\"message\" id=\"message\" role=\"alert\">{}</p>", escape(text)));
    let part = match model.state {
        PageState::Card | PageState::CardAfterDecline => card_form(model, said),
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

fn card_form(model: &PageModel, said: &Said) -> String {
    let rows: String = CARDS.iter().map(|(card, does)| format!("<dt>{card}</dt><dd>{does}</dd>")).collect();
    let amount = escape(&model.amount.to_string());
    let field = |name: &str, label: &str, most: usize, example: &str, autocomplete: &str, value: &str| {
        let wrong =
            if said.wrong == name { " aria-invalid=\"true\" aria-describedby=\"message\" autofocus" } else { "" };
        let value: String = value.chars().take(most).collect();
        format!(
            "<p><label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" inputmode=\"numeric\" \
             autocomplete=\"{autocomplete}\" maxlength=\"{most}\" required placeholder=\"{example}\" value=\"{}\"{wrong}></p>",
            escape(&value)
        )
    };
    let number = field("number", "Card number", 30, "4242 4242 4242 4242", "cc-number", &said.number);
    let expiry = field("expiry", "Expiry date (MM/YY)", MOST_EXPIRY, "12/30", "cc-exp", &said.expiry);
    let code = field("code", "Security code", 4, "123", "cc-csc", "");
    format!(
        "<form method=\"post\" action=\"?\">{number}<div class=\"pair\">{expiry}{code}</div>\
         <button name=\"action\" value=\"pay\">Pay {amount}</button></form>\
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
