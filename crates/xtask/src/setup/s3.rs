//! A server that speaks S3, for the tests of files in a bucket: moto, from PyPI, in an environment of its own.

use std::path::PathBuf;

use crate::{
    Outcome, paths,
    program::{find, install_packages, output, program, run},
};

/// The version of moto.
const MOTO: &str = "5.2.5";

/// Where its program lies; installs it where it is missing or of another version.
pub fn ensure() -> Outcome<PathBuf> {
    let home = paths::tools().join("s3");
    let (python, server) = (home.join("bin/python"), home.join("bin/moto_server"));
    let version = "from importlib.metadata import version; print(version('moto'))";
    if server.is_file()
        && output(program(&python.to_string_lossy()).args(["-c", version])).as_deref().map(str::trim) == Some(MOTO)
    {
        return Ok(server);
    }
    if find("python3").is_none() {
        install_packages(&["python3", "python3-venv"])?;
    }
    run(program("python3").args(["-m", "venv"]).arg(&home))?;
    let package = format!("moto[server]=={MOTO}");
    run(program(&python.to_string_lossy())
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .arg(package))?;
    Ok(server)
}
