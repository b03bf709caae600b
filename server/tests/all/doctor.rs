//! `mercer doctor` on a shop that is well, and on one that is not.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use services::{Shop, db::DatabaseError};

use crate::{
    browser::furnish,
    killed::{config, mercer},
};

/// A furnished shop in a directory, with a place for built pages.
async fn shop(data: &Path) -> Shop {
    std::fs::create_dir_all(data.join("site/pkg")).unwrap();
    furnish(&config(data)).await
}

/// What the doctor says, and its exit status.
async fn examine(data: &Path) -> (Option<i32>, Value) {
    let mut command = mercer(data);
    command.args(["doctor", "--json"]).env("MERCER_SERVER_SITE_ROOT", data.join("site"));
    let Output { status, stdout, .. } = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    (status.code(), serde_json::from_slice(&stdout).unwrap())
}

fn finding<'a>(report: &'a Value, check: &str) -> &'a Value {
    report["findings"].as_array().unwrap().iter().find(|finding| finding["check"] == check).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_a_new_shop_well() {
    let directory = tempfile::tempdir().unwrap();
    shop(directory.path()).await.database.close().await;
    let (status, report) = examine(directory.path()).await;
    assert_eq!((status, &report["ok"]), (Some(0), &Value::Bool(true)), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_the_rule_that_is_broken_and_ends_with_status_1() {
    let directory = tempfile::tempdir().unwrap();
    let shop = shop(directory.path()).await;
    let change = shop.database.write(|tx| {
        Box::pin(async move {
            sqlx::query("UPDATE stock SET reserved = 3 WHERE on_hand = 50").execute(tx.connection()).await?;
            Ok::<_, DatabaseError>(())
        })
    });
    change.await.unwrap();
    shop.database.close().await;
    let (status, report) = examine(directory.path()).await;
    assert_eq!((status, &report["ok"]), (Some(1), &Value::Bool(false)), "{report}");
    let rules = finding(&report, "rules");
    assert_eq!(rules["ok"], false);
    assert!(rules["detail"].as_str().unwrap().contains("I-02 what is reserved"), "{rules}");
    let others = report["findings"].as_array().unwrap().iter().filter(|finding| finding["check"] != "rules");
    assert!(others.into_iter().all(|finding| finding["ok"] == true), "only that is wrong: {report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_tells_that_a_database_file_is_none() {
    let directory = tempfile::tempdir().unwrap();
    shop(directory.path()).await.database.close().await;
    for entry in std::fs::read_dir(directory.path()).unwrap().map(Result::unwrap) {
        if entry.file_name().to_string_lossy().contains(".db") {
            std::fs::write(entry.path(), b"this is no database, whatever its name says".repeat(200)).unwrap();
        }
    }
    let (status, report) = examine(directory.path()).await;
    assert_eq!((status, &report["ok"]), (Some(1), &Value::Bool(false)), "{report}");
    assert_eq!(finding(&report, "database")["ok"], false, "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_each_rule_its_statement_and_the_rows_that_break_it() {
    let directory = tempfile::tempdir().unwrap();
    let shop = shop(directory.path()).await;
    let ask = async |arguments: &'static [&'static str]| {
        let mut command = mercer(directory.path());
        command.arg("doctor").args(arguments);
        tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap()
    };
    let well = ask(&["--invariants", "--json"]).await;
    let report: Value = serde_json::from_slice(&well.stdout).unwrap();
    assert_eq!((well.status.code(), &report["ok"]), (Some(0), &Value::Bool(true)), "{report}");
    let change = shop.database.write(|tx| {
        Box::pin(async move {
            sqlx::query("UPDATE stock SET reserved = 3 WHERE on_hand = 50").execute(tx.connection()).await?;
            Ok::<_, DatabaseError>(())
        })
    });
    change.await.unwrap();
    shop.database.close().await;
    let ill = ask(&["--invariants", "--json"]).await;
    let report: Value = serde_json::from_slice(&ill.stdout).unwrap();
    assert_eq!((ill.status.code(), &report["ok"]), (Some(1), &Value::Bool(false)), "{report}");
    let rule = report["invariants"].as_array().unwrap().iter().find(|rule| rule["id"] == "I-02").unwrap();
    assert_eq!((&rule["broken"], &rule["rows"][0]["subject"]), (&Value::from(1), &Value::from("variant MUG-BLUE")));
    assert!(rule["statement"].as_str().unwrap().starts_with("SELECT"), "{rule}");
    let words = ask(&["--invariants", "--settled"]).await;
    let text = String::from_utf8(words.stdout).unwrap();
    assert_eq!(words.status.code(), Some(1));
    assert!(
        text.contains(
            "✗ I-02 what is reserved is what the held reservations say: 1 rows\n    variant MUG-BLUE: 3 reserved"
        ),
        "{text}"
    );
    assert!(text.contains("✓ I-01"), "{text}");
    assert_eq!(ask(&["--settled"]).await.status.code(), Some(2), "it means nothing without the rules");
    let mistyped = directory.path().join("mistyped");
    let mut command = Command::new(env!("CARGO_BIN_EXE_mercer"));
    command.env_clear().current_dir(directory.path()).arg("--data").arg(&mistyped);
    let refused = command.args(["doctor", "--invariants"]).output().unwrap();
    assert_eq!((refused.status.code(), mistyped.exists()), (Some(1), false), "no shop is made of a typing error");
}
