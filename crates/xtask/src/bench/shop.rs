//! The shop that is measured: its data, made once and copied for every run, and its server.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::client::{Connection, get};
use crate::{
    Outcome, paths, postgres,
    program::{program, run},
    step::step,
};

const PATIENCE: Duration = Duration::from_secs(60);
const INDEX_PATIENCE: Duration = Duration::from_secs(180);
const REST_PATIENCE: Duration = Duration::from_secs(1_200);
/// A shop of so many products tells in its log when it knows how complete all are, which it works out after it has started.
const MANY: u32 = 1_000;
/// What the made data depends on.
const MAKERS: [&str; 4] = ["migrations", "crates/demo/src", "crates/services/src/demo", "server/src/cli/seed"];

/// A data directory with this many products that may be changed: a copy of one that is kept between runs.
pub fn data(products: u32) -> Outcome<PathBuf> {
    let folder = paths::target().join("bench");
    let kept = folder.join(format!("demo-{products}-{:x}", makers()?));
    if !kept.is_dir() {
        let unfinished = folder.join("unfinished");
        let _ = fs::remove_dir_all(&unfinished);
        fs::create_dir_all(&unfinished).map_err(|error| format!("{}: {error}", unfinished.display()))?;
        step(&format!("A demo shop of {products} products"), || {
            let mut seed = mercer();
            run(seed.args(["seed", "--demo", "--products", &products.to_string(), "--data"]).arg(&unfinished))
        })?;
        if products >= MANY {
            step("The shop comes to rest", || Server::start(&unfinished)?.rest())?;
        }
        fs::rename(&unfinished, &kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    }
    let copy = folder.join("run");
    let _ = fs::remove_dir_all(&copy);
    run(program("cp").arg("-R").arg(&kept).arg(&copy))?;
    Ok(copy)
}

/// The released program with nothing but its defaults, whatever this shell has set.
pub fn mercer() -> Command {
    let mut command = program(&paths::binary().to_string_lossy());
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MERCER_")) {
        command.env_remove(name);
    }
    command
}

fn makers() -> Outcome<u64> {
    let mut files = Vec::new();
    for maker in MAKERS {
        paths::files_below(&paths::root().join(maker), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// The release server on such a directory; it ends when this is dropped.
pub struct Server {
    child: Child,
    log: PathBuf,
    /// Where it listens.
    pub port: u16,
    /// From the start of the program to its first home page.
    pub cold_start: Duration,
}

impl Server {
    /// Starts it and waits for its first page.
    pub fn start(data: &Path) -> Outcome<Self> {
        let mut command = mercer();
        command.arg("serve");
        Self::run(command, data)
    }

    /// The same with a command that serves as its caller wants.
    pub fn run(mut command: Command, data: &Path) -> Outcome<Self> {
        let port = postgres::free_port()?;
        let log = data.with_extension("log");
        let file = fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        command.args(["--port", &port.to_string(), "--data"]).arg(data);
        let begin = Instant::now();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(file)
            .spawn()
            .map_err(|error| format!("the server does not start: {error}"))?;
        let mut server = Self { child, log: log.clone(), port, cold_start: Duration::ZERO };
        server.cold_start = server.first_page(begin).map_err(|reason| {
            let told = fs::read_to_string(&log).unwrap_or_default();
            format!("{reason}\n{told}")
        })?;
        Ok(server)
    }

    fn first_page(&mut self, begin: Instant) -> Outcome<Duration> {
        let request = get("/", "");
        loop {
            if Connection::new(self.port).send(&request).is_ok_and(|answer| answer.status == 200) {
                return Ok(begin.elapsed());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the server ended at once ({status})"));
            }
            if begin.elapsed() > PATIENCE {
                return Err("the server gives no home page".to_owned());
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until its search index is built, and gives how long that took by its own log.
    pub fn index_build(&self) -> Outcome<Duration> {
        let begin = Instant::now();
        loop {
            let told = fs::read_to_string(&self.log).map_err(|error| format!("{}: {error}", self.log.display()))?;
            if let Some(time) = index_build(&told) {
                return Ok(time);
            }
            if begin.elapsed() > INDEX_PATIENCE {
                return Err("the server does not tell that its search index is built".to_owned());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until it has done what it does after many products were written, which no visitor of a shop waits for either.
    fn rest(&self) -> Outcome {
        let begin = Instant::now();
        while begin.elapsed() < REST_PATIENCE {
            let told = fs::read_to_string(&self.log).map_err(|error| format!("{}: {error}", self.log.display()))?;
            if told.contains("it is told how complete many products are") {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(200));
        }
        Err("the server does not tell how complete its products are".to_owned())
    }

    /// How much memory it holds, in megabytes, where the system tells.
    pub fn resident_megabytes(&self) -> Option<f64> {
        Some(resident_kilobytes(self.child.id())? * 1_024.0 / 1_000_000.0)
    }
}

/// How long the index took, as the log tells: `the search index is built products=100000 milliseconds=9000`.
fn index_build(log: &str) -> Option<Duration> {
    let line = log.lines().find(|line| line.contains("the search index is built"))?;
    // A terminal's colours stand between name and value.
    let mut plain = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    let (_, rest) = plain.split_once("milliseconds=")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().map(Duration::from_millis)
}

/// How much memory a program holds, where the system tells.
pub fn resident_kilobytes(program: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{program}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_the_index_is_read_with_and_without_colours() {
        for line in [
            "2026-11-27T04:00:00Z  INFO mercer::jobs: the search index is built products=100000 milliseconds=9123",
            "INFO the search index is built \u{1b}[3mproducts\u{1b}[0m\u{1b}[2m=\u{1b}[0m7 \u{1b}[3mmilliseconds\u{1b}[0m\u{1b}[2m=\u{1b}[0m9123",
        ] {
            assert_eq!(index_build(&format!("first\n{line}\n")), Some(Duration::from_millis(9_123)));
        }
        assert_eq!(index_build("nothing yet"), None);
    }
}
