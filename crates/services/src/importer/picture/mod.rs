//! Pictures of imported products: fetched from the web or read from a folder, after the products are in the shop, so that a
//! slow server never keeps a product back.
//!
//! Invariants: no picture's failure is fatal; an address that the media library knows is not asked again; the manager's own
//! pictures stay.

mod attach;
mod folder;
mod hosts;

use std::{collections::HashMap, path::PathBuf, sync::Arc, time::Duration};

use bytes::Bytes;
use domain::{
    importer::report::FailedRow,
    kernel::{ImageId, ImportRunId},
};
use futures::{StreamExt as _, stream};
use sqlx::Row as _;

pub(super) use self::folder::ends;
use self::hosts::Hosts;
use super::{
    archive::PictureArchive,
    notes::{note, told},
    product::{ImportedPicture, ImportedProduct},
    write::{Change, Written},
};
use crate::{
    Shop,
    db::DatabaseError,
    media,
    port::{ImageSource, ImageSourceError},
};

/// So many pictures are brought at a time.
const AT_ONCE: usize = 8;
const COLUMN: &str = "picture";
/// How long is waited before a picture is asked for again.
const PAUSES: [Duration; 2] = [Duration::from_millis(300), Duration::from_millis(1_500)];

/// Where the pictures come from.
#[derive(Clone)]
pub enum Pictures {
    /// From nowhere: products come without pictures.
    None,
    /// From a folder, by the ends of their addresses.
    Folder(PathBuf),
    /// From the web.
    Web(Arc<dyn ImageSource>),
    /// From the web; what is no address lies below this one.
    Site(Arc<dyn ImageSource>, String),
}

/// Pictures that were given beside the files: they are looked for here first.
#[derive(Clone, Debug)]
pub enum Media {
    /// A folder.
    Folder(PathBuf),
    /// A ZIP.
    Archive(Arc<PictureArchive>),
}

/// Brings pictures over the whole of an import.
pub(super) struct Porter<'a> {
    shop: &'a Shop,
    pictures: &'a Pictures,
    media: Vec<Media>,
    platform: &'static str,
    run: Option<ImportRunId>,
    hosts: Hosts,
}

/// What became of the pictures of a batch.
#[derive(Debug, Default)]
pub(super) struct Brought {
    /// Those that could not be brought.
    pub failed: Vec<FailedRow>,
    /// How many products that were as they are have got pictures now.
    pub completed: u64,
}

impl<'a> Porter<'a> {
    pub fn new(
        shop: &'a Shop,
        (pictures, media): (&'a Pictures, Vec<Media>),
        platform: &'static str,
        run: Option<ImportRunId>,
    ) -> Self {
        Self { shop, pictures, media, platform, run, hosts: Hosts::default() }
    }

    /// The pictures that were given beside the files; nothing when this one is not among them.
    async fn given(&self, source: &str) -> Option<Result<Bytes, String>> {
        for media in &self.media {
            match media {
                Media::Folder(folder) if folder::find(folder, source).is_ok() => {
                    return Some(folder::read(folder, source).await);
                }
                Media::Folder(_) => {}
                Media::Archive(archive) if archive.has(source) => {
                    let (archive, source) = (Arc::clone(archive), source.to_owned());
                    let read = tokio::task::spawn_blocking(move || archive.read(&source)).await;
                    return read.unwrap_or_else(|error| Some(Err(error.to_string())));
                }
                Media::Archive(_) => {}
            }
        }
        None
    }

    fn is_given(&self, source: &str) -> bool {
        self.media.iter().any(|media| match media {
            Media::Folder(folder) => folder::find(folder, source).is_ok(),
            Media::Archive(archive) => archive.has(source),
        })
    }

    /// What can be said of a product's pictures without bringing them.
    pub fn look_ahead(&self, product: &ImportedProduct) -> Vec<FailedRow> {
        let wrong = |picture: &ImportedPicture| match self.pictures {
            Pictures::None => None,
            Pictures::Folder(folder) => folder::find(folder, &picture.source).err(),
            Pictures::Web(_) => not_an_address(&picture.source),
            Pictures::Site(_, base) => not_an_address(&below(base, &picture.source)),
        };
        let pictures = product.pictures.iter().filter(|picture| !self.is_given(&picture.source));
        pictures.filter_map(|picture| Some(note(picture.line, COLUMN, &picture.source, wrong(picture)?))).collect()
    }

    /// Brings what is missing of these products.
    pub async fn bring(&self, products: &[(&ImportedProduct, &Written)]) -> Result<Brought, DatabaseError> {
        let mut brought = Brought::default();
        if matches!(self.pictures, Pictures::None) {
            return Ok(brought);
        }
        let waiting: Vec<_> = products.iter().filter(|(_, written)| written.digest.missing_pictures > 0).collect();
        let mut wanted: Vec<(&ImportedPicture, &str)> = waiting
            .iter()
            .flat_map(|(product, _)| product.pictures.iter().map(|picture| (picture, product.title.as_str())))
            .collect();
        wanted.sort_by(|(left, _), (right, _)| left.source.cmp(&right.source).then(left.line.cmp(&right.line)));
        wanted.dedup_by(|(left, _), (right, _)| left.source == right.source);
        let asked: Vec<_> = wanted.into_iter().map(|(picture, title)| self.answer(&picture.source, title)).collect();
        let answers: HashMap<&str, Result<ImageId, String>> =
            stream::iter(asked).buffer_unordered(AT_ONCE).collect().await;
        for (product, written) in waiting {
            let mut found = Vec::new();
            for picture in &product.pictures {
                match answers.get(picture.source.as_str()) {
                    Some(Ok(id)) => found.push(Some(*id)),
                    Some(Err(reason)) => {
                        brought.failed.push(note(picture.line, COLUMN, &picture.source, reason.clone()));
                        found.push(None);
                    }
                    None => found.push(None),
                }
            }
            let missing = found.iter().filter(|id| id.is_none()).count();
            if missing < written.digest.missing_pictures {
                attach::attach(self.shop, (self.platform, self.run), product, written, found).await?;
                brought.completed += u64::from(written.change == Change::Unchanged);
            }
        }
        Ok(brought)
    }

    async fn answer<'p>(&self, source: &'p str, title: &str) -> (&'p str, Result<ImageId, String>) {
        (source, self.one(source, title).await)
    }

