//! Running other programs.

use std::{
    env,
    io::{BufRead as _, BufReader, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{Outcome, paths};

/// A program in the checkout, with our tools first on its path.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(paths::root()).env("PATH", search_path());
    command
}

/// Cargo, and not this command's own settings.
pub fn cargo() -> Command {
    let mut command = program("cargo");
    command.env_remove("CARGO_MANIFEST_DIR").env("CARGO_TARGET_DIR", paths::target());
    command
}

fn search_path() -> std::ffi::OsString {
    let ours = [paths::tools().join("bin"), paths::tools().join("node_modules").join(".bin")];
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(ours.into_iter().chain(env::split_paths(&others))).unwrap_or(others)
}

/// Runs to the end with the output shown.
pub fn run(command: &mut Command) -> Outcome {
    let line = describe(command);
    let status = command.status().map_err(|error| format!("`{line}` could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` failed ({status})")) }
}

/// Runs to the end with the output shown and kept; whether it worked.
pub fn captured(command: &mut Command) -> Outcome<(String, bool)> {
    let line = describe(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{line}` could not be started: {error}"))?;
    let (told, failed) = (child.stdout.take(), child.stderr.take());
    let text = thread::scope(|scope| {
        let errors = scope.spawn(|| show_and_keep(failed));
        let mut text = show_and_keep(told);
        text.push_str(&errors.join().unwrap_or_default());
        text
    });
    let status = child.wait().map_err(|error| format!("`{line}`: {error}"))?;
    Ok((text, status.success()))
}

fn show_and_keep(stream: Option<impl Read>) -> String {
    let mut text = String::new();
    for line in stream.into_iter().flat_map(|stream| BufReader::new(stream).lines()).map_while(Result::ok) {
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Runs to the end and gives what it printed; `None` when it failed or does not exist.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end, quietly, but not longer than `limit`; whether it worked.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        return false;
    };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < limit => thread::sleep(Duration::from_millis(50)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// Where a program lies on the path.
pub fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&search_path()).map(|directory| directory.join(name)).find(|path| is_program(path))
}

fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Installs packages with the system's package manager, where that is allowed.
pub fn install_packages(packages: &[&str]) -> Outcome {
    let is_root = output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let wanted = packages.join(" ");
    if !is_root || find("apt-get").is_none() {
        return Err(format!(
            "missing: {wanted}. Install it with your package manager, for example: sudo apt-get install {wanted}"
        ));
    }
    let mut update = program("apt-get");
    let _ = output(update.arg("update"));
    run(program("apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
