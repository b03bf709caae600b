//! Pictures in a folder, found by the last part of their addresses.

use std::path::{Path, PathBuf};

use bytes::Bytes;

/// The file of a source: it never lies outside the folder.
pub(super) fn find(folder: &Path, source: &str) -> Result<PathBuf, String> {
    let name = file_name(source);
    if name.is_empty() || name == ".." || name == "." || name.contains(['/', '\\', '\0']) {
        return Err("is no name of a file".to_owned());
    }
    let path = folder.join(&name);
    if path.is_file() { Ok(path) } else { Err(format!("there is no file {name:?} in the folder")) }
}

/// The bytes of the file of a source.
pub(super) async fn read(folder: &Path, source: &str) -> Result<Bytes, String> {
    let path = find(folder, source)?;
    tokio::fs::read(path).await.map(Bytes::from).map_err(|error| error.to_string())
}

/// What stands behind the last slash, without a query, with `%20` and its like decoded.
fn file_name(source: &str) -> String {
    let is_address = source.contains("://");
    let path = if is_address { source.split(['?', '#']).next().unwrap_or_default() } else { source };
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if is_address { percent_decoded(last) } else { last.to_owned() }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code =
            code.and_then(|code| std::str::from_utf8(code).ok()).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = after.get(if code.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_an_address_names_the_file() {
        for (source, name) in [
            ("https://x.example/a/Blue%20mug.jpg?v=12", "Blue mug.jpg"),
            ("mug.jpg", "mug.jpg"),
            ("/m/h/mh01.jpg", "mh01.jpg"),
            ("https://x.example/%zz.jpg", "%zz.jpg"),
        ] {
            assert_eq!(file_name(source), name);
        }
    }

    #[test]
    fn v11_no_source_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for source in
            ["..", "https://x.example/..%2f..%2fetc%2fpasswd", "../../etc/passwd", "a/..", "", "https://x.example/"]
        {
            assert!(find(folder.path(), source).is_err(), "{source}");
        }
    }
}
