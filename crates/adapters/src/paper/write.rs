//! Writing what was laid out.

use domain::kernel::Date;
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Archival, ConfigurationBuilder},
    embed::{AssociationKind, EmbeddedFile, MimeType},
    geom::{PathBuilder, Point},
    metadata::{DateTime, Metadata},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    text::{GlyphId, KrillaGlyph},
};

use super::{
    PaperError, declare,
    letters::Letters,
    sheet::{HEIGHT, Ink, Mark, Style, WIDTH},
};

/// What the file says of itself.
pub(super) struct About {
    pub title: String,
    pub author: String,
    pub language: &'static str,
    pub date: Date,
}

/// A file inside.
pub(super) struct Attachment {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// The pages as PDF/A-3.
pub(super) fn write(
    letters: &Letters,
    pages: &[Vec<Mark>],
    about: &About,
    attachment: Option<Attachment>,
) -> Result<Vec<u8>, PaperError> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A3_B).finish();
    let settings = SerializeSettings {
        configuration: configuration.map_err(|_| refused("the form of the file"))?,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    for page in pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| refused("the size of a page"))?;
        let mut page_of = document.start_page_with(size);
        let mut surface = page_of.surface();
        for mark in page {
            draw(&mut surface, letters, mark);
        }
        surface.finish();
        page_of.finish();
    }
    let is_invoice = attachment.is_some();
    if let Some(Attachment { name, bytes }) = attachment {
        let file = EmbeddedFile {
            path: name.to_owned(),
            mime_type: MimeType::new("text/xml"),
            description: Some("Factur-X invoice".to_owned()),
            association_kind: AssociationKind::Alternative,
            data: bytes.into(),
            modification_date: Some(moment(about.date)),
            compress: None,
            location: None,
        };
        document.embed_file(file).ok_or_else(|| refused("a file inside it"))?;
    }
    document.set_metadata(metadata(about));
    let bytes = document.finish().map_err(|error| PaperError::Refused(format!("{error:?}")))?;
    if is_invoice { declare::factur_x(bytes) } else { Ok(bytes) }
}

fn refused(what: &str) -> PaperError {
    PaperError::Refused(what.to_owned())
}

fn moment(date: Date) -> DateTime {
    let year = u16::try_from(date.year).unwrap_or_default();
    DateTime::new(year).month(date.month).day(date.day).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0)
}

fn metadata(about: &About) -> Metadata {
    Metadata::new()
        .title(about.title.clone())
        .authors(vec![about.author.clone()])
        .creator("Mercer".to_owned())
        .language(about.language.to_owned())
        .creation_date(moment(about.date))
}

fn colour(ink: Ink) -> Fill {
    let colour = match ink {
        Ink::Ink => rgb::Color::new(0x17, 0x18, 0x1c),
        Ink::Muted => rgb::Color::new(0x63, 0x65, 0x6d),
        Ink::Line => rgb::Color::new(0xe5, 0xe4, 0xe1),
        Ink::Accent => rgb::Color::new(0x1f, 0x51, 0x43),
    };
    Fill { paint: colour.into(), ..Fill::default() }
}

fn draw(surface: &mut Surface<'_>, letters: &Letters, mark: &Mark) {
    match mark {
        Mark::Text { x, y, style, text } => {
            surface.set_fill(Some(colour(style.ink)));
            text_at(surface, letters, (*x, *y), *style, text);
        }
        Mark::Rule { from, to, y, ink } => {
            let mut path = PathBuilder::new();
            let thickness = 0.6;
            path.move_to(*from, *y);
            path.line_to(*to, *y);
            path.line_to(*to, *y + thickness);
            path.line_to(*from, *y + thickness);
            path.close();
            if let Some(path) = path.finish() {
                surface.set_fill(Some(colour(*ink)));
                surface.draw_path(&path);
            }
        }
    }
}

fn text_at(surface: &mut Surface<'_>, letters: &Letters, (x, y): (f32, f32), style: Style, text: &str) {
    let glyphs: Vec<KrillaGlyph> = letters
        .of(text, style.weight)
        .into_iter()
        .map(|letter| KrillaGlyph::new(GlyphId::new(letter.glyph), letter.width, 0.0, 0.0, 0.0, letter.bytes, None))
        .collect();
    surface.draw_glyphs(Point::from_xy(x, y), &glyphs, letters.font(style.weight), text, style.size, false);
}
