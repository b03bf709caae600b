//! Pictures and other files: what may be fetched, and what must not.

use bytes::Bytes;
use reqwest::header;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::browser::start;

const KEY: &str = "0123456789abcdef0123456789abcdef-640.webp";

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_sent_once_and_never_asked_for_again() {
    let shop = start().await;
    shop.shop.files.put(KEY, Bytes::from_static(b"RIFF....WEBP")).await.unwrap();
    let browser = shop.browser();
    let path = format!("/media/{KEY}");
    let answer = browser.get(&path).await;
    assert_eq!(answer.status(), 200);
    let headers = answer.headers().clone();
    assert_eq!(headers[header::CONTENT_TYPE], "image/webp");
    assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(answer.bytes().await.unwrap(), Bytes::from_static(b"RIFF....WEBP"));
    let request = browser.request(reqwest::Method::GET, &path).header(header::IF_NONE_MATCH, &headers[header::ETAG]);
    assert_eq!(request.send().await.unwrap().status(), 304);
}

/// The status of a path exactly as it is written: clients tidy addresses up before they send them.
async fn raw_status(base: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn v12_no_path_leads_out_of_the_folder_and_none_brings_the_server_down() {
    let shop = start().await;
    for path in [
        "/media/..%2f..%2fsecret.key",
        "/media/../secret.key",
        "/media/..%5c..%5csecret.key",
        "/media/%252e%252e%252fsecret.key",
        "/media/%2e%2e/secret.key",
        "/media//etc/passwd",
        "/media/secret.key%00.webp",
        "/media/%",
        "/media/%zz",
        "/media/%ff",
        "/pkg/..%2f..%2fsecret.key",
        "/pkg/../../secret.key",
        "/pkg/%",
        "/..%2fCargo.toml",
        "/../secret.key",
        "/mercer.db",
    ] {
        let (status, answer) = raw_status(&shop.base, path).await;
        assert!((400..500).contains(&status), "{path}: {status}");
        assert!(!answer.contains("SQLite") && !answer.contains("[package]") && !answer.contains("root:"), "{path}");
    }
    assert_eq!(raw_status(&shop.base, "/media/%zz").await.0, 400);
    assert_eq!(shop.browser().get("/health").await.status(), 200);
}
