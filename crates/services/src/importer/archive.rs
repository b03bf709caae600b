//! A ZIP given as a file: the tables in it are imported as if they lay beside it, its pictures are found by the ends of their
//! paths.
//!
//! Invariants: no name in an archive is ever a path on this machine; what is unfolded is counted while it is, since an archive
//! may say anything of its size.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs::File,
    io::{BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use tempfile::TempDir;
use zip::{ZipArchive, read::ZipFile};

use super::picture::ends;

/// All tables of an archive together may unfold to so many bytes.
const MOST_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// From here on the proportion counts; tests need no large files.
const UNSUSPICIOUS: u64 = if cfg!(test) { 1024 * 1024 } else { 128 * 1024 * 1024 };
/// No honest table is folded to a smaller part of itself.
const MOST_UNFOLDED: u64 = 250;
/// An archive may hold so many files.
const MOST_ENTRIES: usize = 200_000;
/// As many bytes as the shop takes for one picture.
const MOST_PICTURE: u64 = 20 * 1024 * 1024;

const TABLES: [&str; 5] = ["csv", "tsv", "txt", "xlsx", "sql"];
const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];

/// Pictures in an archive.
pub struct PictureArchive {
    archive: Mutex<ZipArchive<BufReader<File>>>,
    /// Every end of every path, in lower case.
    places: HashMap<String, usize>,
}

impl std::fmt::Debug for PictureArchive {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PictureArchive").field("places", &self.places.len()).finish_non_exhaustive()
    }
}

/// What an archive holds.
#[derive(Debug, Default)]
pub(super) struct Unfolded {
    /// Its tables: what they are called, and where they lie now.
    pub tables: Vec<(String, PathBuf)>,
    /// Its pictures, when it has any.
    pub pictures: Option<PictureArchive>,
    /// Files whose names lead elsewhere, which are not touched.
    pub refused: Vec<String>,
    /// Goes with the tables.
    pub folder: Option<TempDir>,
}

/// Whether a file is an archive and no workbook.
pub(super) fn is_archive(path: &Path) -> bool {
    let mut head = [0; 4];
    let begins = File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == *b"PK\x03\x04";
    // What is broken inside is told when it is read as a workbook.
    let open = || File::open(path).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok());
    begins && open().is_some_and(|archive| archive.index_for_name("xl/workbook.xml").is_none())
}

/// Looks into an archive and unfolds its tables.
///
/// # Errors
/// An archive that cannot be read, or that unfolds to more than a machine can take.
pub(super) fn unfold(path: &Path) -> Result<Unfolded, String> {
    let mut archive = open(path)?;
    let mut unfolded = Unfolded::default();
    let (mut places, mut left) = (HashMap::new(), MOST_BYTES);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| format!("the ZIP cannot be read: {error}"))?;
        let name = entry.name().map(Cow::into_owned).unwrap_or_default();
        if entry.is_dir() || is_of_a_system(&name) {
            continue;
        }
        let Some(inside) = entry.enclosed_name() else {
            unfolded.refused.push(name);
            continue;
        };
        let extension = inside.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if PICTURES.contains(&extension.as_str()) {
            for end in ends(&name) {
                places.entry(end.to_lowercase()).or_insert(index);
            }
        } else if TABLES.contains(&extension.as_str()) {
            let folder = folder(&mut unfolded)?;
            let own = inside.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let place = folder.join(format!("{index}.{extension}"));
            unfold_table(&mut entry, &place, &mut left).map_err(|reason| format!("{name}: {reason}"))?;
            unfolded.tables.push((own, place));
        }
    }
    if !places.is_empty() {
        unfolded.pictures = Some(PictureArchive { archive: Mutex::new(archive), places });
    }
    Ok(unfolded)
}

fn open(path: &Path) -> Result<ZipArchive<BufReader<File>>, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| format!("the ZIP cannot be read: {error}"))?;
    if archive.len() > MOST_ENTRIES {
        return Err(format!("the ZIP holds more than {MOST_ENTRIES} files"));
    }
    Ok(archive)
}

/// What programs put beside what somebody packed.
fn is_of_a_system(name: &str) -> bool {
    name.split(['/', '\\']).any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}

fn folder(unfolded: &mut Unfolded) -> Result<PathBuf, String> {
    if unfolded.folder.is_none() {
        unfolded.folder = Some(tempfile::tempdir().map_err(|error| error.to_string())?);
    }
    Ok(unfolded.folder.as_ref().map(|folder| folder.path().to_owned()).unwrap_or_default())
}

