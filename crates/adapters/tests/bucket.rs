//! Files in a bucket, against a real S3 server: moto, which `cargo xtask setup` installs. `MERCER_TEST_S3` is its program.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a test stops at the first surprise")]

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use adapters::files::{Bucket, BucketConfig, Copied, Folder, copy};
use bytes::Bytes;
use futures::TryStreamExt as _;
use services::port::{Files, FilesError};

/// The environment variable that names the server's program; `cargo xtask test` sets it.
const PROGRAM: &str = "MERCER_TEST_S3";

/// A server of its own for a test; it ends with it.
struct Server {
    child: Child,
    endpoint: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// `None` where there is no program, and nobody said that there has to be one.
    fn start() -> Option<Self> {
        let Ok(program) = std::env::var(PROGRAM) else {
            assert!(std::env::var_os("CI").is_none(), "{PROGRAM} is not set: nothing would be tested");
            eprintln!("{PROGRAM} is not set: nothing was tested");
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(&program);
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap_or_else(|error| panic!("{program} cannot be started: {error}"));
        let server = Self { child, endpoint: format!("http://127.0.0.1:{port}") };
        let deadline = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "the S3 server does not answer");
            std::thread::sleep(Duration::from_millis(100));
        }
        Some(server)
    }

    async fn bucket(&self, name: &str) -> Bucket {
        let client = reqwest::Client::new();
        let made = client.put(format!("{}/{name}", self.endpoint)).header("authorization", CREDENTIAL).send();
        assert!(made.await.unwrap().status().is_success());
        Bucket::new(&self.config(name)).unwrap()
    }

    fn config(&self, name: &str) -> BucketConfig {
        BucketConfig {
            bucket: name.to_owned(),
            endpoint: self.endpoint.clone(),
            region: "us-east-1".to_owned(),
            access_key: "shop".to_owned(),
            secret_key: "secret".to_owned(),
        }
    }
}

/// moto believes every signature; it only wants to know which service is meant.
const CREDENTIAL: &str =
    "AWS4-HMAC-SHA256 Credential=shop/20261126/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";

#[tokio::test]
async fn a_bucket_keeps_finds_lists_and_deletes_files_like_a_folder() {
    let Some(server) = Server::start() else { return };
    let bucket = server.bucket("shop-one").await;
    assert_eq!(bucket.get("abcd-160.webp").await.unwrap(), None);
    assert!(!bucket.exists("abcd-160.webp").await.unwrap());
    bucket.put("abcd-160.webp", Bytes::from_static(b"one")).await.unwrap();
    bucket.put("abcd-160.webp", Bytes::from_static(b"two")).await.unwrap();
    assert_eq!(bucket.get("abcd-160.webp").await.unwrap().as_deref(), Some(&b"two"[..]));
    assert!(bucket.exists("abcd-160.webp").await.unwrap());
    bucket.put("efgh-original.png", Bytes::from(vec![7; 6_000_000])).await.unwrap();
    assert_eq!(bucket.get("efgh-original.png").await.unwrap().unwrap().len(), 6_000_000);
    let mut keys: Vec<String> = bucket.keys().try_collect().await.unwrap();
    keys.sort();
    assert_eq!(keys, ["abcd-160.webp", "efgh-original.png"]);
    bucket.remove("abcd-160.webp").await.unwrap();
    bucket.remove("abcd-160.webp").await.unwrap();
    assert_eq!(bucket.get("abcd-160.webp").await.unwrap(), None);
    bucket.check().await.unwrap();
}

#[tokio::test]
async fn v12_no_key_leads_out_of_a_bucket() {
    let Some(server) = Server::start() else { return };
    let bucket = server.bucket("shop-two").await;
    for key in ["", "..", "../other-bucket/x", "a/b", "abc\0", "%2e%2e%2fx", ".hidden"] {
        assert!(matches!(bucket.get(key).await, Err(FilesError::BadKey(_))), "{key:?}");
    }
}

#[tokio::test]
async fn files_move_into_a_bucket_and_back_and_a_second_time_there_is_nothing_to_do() {
    let Some(server) = Server::start() else { return };
    let directory = tempfile::tempdir().unwrap();
    let folder = Folder::new(directory.path().join("media"));
    for number in 0..30 {
        folder.put(&format!("ab{number}-160.webp"), Bytes::from(vec![number; 100])).await.unwrap();
    }
    let bucket = server.bucket("shop-three").await;
    assert_eq!(copy(&folder, &bucket).await.unwrap(), Copied { copied: 30, present: 0 });
    assert_eq!(copy(&folder, &bucket).await.unwrap(), Copied { copied: 0, present: 30 });
    let back = Folder::new(directory.path().join("back"));
    assert_eq!(copy(&bucket, &back).await.unwrap(), Copied { copied: 30, present: 0 });
    assert_eq!(back.get("ab29-160.webp").await.unwrap(), Some(Bytes::from(vec![29; 100])));
}

#[tokio::test]
async fn a_bucket_that_is_not_there_says_so() {
    let Some(server) = Server::start() else { return };
    let bucket = Bucket::new(&server.config("nobodys")).unwrap();
    assert!(matches!(bucket.check().await, Err(FilesError::Failed(_))));
}
