//! Products with their pictures: a ZIP of one table and the files that it names, which the importer takes as it is. It is written to
//! a temporary file that vanishes with its handle.

use std::{
    collections::BTreeSet,
    io::{Seek as _, Write as _},
};

use bytes::Bytes;
use futures::TryStreamExt as _;
use tokio::sync::mpsc;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{Pieces, Sheet, csv, pieces};
use crate::{
    Shop,
    exporter::{Cells, ExportError, column},
};

/// What the writer is told.
enum Told {
    /// A file begins: its name, and whether it can be folded smaller.
    File(String, bool),
    /// More of it.
    Bytes(Bytes),
}

/// The file. A picture whose file is not there any more is left out: its row in the table still names it.
///
/// # Errors
/// A list or a picture that could not be read; a disk that is full.
pub async fn write(shop: &Shop, sheet: Sheet) -> Result<Pieces, ExportError> {
    let (sender, receiver) = mpsc::channel::<Told>(4);
    let writer = tokio::task::spawn_blocking(move || fill(receiver));
    // A writer that ended says below why.
    send(shop, sheet, &sender).await?;
    drop(sender);
    let file = writer.await.map_err(|error| ExportError::Workbook(error.to_string()))??;
    Ok(pieces(file))
}

/// `None` when the writer has ended.
async fn send(shop: &Shop, sheet: Sheet, sender: &mpsc::Sender<Told>) -> Result<Option<()>, ExportError> {
    let place = sheet.header.iter().position(|heading| heading.name == column::IMAGES);
    let (seen, keep) = mpsc::unbounded_channel::<BTreeSet<String>>();
    let rows = sheet.rows.inspect_ok(move |rows| {
        let _ = seen.send(rows.iter().flat_map(|cells| keys(cells, place)).collect());
    });
    let table = Sheet { rows: Box::pin(rows), ..sheet };
    if sender.send(Told::File(format!("{}.csv", table.name), true)).await.is_err() {
        return Ok(None);
    }
    let mut lines = csv::write(table);
    while let Some(piece) = lines.try_next().await? {
        if sender.send(Told::Bytes(piece)).await.is_err() {
            return Ok(None);
        }
    }
    drop(lines);
    for key in all(keep).await {
        let Some(bytes) =
            shop.files.get(&key).await.map_err(|error| ExportError::File(std::io::Error::other(error)))?
        else {
            continue;
        };
        for told in [Told::File(format!("media/{key}"), false), Told::Bytes(bytes)] {
            if sender.send(told).await.is_err() {
                return Ok(None);
            }
        }
    }
    Ok(Some(()))
}

async fn all(mut keep: mpsc::UnboundedReceiver<BTreeSet<String>>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    while let Some(part) = keep.recv().await {
        all.extend(part);
    }
    all
}

/// The files of the pictures of a row, by their keys.
fn keys(cells: &Cells, place: Option<usize>) -> Vec<String> {
    let addresses = place.and_then(|place| cells.get(place)).map_or("", String::as_str);
    addresses
        .split_whitespace()
        .filter_map(|address| address.rsplit_once("/media/"))
        .map(|(_, key)| key.to_owned())
        .collect()
}

fn fill(mut told: mpsc::Receiver<Told>) -> Result<std::fs::File, ExportError> {
    let failed = |error: zip::result::ZipError| ExportError::File(std::io::Error::other(error));
    let mut archive = ZipWriter::new(tempfile::tempfile()?);
    while let Some(next) = told.blocking_recv() {
        match next {
            Told::File(name, folds) => {
                let method = if folds { CompressionMethod::Deflated } else { CompressionMethod::Stored };
                let options = SimpleFileOptions::default().compression_method(method).large_file(folds);
                archive.start_file(name, options).map_err(failed)?;
            }
            Told::Bytes(bytes) => archive.write_all(&bytes)?,
        }
    }
    let mut file = archive.finish().map_err(failed)?;
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn the_pictures_of_a_row_are_known_by_their_addresses() {
        let cells = vec![
            "x".to_owned(),
            "https://a.example/media/ab-800.jpg /media/cd-400.jpg https://b.example/e.jpg".to_owned(),
        ];
        assert_eq!(keys(&cells, Some(1)), ["ab-800.jpg", "cd-400.jpg"]);
        assert_eq!(keys(&cells, Some(7)), Vec::<String>::new());
        assert_eq!(keys(&cells, None), Vec::<String>::new());
    }
}
