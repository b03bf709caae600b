//! Pictures in a folder, found by the ends of their addresses.

use std::path::{Path, PathBuf};

use bytes::Bytes;

/// Where Magento keeps the pictures of products in its folder of media.
const MAGENTO: &str = "catalog/product";

/// The file of a source: it never lies outside the folder. The longest end of its path that is there counts, so that both a whole
/// folder of media and one with all files side by side will do.
pub(super) fn find(folder: &Path, source: &str) -> Result<PathBuf, String> {
    let parts = parts(source);
    let Some(name) = parts.last().filter(|_| parts.iter().all(|part| is_plain(part))) else {
        return Err("is no name of a file".to_owned());
    };
    for start in 0..parts.len() {
        let end: PathBuf = parts.iter().skip(start).collect();
        for path in [folder.join(&end), folder.join(MAGENTO).join(&end)] {
            if path.is_file() {
                return Ok(path);
            }
        }
    }
    Err(format!("there is no file {name:?} in the folder"))
}

/// The ends of the path of a source, the longest first: "m/h/a.jpg", "h/a.jpg", "a.jpg". None where a part leads elsewhere.
pub(in crate::importer) fn ends(source: &str) -> Vec<String> {
    let parts = parts(source);
    if !parts.iter().all(|part| is_plain(part)) {
        return Vec::new();
    }
    (0..parts.len()).filter_map(|start| parts.get(start..)).map(|end| end.join("/")).collect()
}

/// Whether a part of a path is a name and nothing that leads elsewhere.
fn is_plain(part: &str) -> bool {
    part != "." && part != ".." && !part.contains(['/', '\\', '\0', ':'])
}

/// The bytes of the file of a source.
pub(super) async fn read(folder: &Path, source: &str) -> Result<Bytes, String> {
    let path = find(folder, source)?;
    tokio::fs::read(path).await.map(Bytes::from).map_err(|error| error.to_string())
}

/// The parts of the path, without host and query, with `%20` and its like decoded.
fn parts(source: &str) -> Vec<String> {
    let path = match source.split_once("://") {
        Some((_, rest)) => {
            let path = rest.split_once('/').map_or("", |(_, path)| path);
            percent_decoded(path.split(['?', '#']).next().unwrap_or_default())
        }
        None => source.to_owned(),
    };
    path.split(['/', '\\']).filter(|part| !part.is_empty()).map(str::to_owned).collect()
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
    fn the_longest_end_of_a_path_that_is_there_counts() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, b"x").unwrap();
        };
        for path in ["Blue mug.jpg", "m/h/mh01.jpg", "mh01.jpg", "catalog/product/w/s/ws02.jpg", "%zz.jpg"] {
            put(path);
        }
        for (source, found) in [
            ("https://x.example/a/Blue%20mug.jpg?v=12", "Blue mug.jpg"),
            ("Blue mug.jpg", "Blue mug.jpg"),
            ("/m/h/mh01.jpg", "m/h/mh01.jpg"),
            ("elsewhere/mh01.jpg", "mh01.jpg"),
            ("/w/s/ws02.jpg", "catalog/product/w/s/ws02.jpg"),
            ("https://x.example/%zz.jpg", "%zz.jpg"),
        ] {
            assert_eq!(find(folder.path(), source).unwrap(), folder.path().join(found), "{source}");
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
