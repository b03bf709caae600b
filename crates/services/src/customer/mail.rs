//! The mails about accounts: rows in the outbox that name an address or an order; the secret of a link is made when it is sent.

use async_trait::async_trait;
use domain::{
    customer::Words,
    kernel::{CustomerId, Language, Timestamp},
};
use serde_json::{Value, json};
use sqlx::Row as _;

use super::{
    CustomerError, LinkToken,
    link::{EMAIL, LINK_LIFETIME, SIGN_IN},
    sql,
};
use crate::{
    Shop,
    order::{
        mail::{as_html_in, as_text},
        sql as order_sql,
    },
    outbox::{DeliveryError, Handler},
    port::{MailError, Message},
};

/// The kind of outbox rows that are mails of accounts.
pub const OUTBOX_KIND: &str = "mail.account";

/// What a customer is told about their own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// Somebody asked for another address.
    EmailWanted,
    /// The account has another address.
    EmailChanged,
    /// The password was set.
    Password,
}

impl Notice {
    const ALL: [Self; 3] = [Self::EmailWanted, Self::EmailChanged, Self::Password];

    fn key(self) -> &'static str {
        match self {
            Self::EmailWanted => "email_wanted",
            Self::EmailChanged => "email_changed",
            Self::Password => "password",
        }
    }

    fn words(self, words: Words) -> (&'static str, &'static str) {
        match self {
            Self::EmailWanted => (words.email_wanted_subject(), words.email_wanted_text()),
            Self::EmailChanged => (words.email_changed_subject(), words.email_changed_text()),
            Self::Password => (words.password_subject(), words.password_text()),
        }
    }
}

/// The row of a notice.
pub(super) fn notice(notice: Notice, to: &str, language: Language) -> Value {
    json!({ "mail": notice.key(), "email": to, "language": language.code() })
}

/// Delivers the mails of accounts.
pub struct AccountMailHandler;

#[async_trait]
impl Handler for AccountMailHandler {
    fn kind(&self) -> &'static str {
        OUTBOX_KIND
    }

    async fn deliver(&self, shop: &Shop, id: i64, payload: &Value) -> Result<(), DeliveryError> {
        let message = write(shop, id, payload).await.map_err(|error| DeliveryError::Later(error.to_string()))?;
        // Nobody is known by this address: there is nobody to write to.
        let Some(message) = message else { return Ok(()) };
        shop.mail.send(&message).await.map_err(|error| match error {
            MailError::Refused(why) => DeliveryError::Never(why),
            MailError::Later(why) => DeliveryError::Later(why),
        })
    }
}

async fn write(shop: &Shop, id: i64, payload: &Value) -> Result<Option<Message>, CustomerError> {
    let text = |field: &str| payload.get(field).and_then(Value::as_str).unwrap_or_default();
    let number = |field: &str| payload.get(field).and_then(Value::as_i64);
    let words = Words::of(Language::parse(text("language")).unwrap_or(shop.settings.language));
    let letter = match (text("mail"), number("order"), number("customer")) {
        ("link", ..) => sign_in(shop, words, text("email"), text("next")).await?,
        ("offer", Some(order), _) => offer(shop, words, order).await?,
        ("email", _, Some(customer)) => Some(email(shop, words, customer, text("email")).await?),
        (key, ..) => Notice::ALL.into_iter().find(|notice| notice.key() == key).map(|notice| {
            let (subject, first) = notice.words(words);
            Letter { to: text("email").to_owned(), name: String::new(), subject, first, link: None }
        }),
    };
    Ok(letter.map(|letter| letter.written(shop, id, words)))
}

/// What a mail says.
struct Letter {
    to: String,
    name: String,
    subject: &'static str,
    first: &'static str,
    /// The path that it leads to.
    link: Option<String>,
}

