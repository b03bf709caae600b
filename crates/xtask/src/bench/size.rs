//! How many bytes a visitor loads for each kind of page, as the server sends them to a browser that takes Brotli.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::client::{Connection, get};
use crate::Outcome;

/// The bytes of one page and of the files that it needs.
pub struct PageBytes {
    /// Which page.
    pub page: &'static str,
    /// The page itself.
    pub html: usize,
    /// Styles.
    pub css: usize,
    /// Scripts.
    pub js: usize,
    /// WebAssembly.
    pub wasm: usize,
}

impl PageBytes {
    /// As a line of figures.
    pub fn json(&self) -> Value {
        json!({
            "bench": "page_bytes", "page": self.page,
            "html": self.html, "css": self.css, "js": self.js, "wasm": self.wasm, "js_and_wasm": self.js + self.wasm,
        })
    }
}

/// Weighs one page.
pub fn weigh(port: u16, page: &'static str, path: &str, cookie: &str) -> Outcome<PageBytes> {
    let mut connection = Connection::new(port);
    let html = fetch(&mut connection, path, cookie, "identity")?;
    let mut bytes = PageBytes { page, html: fetch(&mut connection, path, cookie, "br")?.len(), css: 0, js: 0, wasm: 0 };
    for file in files(&mut connection, &String::from_utf8_lossy(&html))? {
        let size = fetch(&mut connection, &file, "", "br")?.len();
        match file.rsplit('.').next() {
            Some("css") => bytes.css += size,
            Some("js") => bytes.js += size,
            Some("wasm") => bytes.wasm += size,
            _ => {}
        }
    }
    Ok(bytes)
}

/// The built files that the page names, and those that its scripts import.
fn files(connection: &mut Connection, html: &str) -> Outcome<BTreeSet<String>> {
    let mut files: BTreeSet<String> = names(html, "/pkg/").into_iter().map(|name| format!("/pkg/{name}")).collect();
    let scripts: Vec<String> = files.iter().filter(|file| file.ends_with(".js")).cloned().collect();
    for script in scripts {
        let text = fetch(connection, &script, "", "identity")?;
        let imported = names(&String::from_utf8_lossy(&text), "from\"./");
        files.extend(imported.into_iter().map(|name| format!("/pkg/{name}")));
    }
    Ok(files)
}

/// The file names that follow a beginning.
fn names(text: &str, beginning: &str) -> BTreeSet<String> {
    text.split(beginning)
        .skip(1)
        .filter_map(|rest| rest.split(|letter: char| !(letter.is_alphanumeric() || "._-/".contains(letter))).next())
        .filter(|name| [".js", ".css", ".wasm"].iter().any(|ending| name.ends_with(ending)))
        .map(str::to_owned)
        .collect()
}

fn fetch(connection: &mut Connection, path: &str, cookie: &str, coding: &str) -> Outcome<Vec<u8>> {
    let request = get(path, &format!("Accept-Encoding: {coding}\r\n{cookie}"));
    let answer = connection.send(&request).map_err(|error| format!("{path}: {error}"))?;
    if answer.status == 200 { Ok(answer.body.to_vec()) } else { Err(format!("{path} answers {}", answer.status)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_page_are_found() {
        let html =
            r#"<link href="/pkg/mercer.a-_1.css"><script>import("/pkg/mercer.b.js"); "/pkg/mercer.c.wasm"</script>"#;
        let expected = ["mercer.a-_1.css", "mercer.b.js", "mercer.c.wasm"];
        assert_eq!(names(html, "/pkg/").into_iter().collect::<Vec<_>>(), expected);
    }
}
