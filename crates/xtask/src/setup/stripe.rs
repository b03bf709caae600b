//! An independent double of Stripe, for the tests of the adapter: localstripe, from PyPI, in an environment of its own.

use std::path::PathBuf;

use crate::{
    Outcome, paths,
    program::{find, install_packages, output, program, run},
};

/// The version of localstripe.
const LOCALSTRIPE: &str = "1.15.10";

/// Where its program lies; installs it where it is missing or of another version.
pub fn ensure() -> Outcome<PathBuf> {
    let home = paths::tools().join("stripe");
    let (python, server) = (home.join("bin/python"), home.join("bin/localstripe"));
    let version = "from importlib.metadata import version; print(version('localstripe'))";
    if server.is_file()
        && output(program(&python.to_string_lossy()).args(["-c", version])).as_deref().map(str::trim)
            == Some(LOCALSTRIPE)
    {
        return Ok(server);
    }
    if find("python3").is_none() {
        install_packages(&["python3", "python3-venv"])?;
    }
    run(program("python3").args(["-m", "venv"]).arg(&home))?;
    run(program(&python.to_string_lossy())
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .arg(format!("localstripe=={LOCALSTRIPE}")))?;
    Ok(server)
}
