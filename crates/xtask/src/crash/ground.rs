//! The shop that is crashed: its data, its settings, and the commands of the program on it.

use std::{
    env, fs,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{deeds::Deeds, desk, promise::Log};
use crate::{
    Outcome,
    bench::{
        address,
        client::{Connection, call, get, post},
    },
    doctor, paths, postgres,
    program::program,
};

/// What is sold: SKU, name, price, how many. Of some there are few, so that shoppers fight for them.
pub const SKUS: [(&str, &str, &str, u32); 5] = [
    ("CRASH-MUG", "Crash mug", "14.50", 400),
    ("CRASH-BOWL", "Crash bowl", "9.90", 60),
    ("CRASH-PRINT", "Crash print", "29.00", 12),
    ("CRASH-CARD", "Crash card", "2.95", 900),
    ("CRASH-LAST", "Last crash", "99.00", 1),
];

/// A code of which there are few, so that shoppers fight for it; what is cancelled is free again.
pub const COUPON: &str = "CRASH10";
const COUPON_USES: &str = "40";

/// Another currency in which some shoppers pay.
pub const CURRENCY: &str = "USD";
/// What may be owed, and how much of it.
const OWED: (&str, &str) = ("CRASH-PRINT", "30");
const CURRENCY_CREATE: &str = "/api/admin/currencies/create";
const BACKORDER_SET: &str = "/api/admin/stock/set_backorder";

const PATIENCE: Duration = Duration::from_secs(60);

/// The shop.
pub struct Ground {
    binary: PathBuf,
    url: Option<String>,
    /// Its data directory.
    pub data: PathBuf,
    /// Where it listens.
    pub port: u16,
    /// The places at which this build of the program can end.
    pub points: Vec<String>,
    /// The manager's session, as a header.
    pub session: String,
    /// What clients were told.
    pub log: Log,
    /// What the manager has done.
    pub deeds: Deeds,
}

/// The running program; dropped, it is killed.
pub struct Running {
    child: Child,
    /// From its start to its first answer.
    pub start: Duration,
}

impl Ground {
    /// Makes the shop: database, products, somebody who is signed in.
    pub fn prepare(binary: PathBuf, url: Option<String>) -> Outcome<Self> {
        let data = paths::target().join("crash").join(std::process::id().to_string());
        let _ = fs::remove_dir_all(&data);
        fs::create_dir_all(&data).map_err(|error| format!("{}: {error}", data.display()))?;
        let log = Log::create(&data.join("promises.jsonl"))?;
        let port = postgres::free_port()?;
        let mut ground =
            Self { binary, url, data, port, points: Vec::new(), session: String::new(), log, deeds: Deeds::default() };
        ground.points = ground.known_points()?;
        ground.succeed(&["migrate"])?;
        if !ground.orders()?.is_empty() {
            return Err("the database holds orders already: an empty one is needed".to_owned());
        }
        let goods = ground.data.join("goods.csv");
        fs::write(&goods, csv()).map_err(|error| format!("{}: {error}", goods.display()))?;
        let file = goods.to_string_lossy().into_owned();
        ground.succeed(&["import", &file, "--from", "table", "--no-images"])?;
        // A shop that starts without an owner makes an invitation of its own, and forgets those before.
        let running = ground.start(&[])?;
        let invitation = ground.succeed(&["admin", "invite"])?;
        ground.session = sign_in(ground.port, &invitation)?;
        make_coupon(ground.port, &ground.session)?;
        make_currency(ground.port, &ground.session)?;
        allow_debts(ground.port, &ground.session)?;
        drop(running);
        Ok(ground)
    }

    /// "sqlite" or "postgres".
    pub fn engine(&self) -> &'static str {
        if self.url.is_some() { "postgres" } else { "sqlite" }
    }

    /// Removes it.
    pub fn remove(&self) {
        let _ = fs::remove_dir_all(&self.data);
    }

    /// The program on this shop, with nothing but its defaults and these variables.
    fn mercer(&self, variables: &[(&str, &str)]) -> Command {
        let mut command = program(&self.binary.to_string_lossy());
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MERCER_")) {
            command.env_remove(name);
        }
        command.env("MERCER_CHECKOUT_UNPAID_PER_EMAIL", "0").env("MERCER_CHECKOUT_UNPAID_PER_NETWORK", "0");
        if let Some(url) = &self.url {
            command.env("MERCER_DATABASE_URL", url);
        }
        command.envs(variables.iter().copied()).arg("--data").arg(&self.data).stdin(Stdio::null());
        command
    }

    /// The places that the program names when it is told one that does not exist; none when it is built without them.
    fn known_points(&self) -> Outcome<Vec<String>> {
        let mut command = self.mercer(&[("MERCER_FAILPOINT", "?")]);
        let output = command.args(["serve", "--empty"]).output().map_err(|error| format!("the program: {error}"))?;
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let places = told.split("the places are: ").nth(1).unwrap_or_default().lines().next().unwrap_or_default();
        Ok(places.split(',').map(|place| place.trim().to_owned()).filter(|place| !place.is_empty()).collect())
    }

    /// Runs a command to its end and gives what it printed.
    pub fn succeed(&self, arguments: &[&str]) -> Outcome<String> {
        let output = self.mercer(&[]).args(arguments).output().map_err(|error| format!("the program: {error}"))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let told = String::from_utf8_lossy(&output.stderr);
        Err(format!("`mercer {}` failed ({}): {told}", arguments.join(" "), output.status))
    }

    /// The rules that are broken while nobody is there, each with its rows.
    pub fn broken(&self) -> Outcome<Vec<String>> {
        let mut command = self.mercer(&[]);
        command.args(["doctor", "--invariants", "--settled", "--json"]);
        doctor::broken(&mut command)
    }

    /// All orders, as they are exported.
    pub fn orders(&self) -> Outcome<Vec<Value>> {
        let file = self.data.join("orders.json");
        self.succeed(&["export", "orders", &file.to_string_lossy()])?;
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
    }

    /// Starts the shop and waits until it answers, or has ended again.
    pub fn start(&self, variables: &[(&str, &str)]) -> Outcome<Running> {
        let path = self.data.join("server.log");
        let log = fs::OpenOptions::new().create(true).append(true).open(&path);
        let log = log.map_err(|error| format!("{}: {error}", path.display()))?;
        let mut command = self.mercer(variables);
        command.args(["serve", "--empty", "--port", &self.port.to_string()]).stdout(Stdio::null()).stderr(log);
        let begin = Instant::now();
        let child = command.spawn().map_err(|error| format!("the program does not start: {error}"))?;
        let mut running = Running { child, start: Duration::ZERO };
        let request = get("/health", "");
        while !running.has_ended() {
            if Connection::new(self.port).send(&request).is_ok_and(|answer| answer.status == 200) {
                running.start = begin.elapsed();
                return Ok(running);
            }
            if begin.elapsed() > PATIENCE {
                return Err(format!("the shop does not answer; its log: {}", path.display()));
            }
            thread::sleep(Duration::from_millis(3));
        }
        // It may have come to its place before it answered anybody.
        running.start = begin.elapsed();
        Ok(running)
    }
}

