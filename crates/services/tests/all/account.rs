//! People of the admin: invitations, sessions, rights.

use std::sync::Arc;

use domain::{
    account::{Permission, Role},
    kernel::Timestamp,
};
use services::{
    Shop,
    account::{
        AccountError, Actor, PasswordError, SessionToken, job, read, require,
        write::{self, SignIn, Welcome},
    },
    db::{Database, DatabaseError},
    testing::{self, StoppedClock, for_each_database},
};
use sqlx::Row as _;

const HOUR: i64 = 60 * 60 * 1000;
const EMAIL: &str = "maren@example.org";
const PASSWORD: &str = "sand and salt";

fn open(database: Database) -> (Shop, Arc<StoppedClock>) {
    let clock = Arc::new(StoppedClock::at(Timestamp(1_790_000_000_000)));
    (testing::shop(database, clock.clone()), clock)
}

fn secret(link: &str) -> String {
    link.strip_prefix("/admin/welcome/").unwrap().to_owned()
}

fn welcome(token: String) -> Welcome {
    Welcome { token, name: "Maren Holt".to_owned(), email: EMAIL.to_owned(), password: PASSWORD.to_owned() }
}

fn typed(email: &str, password: &str) -> SignIn {
    SignIn { email: email.to_owned(), password: password.to_owned(), address: "192.0.2.7".to_owned(), previous: None }
}

async fn with_owner(shop: &Shop) -> SessionToken {
    let link = write::invite_owner(shop).await.unwrap();
    write::accept_invitation(shop, welcome(secret(&link))).await.unwrap()
}

