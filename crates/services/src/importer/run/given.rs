//! The files of an import: those that were named, and those inside of archives.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::importer::report::FailedRow;
use tempfile::TempDir;

use super::ImportRequest;
use crate::importer::{
    ImportError, archive, file,
    notes::note,
    picture::{Media, Pictures},
    platform::{self, Rank},
};

/// What there is to import.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// What the files are called, and where they lie.
    pub files: Vec<(String, PathBuf)>,
    /// Pictures in folders and archives.
    pub media: Vec<Media>,
    /// What is not even looked at.
    pub failed: Vec<FailedRow>,
    /// They go when the import ends.
    folders: Vec<TempDir>,
}

impl Given {
    /// Looks into the archives among the files and puts all in order.
    ///
    /// # Errors
    /// An archive that cannot be read.
    pub async fn find(request: &ImportRequest) -> Result<Self, ImportError> {
        let (paths, media) = (request.paths.clone(), request.media.clone());
        let wants_pictures = !matches!(request.pictures, Pictures::None);
        let find = move || {
            let mut given = Self { media, ..Self::default() };
            for path in &paths {
                given.take(path)?;
            }
            if !wants_pictures {
                given.media.clear();
            }
            given.sort();
            Ok(given)
        };
        tokio::task::spawn_blocking(find).await.map_err(|_| ImportError::Interrupted)?
    }

    fn take(&mut self, path: &Path) -> Result<(), ImportError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !archive::is_archive(path) {
            self.files.push((name, path.to_owned()));
            return Ok(());
        }
        let archive = |reason: String| ImportError::Archive { path: path.display().to_string(), reason };
        let mut unfolded = archive::unfold(path).map_err(archive)?;
        if unfolded.tables.is_empty() && unfolded.pictures.is_none() {
            return Err(archive("the ZIP holds neither tables nor pictures".to_owned()));
        }
        for refused in &unfolded.refused {
            let reason = "this file of the ZIP would lie outside of it; it is not touched";
            self.failed.push(FailedRow { file: name.clone(), ..note(0, "", refused, reason) });
        }
        self.files.append(&mut unfolded.tables);
        self.media.extend(unfolded.pictures.map(|pictures| Media::Archive(Arc::new(pictures))));
        self.folders.extend(unfolded.folder);
        Ok(())
    }

    /// Orders look for the customers and products that they name: those go first.
    fn sort(&mut self) {
        if self.files.len() > 1 {
            self.files.sort_by_cached_key(|(_, path)| rank(path));
        }
    }
}

fn rank(path: &Path) -> Rank {
    match file::open(path, |_| false) {
        Ok(file::Opened::Table(table)) => platform::rank(&table.header),
        _ => Rank::Products,
    }
}