    /// The picture of a source in the media library, or why there is none.
    async fn one(&self, source: &str, title: &str) -> Result<ImageId, String> {
        if let Some(own) = self.own(source).await? {
            return Ok(own);
        }
        if let Some(given) = self.given(source).await {
            let kept = media::write::keep(self.shop, given?, title, source).await;
            return kept.map(|picture| picture.id).map_err(|error| error.to_string());
        }
        let bytes = match self.pictures {
            Pictures::None => return Err("pictures are not brought".to_owned()),
            Pictures::Folder(folder) => folder::read(folder, source).await?,
            Pictures::Web(web) => return self.of_web(web.as_ref(), source, title).await,
            Pictures::Site(web, base) => return self.of_web(web.as_ref(), &below(base, source), title).await,
        };
        let kept = media::write::keep(self.shop, bytes, title, source).await;
        kept.map(|picture| picture.id).map_err(|error| error.to_string())
    }

    /// The picture at an address, which is asked only when the media library does not know it.
    async fn of_web(&self, web: &dyn ImageSource, address: &str, title: &str) -> Result<ImageId, String> {
        if let Some(known) = self.known(address).await? {
            return Ok(known);
        }
        let bytes = self.fetch(web, address).await?;
        let kept = media::write::keep(self.shop, bytes, title, address).await;
        kept.map(|picture| picture.id).map_err(|error| error.to_string())
    }

    /// The picture of the media library that an address of this shop shows.
    async fn own(&self, source: &str) -> Result<Option<ImageId>, String> {
        let key = source.strip_prefix(&self.shop.settings.base_url).and_then(|path| path.strip_prefix("/media/"));
        let Some((hash, _)) = key.and_then(|key| key.split_once('-')) else { return Ok(None) };
        let found = sqlx::query(media::sql::BY_HASH).bind(hash.to_owned()).fetch_optional(self.shop.database.reader());
        let row = found.await.and_then(|row| row.map(|row| row.try_get(0).map(ImageId)).transpose());
        row.map_err(|error| told(&error.into()))
    }

    async fn known(&self, source: &str) -> Result<Option<ImageId>, String> {
        let row = sqlx::query(media::sql::BY_SOURCE)
            .bind(source.to_owned())
            .fetch_optional(self.shop.database.reader())
            .await
            .and_then(|row| row.map(|row| row.try_get(0).map(ImageId)).transpose());
        row.map_err(|error| told(&error.into()))
    }

    async fn fetch(&self, web: &dyn ImageSource, source: &str) -> Result<Bytes, String> {
        if let Some(reason) = not_an_address(source) {
            return Err(reason);
        }
        let mut pauses = PAUSES.iter();
        loop {
            self.hosts.check(source)?;
            let answer = web.fetch(source).await;
            self.hosts.learn(source, matches!(answer, Err(ImageSourceError::Unreachable { .. })));
            match (answer, pauses.next()) {
                (Err(error), Some(pause)) if may_pass(&error) => tokio::time::sleep(*pause).await,
                (answer, _) => return answer.map_err(|error| error.to_string()),
            }
        }
    }
}

/// Whether asking again may help: nobody answered, or the server was busy or broken.
fn may_pass(error: &ImageSourceError) -> bool {
    match error {
        ImageSourceError::Unreachable { .. } => true,
        ImageSourceError::Answer(status) => status.starts_with('5') || status.starts_with("429"),
        ImageSourceError::Refused(_) | ImageSourceError::TooLarge { .. } => false,
    }
}

/// The address of a source: its own, or that of a file below `base`.
fn below(base: &str, source: &str) -> String {
    if source.contains("://") {
        return source.to_owned();
    }
    let path =
        source.trim_start_matches('/').replace('%', "%25").replace(' ', "%20").replace('?', "%3F").replace('#', "%23");
    format!("{}/{path}", base.trim_end_matches('/'))
}

fn not_an_address(source: &str) -> Option<String> {
    let scheme = source.split_once("://").map(|(scheme, _)| scheme.to_lowercase());
    let reason = "is the name of a file; add a ZIP with the pictures (on the command line --media, or --images-from with their address)";
    (!matches!(scheme.as_deref(), Some("http" | "https"))).then(|| reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_lie_below_the_address_and_addresses_stay() {
        for (source, address) in [
            ("/m/h/mh01 a.jpg", "https://x.example/media/m/h/mh01%20a.jpg"),
            ("catalog/50%?.jpg", "https://x.example/media/catalog/50%25%3F.jpg"),
            ("http://y.example/a.jpg", "http://y.example/a.jpg"),
        ] {
            assert_eq!(below("https://x.example/media/", source), address);
        }
    }
}