impl Letter {
    fn written(self, shop: &Shop, id: i64, words: Words) -> Message {
        let greeting = if self.name.is_empty() {
            format!("{},", words.hello())
        } else {
            format!("{} {},", words.hello(), self.name)
        };
        let mut paragraphs = vec![vec![greeting], vec![self.first.to_owned()]];
        // The shop's own address, whatever the request called it.
        let link = self.link.map(|path| format!("{}{path}", shop.settings.base_url));
        if let Some(link) = &link {
            paragraphs.push(vec![link.clone()]);
            paragraphs.push(vec![words.not_you().to_owned()]);
        }
        paragraphs.push(vec![shop.settings.name.clone()]);
        Message {
            id: format!("outbox-{id}"),
            to: self.to,
            subject: self.subject.to_owned(),
            text: as_text(&paragraphs),
            html: as_html_in(words.code(), &paragraphs, link.as_ref().unwrap_or(&shop.settings.base_url)),
        }
    }
}

/// What stands before the path of a page in another language than the shop's own.
fn prefix(shop: &Shop, words: Words) -> String {
    let language = shop.settings.languages.iter().find(|language| language.code() == words.code());
    language.map(|language| format!("/{language}")).unwrap_or_default()
}

async fn sign_in(shop: &Shop, words: Words, email: &str, next: &str) -> Result<Option<Letter>, CustomerError> {
    let row = sqlx::query(sql::BY_EMAIL).bind(email.to_owned()).fetch_optional(shop.database.reader()).await?;
    let Some(row) = row else { return Ok(None) };
    let token = make(shop, row.try_get("id")?, SIGN_IN, email, None).await?;
    let next = if next.is_empty() { String::new() } else { format!("?next={next}") };
    let path = format!("{}/account/link/{}{next}", prefix(shop, words), token.reveal());
    Ok(Some(Letter {
        to: email.to_owned(),
        name: row.try_get("full_name")?,
        subject: words.link_subject(),
        first: words.link_text(),
        link: Some(path),
    }))
}

/// The link proves the address of the order, whoever's account the order is in.
async fn offer(shop: &Shop, words: Words, order: i64) -> Result<Option<Letter>, CustomerError> {
    let row = sqlx::query(sql::ORDER).bind(order).fetch_optional(shop.database.reader()).await?;
    let Some(row) = row else { return Ok(None) };
    let (email, name): (String, String) = (row.try_get("email")?, row.try_get("full_name")?);
    let customer = known(shop, email.clone(), name.clone()).await?;
    let token = make(shop, customer, SIGN_IN, &email, Some(order)).await?;
    let path = format!("{}/account/link/{}", prefix(shop, words), token.reveal());
    Ok(Some(Letter { to: email, name, subject: words.save_details(), first: words.offer_text(), link: Some(path) }))
}

async fn email(shop: &Shop, words: Words, customer: i64, email: &str) -> Result<Letter, CustomerError> {
    let token = make(shop, customer, EMAIL, email, None).await?;
    let path = format!("{}/account/email/{}", prefix(shop, words), token.reveal());
    Ok(Letter {
        to: email.to_owned(),
        name: String::new(),
        subject: words.email_subject(),
        first: words.email_text(),
        link: Some(path),
    })
}

/// The customer with this address; a new one where nobody has it any more.
async fn known(shop: &Shop, email: String, name: String) -> Result<i64, CustomerError> {
    let (id, now) = (shop.database.next_id(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (email, name) = (email.clone(), name.clone());
            Box::pin(async move {
                let row = sqlx::query(order_sql::CUSTOMER)
                    .bind(id)
                    .bind(email)
                    .bind(name)
                    .bind(now.0)
                    .fetch_one(tx.connection())
                    .await?;
                Ok(row.try_get("id")?)
            })
        })
        .await
}

/// A new link. Only its digest is kept.
async fn make(
    shop: &Shop,
    customer: i64,
    purpose: &'static str,
    email: &str,
    order: Option<i64>,
) -> Result<LinkToken, CustomerError> {
    let token = LinkToken::generate();
    let (digest, email) = (token.digest(), email.to_owned());
    let until: Timestamp = shop.clock.now().plus(LINK_LIFETIME);
    let customer = CustomerId(customer);
    shop.database
        .write(move |tx| {
            let (digest, email) = (digest.clone(), email.clone());
            Box::pin(async move {
                sqlx::query(sql::INSERT_LINK)
                    .bind(digest)
                    .bind(customer.0)
                    .bind(purpose)
                    .bind(email)
                    .bind(order)
                    .bind(until.0)
                    .execute(tx.connection())
                    .await?;
                Ok::<_, CustomerError>(())
            })
        })
        .await?;
    Ok(token)
}
