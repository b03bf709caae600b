//! The program itself, killed without warning and started again on the same data.

use std::{
    io::{BufRead as _, BufReader, Lines},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use server::config::{Config, Overrides};
use services::{
    db::Database,
    maintenance::{
        self,
        invariant::{self, Strictness},
    },
    port::{Clock as _, SystemClock},
};
use sqlx::Row as _;
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use crate::{
    browser::{Browser, encoded, furnish, location},
    purchase::{fill_checkout, place},
};

/// `mercer serve` as a process of its own; dropped, it is killed.
struct Program {
    process: Child,
    base: String,
    /// Held open: a program whose output nobody takes fails when it prints.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Program {
    /// Starts it and waits until it says where the shop is.
    fn start(data: &Path, port: u16) -> Self {
        Self::start_to_end_at(data, port, None)
    }

    /// The same, but it ends when it comes to this place.
    fn start_to_end_at(data: &Path, port: u16, failpoint: Option<&str>) -> Self {
        let mut process = mercer(data)
            .args(["serve", "--empty", "--port", &port.to_string()])
            .envs(failpoint.map(|point| ("MERCER_FAILPOINT", point)))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = output.by_ref().map_while(Result::ok).find(|line| line.contains("The shop"));
        let line = line.expect("it says where the shop is");
        let base = line.split_whitespace().last().unwrap().trim_end_matches('/').to_owned();
        Self { process, base, _output: output }
    }

    /// Waits until it has ended by itself.
    async fn wait_for_end(&mut self) {
        let begun = Instant::now();
        while self.process.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(20), "it never came to its place");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// SIGKILL: nothing of it has a chance to tidy up.
    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The program on this data, with no setting of whoever runs the tests.
pub fn mercer(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mercer"));
    command.env_clear().current_dir(data).arg("--data").arg(data).stderr(Stdio::null());
    command
}

pub fn config(data: &Path) -> Config {
    let overrides = Overrides { file: None, data_dir: Some(data.to_owned()), port: Some(0) };
    Config::load(&overrides, std::iter::empty()).unwrap()
}

async fn count(database: &Database, table: &'static str) -> i64 {
    let statement = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    sqlx::query(statement).fetch_one(database.reader()).await.unwrap().get(0)
}

/// Sends a form and does not read what comes back.
async fn post_and_look_away(browser: &Browser, path: &str, fields: &[(String, String)]) -> TcpStream {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (body, base) = (encoded(&fields), &browser.base);
    let address = base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: {base}\r\nReferer: {base}/checkout\r\nAccept: text/html\r\n\
         Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        browser.cookie_header(),
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    stream
}

/// Waits until the order of the running program is in the database: its transaction is committed.
async fn wait_for_orders(database: &Database, wanted: i64) {
    let begun = Instant::now();
    while count(database, "orders").await < wanted {
        assert!(begun.elapsed() < Duration::from_secs(20), "the order never came");
        tokio::time::sleep(Duration::from_micros(200)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f02_killed_between_commit_and_answer_the_same_request_gives_the_one_order() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    furnish(&config(data)).await.database.close().await;
    let mut program = Program::start(data, 0);
    let port = program.base.rsplit(':').next().unwrap().parse().unwrap();
    for (round, payment) in (1..).zip(["transfer", "test", "transfer", "test"]) {
        let browser = Browser::new(&program.base);
        let fields = fill_checkout(&browser, payment).await;
        let database = Database::open(&config(data).database).await.unwrap();
        let stream = post_and_look_away(&browser, "/api/checkout/place", &fields).await;
        wait_for_orders(&database, round).await;
        program.kill();
        drop(stream);
        database.close().await;

        program = Program::start(data, port);
        let answer = place(&browser, &fields).await;
        let expected = if payment == "test" { "/pay/test/" } else { "/orders/" };
        assert!(answer.trim_start_matches(&program.base).starts_with(expected), "round {round}: {answer}");
        assert_eq!(place(&browser, &fields).await, answer, "round {round}");
        let page = browser.get(answer.trim_start_matches(&program.base)).await;
        assert_eq!(page.status(), 200, "round {round}: {}", location(&page));
    }
    program.kill();
    let database = Database::open(&config(data).database).await.unwrap();
    assert_eq!(count(&database, "orders").await, 4);
    assert_eq!(count(&database, "payment").await, 4);
    assert_eq!(count(&database, "test_provider_payment").await, 2, "nothing was charged twice");
    assert_eq!(maintenance::damage(&database).await.unwrap(), Vec::<String>::new());
    for checked in invariant::check_all(&database, SystemClock.now(), Strictness::Open).await.unwrap() {
        assert_eq!(checked.rows, [], "{}", checked.invariant.id);
    }
    database.close().await;
}

/// Every rule that is broken although nothing may be under way.
async fn broken(data: &Path) -> String {
    let mut command = mercer(data);
    command.args(["doctor", "--invariants", "--settled"]);
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let broken: Vec<&str> = text.lines().filter(|line| !line.starts_with('✓')).collect();
    assert_eq!(output.status.success(), broken.is_empty(), "{text}");
    broken.join("\n")
}

async fn text(data: &Path, statement: &'static str) -> String {
    let database = Database::open(&config(data).database).await.unwrap();
    let text = sqlx::query(statement).fetch_one(database.reader()).await.unwrap().get(0);
    database.close().await;
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn f01_r27_killed_at_each_step_of_a_payment_the_money_that_was_taken_finds_its_order() {
    for point in
        ["provider.after_commit:1", "settle.before_commit:1", "settle.after_commit:1", "webhook.before_commit:1"]
    {
        let directory = tempfile::tempdir().unwrap();
        let data = directory.path();
        furnish(&config(data)).await.database.close().await;
        let mut program = Program::start_to_end_at(data, 0, Some(point));
        let port = program.base.rsplit(':').next().unwrap().parse().unwrap();
        let browser = Browser::new(&program.base);
        let fields = fill_checkout(&browser, "test").await;
        let page = place(&browser, &fields).await;
        let page = page.trim_start_matches(&program.base).to_owned();
        let fields: Vec<(String, String)> = [("number", "4242424242424242"), ("expiry", "12/40"), ("code", "123")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec();
        let stream = post_and_look_away(&browser, &page, &fields).await;
        program.wait_for_end().await;
        drop(stream);

        program = Program::start(data, port);
        let mut reconcile = mercer(data);
        reconcile.arg("reconcile");
        let told = tokio::task::spawn_blocking(move || reconcile.output()).await.unwrap().unwrap();
        assert!(told.status.success(), "{point}");
        let order = browser.get(&format!("/payments/return?reference={}", page.rsplit('/').next().unwrap())).await;
        let order = location(&order);
        assert!(order.starts_with("/orders/"), "{point}: {order}");
        assert_eq!(browser.get(&order).await.status(), 200, "{point}");
        program.kill();
        let state = "SELECT o.state || ' ' || p.state FROM orders o JOIN payment p ON p.order_id = o.id";
        assert_eq!(text(data, state).await, "confirmed captured", "{point}");
        assert_eq!(broken(data).await, "", "{point}");
        let mails = "SELECT CAST(COUNT(*) AS TEXT) FROM outbox WHERE payload LIKE '%order_confirmed%'";
        assert_eq!(text(data, mails).await, "1", "{point}: the customer is told once");
    }
}
