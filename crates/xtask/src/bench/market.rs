//! The shop of a sale: a few hundred products of which there is plenty, one of which there is a lot, and one single unit.

use std::{fs, path::PathBuf, process::Command};

use super::{
    desk::Desk,
    shop::{Server, mercer},
};
use crate::{Outcome, paths};

/// What the sale is about.
pub const SALE: &str = "SALE";
/// How many of it there are.
pub const UNITS: usize = 10_000;
/// Of this there is one.
pub const LAST: &str = "LAST";
/// A product that has nothing to do with the sale.
pub const OTHER: &str = "OTHER-1";
const OTHERS: usize = 200;

/// The shop, on SQLite or on the database of this address.
pub struct Market {
    data: PathBuf,
    url: Option<String>,
    /// What answers.
    pub server: Server,
}

impl Market {
    /// Makes it anew and opens it.
    pub fn open(url: Option<String>) -> Outcome<Self> {
        let data = paths::target().join("bench").join("market");
        let _ = fs::remove_dir_all(&data);
        fs::create_dir_all(&data).map_err(|error| format!("{}: {error}", data.display()))?;
        let goods = data.join("goods.csv");
        fs::write(&goods, csv()).map_err(|error| format!("{}: {error}", goods.display()))?;
        let mut import = mercer();
        import.arg("import").arg(&goods).args(["--from", "table", "--no-images", "--data"]).arg(&data);
        succeed(on(&mut import, url.as_deref()))?;
        let mut serve = mercer();
        on(&mut serve, url.as_deref()).args(["serve", "--empty"]);
        Ok(Self { server: Server::run(serve, &data)?, data, url })
    }

    /// "sqlite" or "postgres".
    pub fn engine(&self) -> &'static str {
        if self.url.is_some() { "postgres" } else { "sqlite" }
    }

    /// Somebody who is signed in.
    pub fn desk(&self) -> Outcome<Desk> {
        let mut invite = mercer();
        invite.args(["admin", "invite", "--data"]).arg(&self.data);
        Desk::invited(self.server.port, on(&mut invite, self.url.as_deref()))
    }

    /// How many rules are broken, as the shop's own doctor says.
    pub fn broken(&self) -> Outcome<usize> {
        let mut doctor = mercer();
        doctor.args(["doctor", "--invariants", "--json", "--data"]).arg(&self.data);
        let output = on(&mut doctor, self.url.as_deref()).output().map_err(|error| format!("the program: {error}"))?;
        let report: serde_json::Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
        let rules =
            report.get("invariants").and_then(serde_json::Value::as_array).ok_or("the doctor names no rules")?;
        let is_broken = |rule: &&serde_json::Value| rule.get("broken").and_then(serde_json::Value::as_u64) != Some(0);
        Ok(rules.iter().filter(is_broken).count())
    }
}

fn on<'a>(command: &'a mut Command, url: Option<&str>) -> &'a mut Command {
    match url {
        Some(url) => command.env("MERCER_DATABASE_URL", url),
        None => command,
    }
}

fn succeed(command: &mut Command) -> Outcome {
    let output = command.output().map_err(|error| format!("the program: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("the shop of the sale is not made: {}", String::from_utf8_lossy(&output.stderr)))
}

fn csv() -> String {
    let sale = format!("Sale mug,{SALE},9.00,{UNITS},true\nLast mug,{LAST},9.00,1,true\n");
    let others = (1..=OTHERS).map(|number| format!("Other mug {number},OTHER-{number},14.50,1000000,true\n"));
    ["title,sku,price,stock,published\n".to_owned(), sale].into_iter().chain(others).collect()
}
