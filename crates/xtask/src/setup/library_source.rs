//! The source of the compiler's standard library, where rustup's server cannot be reached.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Outcome,
    program::{output, program, run},
};

/// Debian's package of the library's source, of exactly the compiler's version, without touching the machine's own lists.
pub fn unpack(folder: &Path, target: &str) -> Outcome<PathBuf> {
    let version =
        output(program("rustc").arg("--version")).and_then(|text| text.split_whitespace().nth(1).map(str::to_owned));
    let version = version.ok_or("rustc does not tell its version")?;
    let help = format!(
        "the source of Rust {version}'s standard library was not found. Install it with `rustup component add rust-src` or \
         `rustup target add {target}` on a machine that reaches rustup's server"
    );
    let package = download_package(folder, &version).ok_or_else(|| help.clone())?;
    run(program("dpkg").arg("-x").arg(package).arg(folder.join("unpacked")))?;
    let library = folder.join("unpacked/usr/src").join(format!("rustc-{version}")).join("library");
    if library.is_dir() { Ok(library) } else { Err(help) }
}

fn download_package(folder: &Path, version: &str) -> Option<PathBuf> {
    for part in ["parts", "lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(folder.join(part)).ok()?;
    }
    fs::write(folder.join("parts/backports.sources"), backports_source()?).ok()?;
    let apt = |name: &str| {
        let mut command = program(name);
        command.current_dir(folder).args(["-o", "Dir::Etc::sourcelist=/dev/null"]);
        for (option, part) in
            [("Dir::Etc::sourceparts", "parts"), ("Dir::State::Lists", "lists"), ("Dir::Cache", "cache")]
        {
            command.arg("-o").arg(format!("{option}={}", folder.join(part).display()));
        }
        command
    };
    output(apt("apt-get").arg("update"))?;
    let table = output(apt("apt-cache").args(["madison", "rust-src"]))?;
    let found = table
        .lines()
        .filter_map(|line| line.split('|').nth(1))
        .map(str::trim)
        .find(|found| found.starts_with(version))?;
    output(apt("apt-get").args(["download", &format!("rust-src={found}")]))?;
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "deb"))
}

/// The machine's own Debian source, naming the suite that has newer compilers.
fn backports_source() -> Option<String> {
    let text = fs::read_to_string("/etc/apt/sources.list.d/debian.sources").ok()?;
    let first = text.split("\n\n").next()?;
    let lines = first.lines().map(|line| if line.starts_with("Suites:") { "Suites: trixie-backports" } else { line });
    Some(lines.collect::<Vec<_>>().join("\n") + "\n")
}
