//! The guard of the admin's server functions: who asks, and whether they may.
//!
//! Invariant: a server function that is not public calls it first, and stops when it refuses.

use domain::{
    account::{Permission, view::StaffView},
    catalog::view::ProductForm,
    kernel::ImportRunId,
};
use services::{
    Shop,
    account::{self, AccountError, Actor},
    catalog::{
        CatalogError,
        admin::{ModelError, SaveError},
        bulk::BulkError,
        texts::TextsError,
        video::AddVideoError,
    },
    coupon::CouponError,
    customer::CustomerError,
    document::DocumentError,
    fulfilment::download::DownloadError,
    gift_card::GiftCardError,
    importer::task::{self, TaskError},
    media::MediaError,
    order::OrderError,
    payment::PaymentError,
    reconcile::ReconcileError,
    redirect::RedirectError,
    refund::RefundFailure,
    returns::ReturnFailure,
    search::SearchRuleError,
};

use super::{parts::form::Outcome, product::api::SaveOutcome};
use crate::{context, error::AppError};

/// The shop and the person who asks, if they have the right.
///
/// # Errors
/// Nobody is signed in, or the right is missing.
pub async fn require(permission: Permission) -> Result<(Shop, Actor), AppError> {
    let shop = context::shop()?.sold_in(None);
    let actor = account::require(&shop, context::session_token().as_ref(), permission).await?;
    Ok((shop, actor))
}

/// The shop and the person who asks for an import, if they may move data, and have the right `people` where it tells of customers
/// or orders.
///
/// # Errors
/// As [`require`], and an import that does not exist.
pub async fn require_import(import: ImportRunId, people: Permission) -> Result<(Shop, Actor), AppError> {
    let (shop, actor) = require(Permission::MoveData).await?;
    if task::read::holds_people(&shop, import, &actor).await.map_err(self::import)? {
        require(people).await?;
    }
    Ok((shop, actor))
}

/// The shop and the person who is signed in, whatever their rights.
///
/// # Errors
/// Nobody is signed in.
pub async fn signed_in() -> Result<(Shop, StaffView), AppError> {
    let shop = context::shop()?.sold_in(None);
    let staff =
        account::read::staff(&shop, context::session_token().as_ref()).await?.ok_or(AccountError::NotSignedIn)?;
    Ok((shop, staff))
}

impl From<AccountError> for AppError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::NotSignedIn => Self::NotSignedIn,
            AccountError::NotAllowed { permission } => Self::Forbidden(permission.label().to_owned()),
            AccountError::TooManyAttempts { .. } | AccountError::Busy => Self::TooMany,
            AccountError::Hashing(_) | AccountError::Database(_) => context::failed(error),
            refused => Self::Invalid(sentence(&refused.to_string())),
        }
    }
}

