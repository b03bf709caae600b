//! Packing slips: what lies in the parcel, and no word of money.

use domain::document::{PackingLine, PackingSlip, Words};

use super::{
    PaperError,
    letters::Letters,
    sheet::{ADDRESS, BODY, BRAND, HEADING, HEIGHT, Ink, LEFT, MUTED, RIGHT, SMALL, STRONG, Sheet, Side, Style, step},
    write::{About, write},
};

/// Where the number stands, and where the description begins.
const QUANTITY: f32 = LEFT + 22.0;
const DESCRIPTION: f32 = LEFT + 40.0;

/// The slip as a PDF.
///
/// # Errors
/// A slip that cannot be written.
pub fn packing_slip(slip: &PackingSlip) -> Result<Vec<u8>, PaperError> {
    let letters = Letters::read()?;
    let words = Words::of(slip.language);
    let sheet = lay_out(&letters, slip, words);
    let about = About {
        title: format!("{} {}", words.packing_slip(), slip.order_number),
        author: slip.shop.clone(),
        language: words.code(),
        date: slip.ordered_on,
    };
    write(&letters, &sheet.pages, &about, None)
}

pub(super) fn lay_out<'a>(letters: &'a Letters, slip: &PackingSlip, words: Words) -> Sheet<'a> {
    let mut sheet = Sheet::new(letters);
    sheet.text_at(LEFT, 72.0, Side::Start, BRAND, &slip.shop);
    let address = &slip.address;
    let town = format!("{} {}", address.postcode, address.town);
    let country = words.country(&address.country);
    let lines = [address.full_name.clone(), address.extra.clone(), address.street.clone(), town, country];
    let style = Style { size: 10.5, ..BODY };
    let lines = lines.iter().filter(|line| !line.trim().is_empty());
    let lines: Vec<String> =
        lines.flat_map(|line| sheet.letters.wrap(line, style.weight, style.size, ADDRESS)).collect();
    sheet.lines_at(LEFT, 154.0, style, &lines);
    let facts = [
        (words.order(), slip.order_number.clone()),
        (words.ordered_on(), words.day(slip.ordered_on)),
        (words.by(), slip.shipping_name.clone()),
    ];
    let mut y = 154.0;
    for (name, value) in facts {
        sheet.text_at(350.0, y, Side::Start, MUTED, name);
        let lines = sheet.letters.wrap(&value, BODY.weight, BODY.size, RIGHT - 424.0);
        y = sheet.lines_at(424.0, y, BODY, &lines).max(y + step(BODY)) + 2.0;
    }
    sheet.y = 308.0;
    sheet.text_at(LEFT, 308.0, Side::Start, HEADING, words.packing_slip());
    sheet.y += 34.0;
    columns(&mut sheet, words);
    for line in &slip.lines {
        item(&mut sheet, line, words);
    }
    sheet.y += 14.0;
    sheet.paragraph(MUTED, words.thanks());
    sheet.on_every_page(|sheet, page, pages| {
        if pages > 1 {
            let text = format!("{} · {} {page}/{pages}", slip.order_number, words.page());
            sheet.text_at(RIGHT, HEIGHT - 56.0, Side::End, SMALL, &text);
        }
    });
    sheet
}

fn columns(sheet: &mut Sheet<'_>, words: Words) {
    let y = sheet.y;
    sheet.text_at(QUANTITY, y, Side::End, SMALL, words.quantity());
    sheet.text_at(DESCRIPTION, y, Side::Start, SMALL, words.description());
    sheet.rule_at(y + 7.0, LEFT, RIGHT, Ink::Black);
    sheet.y += 23.0;
}

fn item(sheet: &mut Sheet<'_>, line: &PackingLine, words: Words) {
    let width = RIGHT - DESCRIPTION - 110.0;
    let title = sheet.letters.wrap(&line.title, STRONG.weight, STRONG.size, width);
    let details: Vec<String> =
        line.details.iter().flat_map(|detail| sheet.letters.wrap(detail, SMALL.weight, SMALL.size, width)).collect();
    let lines = |count: usize, style: Style| (0..count).fold(0.0, |height: f32, _| height + step(style));
    let height = lines(title.len(), STRONG) + lines(details.len(), SMALL) + 12.0;
    if !sheet.has_room(height) {
        sheet.turn_page();
        columns(sheet, words);
    }
    let y = sheet.y;
    sheet.text_at(QUANTITY, y, Side::End, STRONG, &line.quantity.to_string());
    sheet.text_at(RIGHT, y, Side::End, MUTED, &line.sku);
    let below = sheet.lines_at(DESCRIPTION, y, STRONG, &title);
    sheet.lines_at(DESCRIPTION, below - 1.0, SMALL, &details);
    sheet.y = y + height;
    let rule = sheet.y - 15.0;
    sheet.rule_at(rule, LEFT, RIGHT, Ink::Line);
}
