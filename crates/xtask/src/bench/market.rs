//! The shop of a sale: a few hundred products of which there is plenty, one of which there is a lot, and one single unit.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    desk::Desk,
    shop::{Server, mercer},
};
use crate::{Outcome, doctor, paths, program::captured};

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
        keep_mails_in_memory(&data)?;
        let goods = data.join("goods.csv");
        fs::write(&goods, csv()).map_err(|error| format!("{}: {error}", goods.display()))?;
        let mut import = mercer();
        import.arg("import").arg(&goods).args(["--from", "table", "--no-images", "--data"]).arg(&data);
        captured(on(&mut import, url.as_deref()))?.1.then_some(()).ok_or("the shop of the sale is not made")?;
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

    /// How many rules are broken.
    pub fn broken(&self) -> Outcome<usize> {
        let mut command = mercer();
        command.args(["doctor", "--invariants", "--json", "--data"]).arg(&self.data);
        doctor::broken(on(&mut command, self.url.as_deref())).map(|rules| rules.len())
    }
}

/// The SKUs of what there is plenty of.
pub fn others() -> Vec<String> {
    (1..=OTHERS).map(|number| format!("OTHER-{number}")).collect()
}

/// Without a mail server the shop keeps its mails as files. Some file systems make a new file slowly where thousands were deleted just
/// before, as those of the last run were: what would be measured is the last run.
fn keep_mails_in_memory(data: &Path) -> Outcome<()> {
    let memory = Path::new("/dev/shm");
    if !memory.is_dir() {
        return Ok(());
    }
    let mails = memory.join("mercer-bench-mail");
    let _ = fs::remove_dir_all(&mails);
    let linked = fs::create_dir(&mails).and_then(|()| std::os::unix::fs::symlink(&mails, data.join("mail")));
    linked.map_err(|error| format!("{}: {error}", mails.display()))
}

fn on<'a>(command: &'a mut Command, url: Option<&str>) -> &'a mut Command {
    match url {
        Some(url) => command.env("MERCER_DATABASE_URL", url),
        None => command,
    }
}

fn csv() -> String {
    let sale = format!("Sale mug,{SALE},9.00,{UNITS},true\nLast mug,{LAST},9.00,1,true\n");
    let others = (1..=OTHERS).map(|number| format!("Other mug {number},OTHER-{number},14.50,1000000,true\n"));
    ["title,sku,price,stock,published\n".to_owned(), sale].into_iter().chain(others).collect()
}
