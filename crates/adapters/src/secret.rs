//! The file that keeps the shop's secret, beside the database.

use std::{
    fs,
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use services::setting::ShopSecret;

const FILE: &str = "secret.key";

/// Reads the secret in `data_dir`; makes one when there is none, readable by its owner only.
///
/// # Errors
/// A file that cannot be read or written, or that holds something else.
pub fn load_or_create(data_dir: &Path) -> io::Result<ShopSecret> {
    let path = data_dir.join(FILE);
    match fs::read(&path) {
        Ok(bytes) => {
            let bytes = <[u8; ShopSecret::BYTES]>::try_from(bytes.as_slice())
                .map_err(|_| io::Error::new(ErrorKind::InvalidData, format!("{} holds no secret", path.display())))?;
            Ok(ShopSecret::new(bytes))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => create(&path),
        Err(error) => Err(error),
    }
}

fn create(path: &Path) -> io::Result<ShopSecret> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let secret = ShopSecret::generate();
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(secret.reveal())?;
    file.sync_all()?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_read_ever_after() {
        let folder = tempfile::tempdir().unwrap();
        let secret = load_or_create(folder.path()).unwrap();
        assert!(load_or_create(folder.path()).unwrap() == secret);
    }

    #[test]
    fn a_damaged_file_is_an_error_and_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), b"short").unwrap();
        assert_eq!(load_or_create(folder.path()).unwrap_err().kind(), ErrorKind::InvalidData);
        assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), b"short");
    }
}
