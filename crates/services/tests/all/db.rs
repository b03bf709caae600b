//! What every room relies on.

use std::sync::Arc;

use services::{
    db::{Database, DatabaseError, outbox},
    testing::for_each_database,
};
use sqlx::Row as _;

async fn count(database: &Database) -> i64 {
    sqlx::query("SELECT count(*) FROM setting").fetch_one(database.reader()).await.unwrap().get(0)
}

async fn add(database: &Database, name: String, fail: bool) -> Result<(), DatabaseError> {
    database
        .write(move |transaction| {
            let name = name.clone();
            Box::pin(async move {
                sqlx::query("INSERT INTO setting (name, value) VALUES ($1, '')")
                    .bind(name)
                    .execute(transaction.connection())
                    .await?;
                if fail { Err(DatabaseError::Interrupted) } else { Ok(()) }
            })
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_can_be_prepared_on_both_databases() {
    for_each_database(async |database: Database| {
        for (name, statement) in services::every_statement() {
            use sqlx::Executor as _;
            let prepared = database.reader().prepare(sqlx::SqlSafeStr::into_sql_str(statement)).await;
            assert!(prepared.is_ok(), "{name} on {:?}: {:?}", database.engine(), prepared.err());
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_fails_leaves_nothing_behind_and_does_not_spoil_its_neighbours() {
    for_each_database(async |database: Database| {
        let tasks: Vec<_> = (0..200)
            .map(|number| {
                let database = database.clone();
                tokio::spawn(async move { add(&database, format!("name {number}"), number % 4 == 0).await.is_ok() })
            })
            .collect();
        let mut kept = 0;
        for task in tasks {
            kept += i64::from(task.await.unwrap());
        }
        assert_eq!(kept, 150);
        assert_eq!(count(&database).await, 150);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_rule_is_told_by_its_name() {
    for_each_database(async |database: Database| {
        let error = database
            .write(|transaction| {
                Box::pin(async move {
                    for id in [1_i64, 2] {
                        sqlx::query("INSERT INTO customer (id, email, created_at) VALUES ($1, 'a@b.de', 0)")
                            .bind(id)
                            .execute(transaction.connection())
                            .await?;
                    }
                    Ok::<(), DatabaseError>(())
                })
            })
            .await
            .unwrap_err();
        assert_eq!(error.constraint(), Some("customer_email_unique"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_migration_changes_nothing() {
    for_each_database(async |database: Database| {
        assert_eq!(database.pending_migrations().await.unwrap(), 0);
        assert_eq!(database.migrate().await.unwrap(), 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_effect_exists_only_when_its_cause_was_committed() {
    for_each_database(async |database: Database| {
        let ids = Arc::new(database.next_id());
        for keep in [false, true] {
            let id = Arc::clone(&ids);
            let answer: Result<(), DatabaseError> = database
                .write(move |transaction| {
                    let id = *id;
                    Box::pin(async move {
                        outbox::enqueue(transaction, id, "test", &serde_json::json!({}), domain::kernel::Timestamp(1))
                            .await?;
                        if keep { Ok(()) } else { Err(DatabaseError::Interrupted) }
                    })
                })
                .await;
            assert_eq!(answer.is_ok(), keep);
            let rows: i64 =
                sqlx::query("SELECT count(*) FROM outbox").fetch_one(database.reader()).await.unwrap().get(0);
            assert_eq!(rows, i64::from(keep));
        }
    })
    .await
    .unwrap();
}
