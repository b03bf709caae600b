//! What the hosted page shows and does.

use std::time::Duration;

use domain::kernel::Money;
use services::db::DatabaseError;

use super::{
    card::{self, Card, CardError},
    provider::TestPayment,
    store::{self, State, Stored},
};

/// So long a slow card takes.
const SLOW: Duration = Duration::from_secs(5);

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageModel {
    /// The order's number.
    pub order_number: String,
    /// How much is to be paid.
    pub amount: Money,
    /// What the shopper can do.
    pub state: PageState,
    /// Back to the shop, where the payment is asked about.
    pub return_to: String,
}

/// What the shopper can do on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// Type a card.
    Card,
    /// Type another card, because the last one was declined.
    CardAfterDecline,
    /// Say to the bank that the payment is theirs.
    ExtraAuthentication,
    /// Nothing but go back: it is paid, being worked on, or called off.
    Finished,
}

/// What the shopper typed. It lives as long as the request.
pub struct CardForm {
    /// The number.
    pub number: String,
    /// The expiry date: "12/30".
    pub expiry: String,
    /// The security code.
    pub code: String,
}

/// Where the shopper goes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Back to the shop.
    Return(String),
    /// The page again: now the bank asks.
    ExtraAuthentication,
    /// The page again, which says that the payment was declined.
    Declined,
}

/// Why the page could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// There is no such payment.
    #[error("there is no such payment")]
    NotFound,
    /// The card was not taken; say so beside the form.
    #[error(transparent)]
    Card(#[from] CardError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl TestPayment {
    /// What the page of a payment shows.
    ///
    /// # Errors
    /// [`PageError::NotFound`], or a database that does not answer.
    pub async fn page(&self, reference: &str) -> Result<PageModel, PageError> {
        let payment = self.stored(reference).await?;
        Ok(PageModel {
            state: match payment.state {
                State::Open => PageState::Card,
                State::Declined => PageState::CardAfterDecline,
                State::Asking => PageState::ExtraAuthentication,
                State::Processing | State::Captured | State::Cancelled => PageState::Finished,
            },
            return_to: return_to(&payment),
            order_number: payment.order_number,
            amount: payment.amount,
        })
    }

    /// The shopper pays with a card.
    ///
    /// # Errors
    /// A card that is no test card, or no such payment.
    pub async fn pay(&self, reference: &str, form: &CardForm) -> Result<NextStep, PageError> {
        let payment = self.stored(reference).await?;
        if !matches!(payment.state, State::Open | State::Declined | State::Asking) {
            return Ok(NextStep::Return(return_to(&payment)));
        }
        let today = self.clock.now().date();
        let card = Card::read(&form.number)?;
        card::check_expiry(&form.expiry, today.year, today.month)?;
        card::check_code(&form.code)?;
        match card {
            Card::Succeeds => self.finish(&payment, State::Captured).await,
            Card::Declined => {
                self.finish(&payment, State::Declined).await?;
                Ok(NextStep::Declined)
            }
            Card::Asks => {
                store::move_to(&self.database, reference, State::Asking, self.clock.now()).await?;
                Ok(NextStep::ExtraAuthentication)
            }
            Card::Slow => {
                let next = self.finish(&payment, State::Processing).await?;
                self.capture_soon(payment.reference);
                Ok(next)
            }
        }
    }

    /// The shopper answers the bank's question whether the payment is theirs.
    ///
    /// # Errors
    /// No such payment, or a database that does not answer.
    pub async fn answer(&self, reference: &str, is_confirmed: bool) -> Result<NextStep, PageError> {
        let payment = self.stored(reference).await?;
        if payment.state != State::Asking {
            return Ok(NextStep::Return(return_to(&payment)));
        }
        if is_confirmed {
            return self.finish(&payment, State::Captured).await;
        }
        self.finish(&payment, State::Declined).await?;
        Ok(NextStep::Declined)
    }

    /// Takes the money of a slow card after some seconds and tells the shop: nobody else will.
    pub(super) fn capture_soon(&self, reference: String) {
        let provider = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(SLOW).await;
            match store::move_to(&provider.database, &reference, State::Captured, provider.clock.now()).await {
                Ok(Some(message)) => provider.messenger.tell(message),
                Ok(None) => {}
                Err(error) => tracing::error!(%error, %reference, "a slow test payment could not be finished"),
            }
        });
    }

    async fn finish(&self, payment: &Stored, state: State) -> Result<NextStep, PageError> {
        if let Some(message) = store::move_to(&self.database, &payment.reference, state, self.clock.now()).await? {
            self.messenger.tell(message);
        }
        Ok(NextStep::Return(return_to(payment)))
    }

    async fn stored(&self, reference: &str) -> Result<Stored, PageError> {
        store::find(&self.database, reference).await?.ok_or(PageError::NotFound)
    }
}

fn return_to(payment: &Stored) -> String {
    let separator = if payment.return_to.contains('?') { '&' } else { '?' };
    format!("{}{separator}reference={}", payment.return_to, payment.reference)
}