impl Running {
    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// SIGTERM; how it ended, or nothing when it took longer than it may.
    pub fn ask_to_end(&mut self, most: Duration) -> Option<ExitStatus> {
        let mut command = Command::new("kill");
        let _ = command.args(["-TERM", &self.child.id().to_string()]).status();
        let begin = Instant::now();
        while begin.elapsed() < most {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

fn csv() -> String {
    let rows = SKUS.iter().map(|(sku, name, price, stock)| format!("{name},{sku},{price},{stock},true\n"));
    std::iter::once("title,sku,price,stock,published\n".to_owned()).chain(rows).collect()
}

/// Makes the code, as the manager does.
fn make_coupon(port: u16, session: &str) -> Outcome<()> {
    let fields = [
        ("coupon[code]", COUPON),
        ("coupon[kind]", "percent"),
        ("coupon[value]", "10"),
        ("coupon[most_uses]", COUPON_USES),
        ("coupon[most_per_customer]", "1"),
    ];
    tell(port, session, address::COUPON_CREATE, &fields)
}

/// Sells in another currency, too.
fn make_currency(port: u16, session: &str) -> Outcome<()> {
    let fields = [
        ("currency[code]", CURRENCY),
        ("currency[rate]", "1.0837"),
        ("currency[rounding]", "95"),
        ("currency[countries]", "US"),
        ("currency[open]", "true"),
    ];
    tell(port, session, CURRENCY_CREATE, &fields)
}

/// Of what there is little, some may be owed.
fn allow_debts(port: u16, session: &str) -> Outcome<()> {
    let mut connection = Connection::new(port);
    let grid = desk::asked(&mut connection, address::GRID_READ, session, &[("selection[all]", "1")])
        .map_err(|error| error.to_string())?;
    let products = grid.get("products").and_then(Value::as_array).ok_or("the grid has no products")?;
    for variant in products.iter().filter_map(|product| product.pointer("/variants/0")) {
        let id = variant.get("id").map(ToString::to_string).unwrap_or_default();
        if variant.get("sku").and_then(Value::as_str) == Some(OWED.0) {
            return tell(port, session, BACKORDER_SET, &[("variant", &id), ("most", OWED.1)]);
        }
    }
    Err(format!("there is no {}", OWED.0))
}

fn tell(port: u16, session: &str, path: &str, fields: &[(&str, &str)]) -> Outcome<()> {
    let mut connection = Connection::new(port);
    let answer = connection.send(&call(path, session, fields)).map_err(|error| error.to_string())?;
    let body = answer.text();
    // A form that was not taken is answered with its fields.
    if answer.status < 400 && !body.contains("Invalid") { Ok(()) } else { Err(format!("{path} was refused: {body}")) }
}

/// Takes the invitation and gives the session.
fn sign_in(port: u16, invitation: &str) -> Outcome<String> {
    let token = invitation.split("/welcome/").nth(1).and_then(|rest| rest.split_whitespace().next());
    let fields = [
        ("token", token.ok_or("no invitation was printed")?),
        ("name", "Crash"),
        ("email", "crash@example.org"),
        ("password", "a-quiet-morning-by-the-sea"),
    ];
    let mut connection = Connection::new(port);
    let answer = connection.send(&post(address::WELCOME, "", &fields)).map_err(|error| error.to_string())?;
    let session = answer.cookie("session").ok_or("the invitation was refused")?;
    Ok(format!("Cookie: session={session}\r\n"))
}