async fn is_open(shop: &Shop, token: &SessionToken) -> bool {
    read::staff(shop, Some(token)).await.unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_makes_an_owner_once_and_never_again() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        assert!(!read::has_owner(&shop).await.unwrap());
        let link = write::invite_owner(&shop).await.unwrap();
        let token = write::accept_invitation(&shop, welcome(secret(&link))).await.unwrap();
        let staff = read::staff(&shop, Some(&token)).await.unwrap().unwrap();
        assert_eq!((staff.name.as_str(), staff.email.as_str(), staff.role), ("Maren Holt", EMAIL, Role::Owner));
        assert!(read::has_owner(&shop).await.unwrap());

        let again = write::accept_invitation(&shop, welcome(secret(&link))).await;
        assert!(matches!(again, Err(AccountError::InvitationInvalid)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_ends_after_seven_days_and_when_a_newer_one_is_made() {
    for_each_database(async |database: Database| {
        let (shop, clock) = open(database);
        let first = write::invite_owner(&shop).await.unwrap();
        let second = write::invite_owner(&shop).await.unwrap();
        let replaced = write::accept_invitation(&shop, welcome(secret(&first))).await;
        assert!(matches!(replaced, Err(AccountError::InvitationInvalid)));
        clock.advance(7 * Timestamp::DAY);
        let expired = write::accept_invitation(&shop, welcome(secret(&second))).await;
        assert!(matches!(expired, Err(AccountError::InvitationInvalid)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_password_leaves_the_invitation_usable() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        let token = secret(&write::invite_owner(&shop).await.unwrap());
        let short = Welcome { password: "short".to_owned(), ..welcome(token.clone()) };
        let answer = write::accept_invitation(&shop, short).await;
        assert!(matches!(answer, Err(AccountError::Password(PasswordError::TooShort))));
        assert!(write::accept_invitation(&shop, welcome(token)).await.is_ok());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_cannot_have_one_address() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        with_owner(&shop).await;
        let link = write::invite_owner(&shop).await.unwrap();
        let answer = write::accept_invitation(&shop, welcome(secret(&link))).await;
        assert!(matches!(answer, Err(AccountError::EmailTaken)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v14_the_session_changes_at_every_sign_in_and_the_one_before_ends() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        let first = with_owner(&shop).await;
        let typed = SignIn { previous: Some(first.clone()), ..typed(EMAIL, PASSWORD) };
        let second = write::sign_in(&shop, typed).await.unwrap();
        assert_ne!(first, second);
        assert!(!is_open(&shop, &first).await);
        assert!(is_open(&shop, &second).await);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v15_an_old_cookie_opens_nothing_after_sign_out_or_when_its_person_is_disabled() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        let first = with_owner(&shop).await;
        let second = write::sign_in(&shop, typed(EMAIL, PASSWORD)).await.unwrap();
        write::sign_out(&shop, &first).await.unwrap();
        assert!(!is_open(&shop, &first).await);
        assert!(is_open(&shop, &second).await);

        let staff = read::staff(&shop, Some(&second)).await.unwrap().unwrap();
        write::disable(&shop, &Actor::system("test"), staff.id).await.unwrap();
        assert!(!is_open(&shop, &second).await);
        let answer = write::sign_in(&shop, typed(EMAIL, PASSWORD)).await;
        assert!(matches!(answer, Err(AccountError::WrongCredentials)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v28_an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        with_owner(&shop).await;
        let mut answers = Vec::new();
        for (email, password) in
            [(EMAIL, "salt and sand"), ("nobody@example.org", PASSWORD), ("no address", PASSWORD), ("", "")]
        {
            answers.push(write::sign_in(&shop, typed(email, password)).await.unwrap_err().to_string());
        }
        answers.dedup();
        assert_eq!(answers, ["the e-mail address or the password is wrong"]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f47_guessing_is_stopped_and_the_owner_still_gets_in_from_where_they_signed_in_before() {
    for_each_database(async |database: Database| {
        let (shop, clock) = open(database);
        with_owner(&shop).await;
        write::sign_in(&shop, typed(EMAIL, PASSWORD)).await.unwrap();
        for number in 0..70 {
            let guess = SignIn { address: format!("198.51.100.{number}"), ..typed(EMAIL, "a wrong guess") };
            let _ = write::sign_in(&shop, guess).await;
        }
        let stranger = SignIn { address: "203.0.113.9".to_owned(), ..typed(EMAIL, PASSWORD) };
        let stopped = write::sign_in(&shop, stranger.clone()).await;
        assert!(matches!(stopped, Err(AccountError::TooManyAttempts { seconds: 1..=900 })));
        assert!(write::sign_in(&shop, typed(EMAIL, PASSWORD)).await.is_ok());

        clock.advance(HOUR / 4);
        assert!(write::sign_in(&shop, stranger).await.is_ok());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f47_the_eleventh_wrong_password_from_one_place_has_to_wait() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        with_owner(&shop).await;
        for _ in 0..10 {
            let wrong = write::sign_in(&shop, typed(EMAIL, "a wrong guess")).await;
            assert!(matches!(wrong, Err(AccountError::WrongCredentials)));
        }
        let eleventh = write::sign_in(&shop, typed(EMAIL, PASSWORD)).await;
        assert!(matches!(eleventh, Err(AccountError::TooManyAttempts { .. })));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_twelve_idle_hours_and_after_fourteen_days() {
    for_each_database(async |database: Database| {
        let (shop, clock) = open(database);
        let idle = with_owner(&shop).await;
        clock.advance(12 * HOUR);
        assert!(!is_open(&shop, &idle).await);

        let busy = write::sign_in(&shop, typed(EMAIL, PASSWORD)).await.unwrap();
        for _ in 0..28 {
            assert!(is_open(&shop, &busy).await);
            clock.advance(12 * HOUR - 1);
        }
        assert!(is_open(&shop, &busy).await);
        clock.advance(28);
        assert!(!is_open(&shop, &busy).await);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_is_asked_for_and_a_missing_one_is_named() {
    for_each_database(async |database: Database| {
        let (shop, _) = open(database);
        let token = with_owner(&shop).await;
        let actor = require(&shop, Some(&token), Permission::WriteProducts).await.unwrap();
        assert_eq!(actor.name, "Maren Holt");
        assert!(matches!(require(&shop, None, Permission::ReadOrders).await, Err(AccountError::NotSignedIn)));
        let stranger = SessionToken::generate();
        let answer = require(&shop, Some(&stranger), Permission::ReadOrders).await;
        assert!(matches!(answer, Err(AccountError::NotSignedIn)));

        become_packer(&shop).await.unwrap();
        assert!(require(&shop, Some(&token), Permission::WriteOrders).await.is_ok());
        let refused = require(&shop, Some(&token), Permission::WriteProducts).await.unwrap_err();
        assert_eq!(refused.to_string(), "this needs the permission “Change products”");
    })
    .await
    .unwrap();
}

async fn become_packer(shop: &Shop) -> Result<(), DatabaseError> {
    shop.database
        .write(|tx| {
            Box::pin(async move {
                sqlx::query("UPDATE staff SET role = 'packer'").execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_stands_in_the_database_and_what_has_ended_is_forgotten() {
    for_each_database(async |database: Database| {
        let (shop, clock) = open(database);
        let link = write::invite_owner(&shop).await.unwrap();
        let token = write::accept_invitation(&shop, welcome(secret(&link))).await.unwrap();
        let column = async |statement: &'static str| -> Vec<String> {
            let rows = sqlx::query(statement).fetch_all(shop.database.reader()).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        };
        let stored = [
            column("SELECT token_hash FROM staff_session").await,
            column("SELECT token_hash FROM staff_invitation").await,
            column("SELECT password_hash FROM staff").await,
            column("SELECT detail FROM audit").await,
            column("SELECT scope FROM attempt_count").await,
        ]
        .concat();
        for text in [token.reveal(), &secret(&link), PASSWORD] {
            assert!(stored.iter().all(|stored| !stored.contains(text)));
        }

        clock.advance(31 * Timestamp::DAY);
        job::forget_ended(&shop).await.unwrap();
        assert!(column("SELECT token_hash FROM staff_session").await.is_empty());
        assert!(column("SELECT scope FROM attempt_count").await.is_empty());
    })
    .await
    .unwrap();
}