fn unfold_table(entry: &mut ZipFile<'_, BufReader<File>>, place: &Path, left: &mut u64) -> Result<(), String> {
    let folded = entry.compressed_size().max(1);
    let mut file = File::create(place).map_err(|error| error.to_string())?;
    let mut buffer = vec![0; 64 * 1024];
    let mut bytes = 0_u64;
    loop {
        let count = entry.read(&mut buffer).map_err(|error| format!("it cannot be unfolded: {error}"))?;
        if count == 0 {
            return Ok(());
        }
        let count_bytes = u64::try_from(count).unwrap_or(u64::MAX);
        bytes = bytes.saturating_add(count_bytes);
        if bytes > UNSUSPICIOUS && bytes / folded > MOST_UNFOLDED {
            return Err(format!(
                "it unfolds to more than {MOST_UNFOLDED} times its size, as no table does; the ZIP is refused"
            ));
        }
        *left = left
            .checked_sub(count_bytes)
            .ok_or_else(|| format!("the ZIP unfolds to more than {MOST_BYTES} bytes; it is refused"))?;
        file.write_all(buffer.get(..count).unwrap_or_default()).map_err(|error| error.to_string())?;
    }
}

impl PictureArchive {
    /// The pictures of an archive.
    ///
    /// # Errors
    /// An archive that cannot be read or holds no picture.
    pub fn open(path: &Path) -> Result<Self, String> {
        let mut archive = open(path)?;
        let mut places = HashMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|error| format!("the ZIP cannot be read: {error}"))?;
            let name = entry.name().map(Cow::into_owned).unwrap_or_default();
            let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            if !entry.is_dir() && entry.enclosed_name().is_some() && PICTURES.contains(&extension.as_str()) {
                for end in ends(&name) {
                    places.entry(end.to_lowercase()).or_insert(index);
                }
            }
        }
        if places.is_empty() {
            return Err("the ZIP holds no pictures".to_owned());
        }
        Ok(Self { archive: Mutex::new(archive), places })
    }

    /// Whether the archive has a picture for this source.
    pub(super) fn has(&self, source: &str) -> bool {
        self.place(source).is_some()
    }

    fn place(&self, source: &str) -> Option<usize> {
        ends(source).into_iter().find_map(|end| self.places.get(&end.to_lowercase()).copied())
    }

    /// The picture for a source; nothing when the archive has none.
    pub(super) fn read(&self, source: &str) -> Option<Result<Bytes, String>> {
        let index = self.place(source)?;
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => return Some(Err(error.to_string())),
        };
        let mut bytes = Vec::new();
        Some(match entry.take(MOST_PICTURE + 1).read_to_end(&mut bytes) {
            Ok(_) if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_PICTURE => {
                Err(format!("has more than {MOST_PICTURE} bytes"))
            }
            Ok(_) => Ok(Bytes::from(bytes)),
            Err(error) => Err(error.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut archive = zip::ZipWriter::new(file.reopen().unwrap());
        for (name, content) in files {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap();
        file
    }

    #[test]
    fn f51_tables_are_unfolded_and_names_that_lead_elsewhere_are_refused() {
        let file = archive(&[
            ("export/products.csv", b"Name,Price\nTee,1\n"),
            ("../evil.csv", b"x"),
            ("/etc/evil.csv", b"x"),
            ("__MACOSX/products.csv", b"x"),
            ("media/m/h/MH01.jpg", b"jpg"),
            ("readme.pdf", b"x"),
        ]);
        assert!(is_archive(file.path()));
        let unfolded = unfold(file.path()).unwrap();
        let names: Vec<&str> = unfolded.tables.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"products.csv"), "{names:?}");
        let inside = unfolded.folder.as_ref().unwrap().path();
        assert!(unfolded.tables.iter().all(|(_, place)| place.starts_with(inside)));
        assert!(unfolded.refused.contains(&"../evil.csv".to_owned()), "{:?}", unfolded.refused);
        let pictures = unfolded.pictures.unwrap();
        for source in ["/m/h/mh01.jpg", "https://old.example/x/MH01.jpg?v=2", "mh01.jpg"] {
            assert_eq!(pictures.read(source).unwrap().unwrap(), Bytes::from_static(b"jpg"), "{source}");
        }
        assert!(pictures.read("other.jpg").is_none() && pictures.read("../../etc/passwd").is_none());
    }

    #[test]
    fn f51_an_archive_that_unfolds_without_measure_is_refused() {
        let zeros = vec![b'0'; 2 * 1024 * 1024];
        let file = archive(&[("bomb.csv", &zeros)]);
        assert!(unfold(file.path()).unwrap_err().contains("times its size"));
    }

    #[test]
    fn a_workbook_is_no_archive() {
        let workbook = crate::importer::testing::workbook(&[("A", &[&["a"]])]);
        assert!(!is_archive(workbook.path()));
    }
}
