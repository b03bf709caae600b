//! A throw-away PostgreSQL for tests: its own cluster in a temporary folder, on a free port of this machine only.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use crate::{
    Outcome,
    program::{find, install_packages, output, program, run},
};

/// A running cluster; it stops when this is dropped.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts one.
    pub fn start() -> Outcome<Self> {
        let programs = ensure_programs()?;
        let folder = env::temp_dir().join(format!("mercer-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let port = free_port()?;
        let cluster = Self { folder, programs, port };
        if is_root() {
            run(program("chown").arg("nobody").arg(&cluster.folder))?;
        }
        cluster.call("initdb", &["--auth=trust", "--username=mercer", "--encoding=UTF8", "--no-sync"])?;
        let settings = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off \
             -c max_connections=300"
        );
        let log = cluster.folder.join("log");
        cluster.call(
            "pg_ctl",
            &["start", "--wait", "--silent", "--log", &log.to_string_lossy(), "--options", &settings],
        )?;
        Ok(cluster)
    }

    /// Its address, as the tests take it.
    pub fn url(&self) -> String {
        format!("postgres://mercer@127.0.0.1:{}/postgres", self.port)
    }

    /// Runs one of PostgreSQL's programs on this cluster, never as root: it would refuse.
    fn call(&self, name: &str, arguments: &[&str]) -> Outcome {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = program("setpriv");
            command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]).arg(path);
            command
        } else {
            program(&path.to_string_lossy())
        };
        command.current_dir(&self.folder).arg("--pgdata").arg(self.folder.join("data")).args(arguments);
        if output(&mut command).is_some() {
            return Ok(());
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL's {name} failed. {log}"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.call("pg_ctl", &["stop", "--mode=immediate", "--silent"]);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts one for a person at the keyboard.
pub fn serve_until_interrupted() -> Outcome {
    let cluster = Cluster::start()?;
    println!("export MERCER_TEST_POSTGRES={}", cluster.url());
    loop {
        thread::sleep(Duration::from_secs(60));
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