/// What a refused order use case says on the wire.
#[must_use]
pub fn order(error: OrderError) -> AppError {
    match error {
        OrderError::NotFound => AppError::NotFound,
        OrderError::Conflict => AppError::Conflict,
        OrderError::Database(_) => context::failed(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What a refused use case of customers says on the wire.
#[must_use]
pub fn customer(error: CustomerError) -> AppError {
    match error {
        CustomerError::NotFound => AppError::NotFound,
        CustomerError::Note { .. } => AppError::Invalid(sentence(&error.to_string())),
        failed => context::failed(failed),
    }
}

/// What a refused document says on the wire.
#[must_use]
pub fn document(error: DocumentError) -> AppError {
    match error {
        DocumentError::NotFound => AppError::NotFound,
        DocumentError::NoSeller | DocumentError::NotPaid => AppError::Invalid(sentence(&error.to_string())),
        failed => context::failed(failed),
    }
}

/// What a refused refund says on the wire.
#[must_use]
pub fn refund(error: RefundFailure) -> AppError {
    match error {
        RefundFailure::NotFound => AppError::NotFound,
        RefundFailure::Conflict => AppError::Conflict,
        RefundFailure::Database(_) => context::failed(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What a refused return says on the wire.
#[must_use]
pub fn returns(error: ReturnFailure) -> AppError {
    match error {
        ReturnFailure::NotFound => AppError::NotFound,
        ReturnFailure::Conflict | ReturnFailure::Transition(_) => AppError::Conflict,
        ReturnFailure::Refund(error) => refund(error),
        ReturnFailure::Order(error) => order(error),
        ReturnFailure::Database(_) => context::failed(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What a refused use case of gift cards says on the wire.
#[must_use]
pub fn gift_card(error: GiftCardError) -> AppError {
    match error {
        GiftCardError::Unknown => AppError::NotFound,
        GiftCardError::Database(_) => context::failed(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What became of a form about a gift card: an answer for our own code, an error for a form that a browser sent by itself.
///
/// # Errors
/// A change that failed, or, for a plain form, one that was refused.
pub fn gift_card_outcome<T>(saved: Result<T, GiftCardError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if context::is_plain_form() => Err(gift_card(error)),
        Err(GiftCardError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error @ (GiftCardError::NotEnough | GiftCardError::Full)) => {
            Ok(Outcome::Refused(vec![("amount".to_owned(), sentence(&error.to_string()))]))
        }
        Err(error) => Err(gift_card(error)),
    }
}

/// What a refused use case of coupons says on the wire, where no form is at hand.
#[must_use]
pub fn coupon(error: CouponError) -> AppError {
    match error {
        CouponError::NotFound => AppError::NotFound,
        CouponError::Conflict => AppError::Conflict,
        CouponError::Fields(_) => AppError::Invalid(error.to_string()),
        CouponError::WasUsed => AppError::Invalid(sentence(&error.to_string())),
        CouponError::Database(_) => context::failed(error),
    }
}

/// What became of a coupon's form: an answer for our own code, an error for a form that a browser sent by itself.
///
/// # Errors
/// A save that failed, or, for a plain form, one that was refused.
pub fn coupon_outcome<T>(saved: Result<T, CouponError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if context::is_plain_form() => Err(coupon(error)),
        Err(CouponError::Conflict) => Ok(Outcome::Conflict),
        Err(CouponError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(coupon(error)),
    }
}

/// What a refused use case of downloads says on the wire.
#[must_use]
pub fn download(error: DownloadError) -> AppError {
    match error {
        DownloadError::Database(_) => context::failed(error),
        _ => AppError::NotFound,
    }
}

/// What a refused payment use case says on the wire.
#[must_use]
pub fn payment(error: PaymentError) -> AppError {
    match error {
        PaymentError::Order(error) => order(error),
        PaymentError::Conflict => AppError::Conflict,
        PaymentError::UnknownReference => AppError::NotFound,
        PaymentError::NotOffered | PaymentError::NotPayable | PaymentError::UnderWay => {
            AppError::Invalid(sentence(&error.to_string()))
        }
        failed => context::failed(failed),
    }
}

/// What a refused use case of the reconciliation says on the wire.
#[must_use]
pub fn reconcile(error: ReconcileError) -> AppError {
    match error {
        ReconcileError::Payment(error) => payment(error),
        ReconcileError::Settled => AppError::Invalid(sentence(&error.to_string())),
        ReconcileError::Database(_) => context::failed(error),
    }
}

/// What a refused catalogue use case says on the wire.
#[must_use]
pub fn catalog(error: CatalogError) -> AppError {
    match error {
        CatalogError::NotFound => AppError::NotFound,
        CatalogError::Media(refused) => media(refused),
        failed => context::failed(failed),
    }
}

/// What a refused film says on the wire.
#[must_use]
pub fn film(error: AddVideoError) -> AppError {
    match error {
        AddVideoError::Failed(error) => catalog(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What a refused change of many products says on the wire, where its cells are not at hand.
#[must_use]
pub fn bulk(error: BulkError) -> AppError {
    match error {
        BulkError::NotFound => AppError::NotFound,
        BulkError::NotNow | BulkError::Conflict(_) => AppError::Conflict,
        BulkError::Nothing => AppError::Invalid("Select products first.".to_owned()),
        BulkError::Rule(error) => AppError::Invalid(error.words),
        BulkError::Refused(refused) => {
            let words = refused.into_iter().map(|refused| format!("{}: {}", refused.field.label(), refused.words));
            AppError::Invalid(words.collect::<Vec<_>>().join(" "))
        }
        BulkError::Failed(error) => catalog(error),
    }
}

/// What refused texts say on the wire.
#[must_use]
pub fn texts(error: TextsError) -> AppError {
    match error {
        TextsError::Failed(error) => catalog(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What a refused media use case says on the wire.
#[must_use]
pub fn media(error: MediaError) -> AppError {
    match error {
        MediaError::NotFound => AppError::NotFound,
        MediaError::Refused(_) | MediaError::InUse { .. } | MediaError::TooManyWords { .. } => {
            AppError::Invalid(sentence(&error.to_string()))
        }
        failed => context::failed(failed),
    }
}

/// What a refused redirect says on the wire.
#[must_use]
pub fn redirect(error: RedirectError) -> AppError {
    match error {
        RedirectError::Database(_) => context::failed(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What a refused word on the search says on the wire.
#[must_use]
pub fn search(error: SearchRuleError) -> AppError {
    match error {
        SearchRuleError::Database(_) => context::failed(error),
        refused => AppError::Invalid(sentence(&refused.to_string())),
    }
}

/// What a refused import says on the wire.
#[must_use]
pub fn import(error: TaskError) -> AppError {
    match error {
        TaskError::NotFound => AppError::NotFound,
        TaskError::NotNow => AppError::Conflict,
        TaskError::Files { .. } | TaskError::OtherKind { .. } | TaskError::Mapping(_) => {
            AppError::Invalid(sentence(&error.to_string()))
        }
        failed => context::failed(failed),
    }
}

/// What a refused save says on the wire, where the form itself is not at hand.
#[must_use]
pub fn save(error: SaveError) -> AppError {
    match error {
        SaveError::Conflict(_) => AppError::Conflict,
        SaveError::NotFound => AppError::NotFound,
        SaveError::Fields(fields) => {
            AppError::Invalid(fields.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" "))
        }
        SaveError::Failed(error) => catalog(error),
    }
}

/// What a refused change of the product model says on the wire, where no form is at hand.
#[must_use]
pub fn model(error: ModelError) -> AppError {
    match error {
        ModelError::Conflict => AppError::Conflict,
        ModelError::NotFound => AppError::NotFound,
        ModelError::InUse(words) => AppError::Invalid(words),
        ModelError::Fields(fields) => {
            AppError::Invalid(fields.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" "))
        }
        ModelError::Failed(error) => catalog(error),
    }
}

/// What became of a form of the product model: an answer for our own code, an error for a form that a browser sent by itself.
///
/// # Errors
/// A save that failed, or, for a plain form, one that was refused.
pub fn outcome(saved: Result<(), ModelError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(()) => Ok(Outcome::Saved),
        Err(error) if context::is_plain_form() => Err(model(error)),
        Err(ModelError::Conflict) => Ok(Outcome::Conflict),
        Err(ModelError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(model(error)),
    }
}

/// What became of a save: an answer for our own code, an error for a form that a browser sent by itself.
///
/// # Errors
/// A save that failed, or, for a plain form, one that was refused.
pub fn save_outcome(saved: Result<ProductForm, SaveError>) -> Result<SaveOutcome, AppError> {
    match saved {
        Ok(form) => Ok(SaveOutcome::Saved(Box::new(form))),
        Err(error) if context::is_plain_form() => Err(save(error)),
        Err(SaveError::Conflict(now)) => Ok(SaveOutcome::Conflict(now)),
        Err(SaveError::Fields(fields)) => Ok(SaveOutcome::Refused(fields)),
        Err(error) => Err(save(error)),
    }
}

/// "please sign in" becomes "Please sign in."
#[must_use]
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
