//! A throw-away PostgreSQL for tests: its own cluster in a temporary folder, on a free port of this machine only.

use std::{
    env, fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    Outcome,
    program::{find, install_packages, output, program, run},
};

const FOLDER: &str = "mercer-postgres-";
const PATIENCE: Duration = Duration::from_secs(60);

/// A running cluster; it stops when this is dropped, and on Ctrl-C with us.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Starts one for tests, which need not survive the machine.
    pub fn start() -> Outcome<Self> {
        Self::start_with(&["fsync=off", "full_page_writes=off"])
    }

    /// Starts one whose commits are on disk when they are answered, as in a shop.
    pub fn that_keeps() -> Outcome<Self> {
        Self::start_with(&["shared_buffers=256MB"])
    }

    fn start_with(settings: &[&str]) -> Outcome<Self> {
        let programs = ensure_programs()?;
        remove_abandoned();
        let folder = env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut cluster = Self { folder, port: free_port()?, server: None };
        if is_root() {
            run(program("chown").arg("nobody").arg(&cluster.folder))?;
        }
        let mut maker = cluster.program(&programs.join("initdb"));
        maker.args(["--auth=trust", "--username=mercer", "--encoding=UTF8", "--no-sync"]);
        output(&mut maker).ok_or("PostgreSQL's initdb failed")?;
        cluster.server = Some(cluster.spawn(&programs.join("postgres"), settings)?);
        cluster.wait()?;
        Ok(cluster)
    }

    /// Its address, as the tests take it.
    pub fn url(&self) -> String {
        format!("postgres://mercer@127.0.0.1:{}/postgres", self.port)
    }

    /// Its address for a program on the same machine, which needs no network.
    pub fn local_url(&self) -> String {
        format!("postgres://mercer@localhost:{}/postgres?host={}", self.port, self.folder.display())
    }

    /// One of PostgreSQL's programs on this cluster: never as root, which it would refuse, and ended with us where that can be asked.
    fn program(&self, path: &Path) -> Command {
        let mut command = if find("setpriv").is_some() {
            let mut command = program("setpriv");
            command.args(["--pdeathsig", "INT"]);
            if is_root() {
                command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
            }
            command.arg(path);
            command
        } else {
            program(&path.to_string_lossy())
        };
        command.current_dir(&self.folder).arg("-D").arg(self.folder.join("data"));
        command
    }

    fn spawn(&self, path: &Path, settings: &[&str]) -> Outcome<Child> {
        let log = fs::File::create(self.folder.join("log")).map_err(|error| format!("PostgreSQL's log: {error}"))?;
        let mut server = self.program(path);
        server.arg("-p").arg(self.port.to_string());
        server.args(["-c", &format!("unix_socket_directories={}", self.folder.display())]);
        for setting in ["listen_addresses=127.0.0.1", "max_connections=300"].iter().chain(settings) {
            server.args(["-c", setting]);
        }
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        server.spawn().map_err(|error| format!("PostgreSQL does not start: {error}"))
    }

    fn wait(&mut self) -> Outcome {
        let begin = Instant::now();
        loop {
            let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            if log.contains("ready to accept connections") && TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            let ended = self.server.as_mut().is_some_and(|server| !matches!(server.try_wait(), Ok(None)));
            if ended || begin.elapsed() > PATIENCE {
                return Err(format!("PostgreSQL does not start:\n{log}"));
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = output(Command::new("kill").arg("-INT").arg(server.id().to_string()));
            let _ = server.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts one for a person at the keyboard.
pub fn serve_until_interrupted() -> Outcome {
    let mut cluster = Cluster::start()?;
    println!("export MERCER_TEST_POSTGRES={}", cluster.url());
    let ended = cluster.server.as_mut().map(Child::wait);
    ended.map_or(Ok(()), |status| status.map(|_| ()).map_err(|error| error.to_string()))
}

/// Removes what interrupted runs left, where the system tells which processes live.
fn remove_abandoned() {
    let lives = |process: &str| !Path::new("/proc/self").exists() || Path::new("/proc").join(process).exists();
    for entry in fs::read_dir(env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.strip_prefix(FOLDER).is_some_and(|process| !lives(process)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn ensure_programs() -> Outcome<PathBuf> {
    if let Some(folder) = look() {
        return Ok(folder);
    }
    install_packages(&["postgresql"])?;
    look().ok_or_else(|| "PostgreSQL was installed, but `initdb` is not found".to_owned())
}

fn look() -> Option<PathBuf> {
    let has_server = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    let told = output(Command::new("pg_config").arg("--bindir")).map(|text| PathBuf::from(text.trim()));
    let mut installed: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    installed.sort();
    let on_path = find("initdb").and_then(|path| path.parent().map(Path::to_path_buf));
    told.into_iter().chain(installed.into_iter().rev()).chain(on_path).find(has_server)
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// A port that nobody listens on now.
pub fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("no free port: {error}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}
