//! Invoices and credit notes.

use domain::{
    document::{Document, DocumentKind, DocumentLine, Seller, Words, cross_industry_invoice},
    kernel::Money,
};

use super::{
    PaperError,
    letters::Letters,
    sheet::{
        ADDRESS, BODY, BRAND, HEADING, HEIGHT, Ink, LEFT, MUTED, RIGHT, SMALL, STRONG, Sheet, Side, Style, TOTAL, step,
    },
    write::{About, Attachment, write},
};

/// The right edges of the columns.
const QUANTITY: f32 = 388.0;
const RATE: f32 = 452.0;
/// How wide a description is.
const DESCRIPTION: f32 = 280.0;
/// Where the facts beside the address begin, and where their values do.
const FACTS: f32 = 350.0;
const FACT_VALUES: f32 = 424.0;
/// Where the sums begin.
const SUMS: f32 = 320.0;

/// The document as a PDF, with its electronic form inside where its currency has one.
///
/// # Errors
/// A document that cannot be written.
pub fn invoice(document: &Document) -> Result<Vec<u8>, PaperError> {
    let letters = Letters::read()?;
    let words = Words::of(document.language);
    let sheet = lay_out(&letters, document, words);
    let heading = words.heading(document.kind);
    let about = About {
        title: format!("{heading} {}", document.number),
        author: document.seller.name.clone(),
        language: words.code(),
        date: document.issued_on,
    };
    let xml = cross_industry_invoice(document).map(|xml| Attachment { name: "factur-x.xml", bytes: xml.into_bytes() });
    write(&letters, &sheet.pages, &about, xml)
}

pub(super) fn lay_out<'a>(letters: &'a Letters, document: &Document, words: Words) -> Sheet<'a> {
    let mut sheet = Sheet::new(letters);
    head(&mut sheet, document, words);
    facts(&mut sheet, document, words);
    sheet.y = 308.0;
    let title = format!("{} {}", words.heading(document.kind), document.number);
    let y = sheet.y;
    sheet.text_at(LEFT, y, Side::Start, HEADING, &title);
    sheet.y += 34.0;
    columns(&mut sheet, words);
    for line in &document.lines {
        item(&mut sheet, line, document.shown(line), words);
    }
    discount(&mut sheet, document, words);
    delivery(&mut sheet, document, words);
    sums(&mut sheet, document, words);
    notes(&mut sheet, document, words);
    sheet.on_every_page(|sheet, page, pages| footer(sheet, &document.seller, words, (page, pages)));
    sheet
}

/// The shop's name, and the address in the window of an envelope.
fn head(sheet: &mut Sheet<'_>, document: &Document, words: Words) {
    let seller = &document.seller;
    sheet.text_at(LEFT, 72.0, Side::Start, BRAND, &seller.name);
    let from = format!("{} {}", seller.postcode, seller.town);
    let sender = [seller.name.as_str(), &seller.street, &from];
    let tiny = Style { size: 6.5, ..SMALL };
    sheet.text_at(LEFT, 136.0, Side::Start, tiny, &sender.join(" · "));
    let address = &document.buyer.address;
    let town = format!("{} {}", address.postcode, address.town);
    let country = if address.country == seller.country { String::new() } else { words.country(&address.country) };
    let lines = [address.full_name.clone(), address.extra.clone(), address.street.clone(), town, country];
    let style = Style { size: 10.5, ..BODY };
    let lines = lines.iter().filter(|line| !line.trim().is_empty());
    let lines: Vec<String> =
        lines.flat_map(|line| sheet.letters.wrap(line, style.weight, style.size, ADDRESS)).collect();
    sheet.lines_at(LEFT, 154.0, style, &lines);
}

fn facts(sheet: &mut Sheet<'_>, document: &Document, words: Words) {
    let delivery = document.arrives.map_or(words.delivered_at_once().to_owned(), |arrives| words.window(arrives));
    let mut facts = vec![
        (words.number(), document.number.clone()),
        (words.date(), words.day(document.issued_on)),
        (words.order(), document.order_number.clone()),
        (words.ordered_on(), words.day(document.ordered_on)),
    ];
    if document.kind == DocumentKind::Invoice {
        facts.push((words.delivery_on(), delivery));
    }
    if let Some((number, date)) = &document.refers_to {
        facts.push((words.for_invoice(), format!("{number}, {}", words.day(*date))));
    }
    if !document.buyer.vat_id.is_empty() {
        facts.push((words.your_vat_id(), document.buyer.vat_id.clone()));
    }
    let mut y = 154.0;
    for (name, value) in facts {
        sheet.text_at(FACTS, y, Side::Start, MUTED, name);
        let lines = sheet.letters.wrap(&value, BODY.weight, BODY.size, RIGHT - FACT_VALUES);
        y = sheet.lines_at(FACT_VALUES, y, BODY, &lines).max(y + step(BODY)) + 2.0;
    }
}

fn columns(sheet: &mut Sheet<'_>, words: Words) {
    let y = sheet.y;
    sheet.text_at(LEFT, y, Side::Start, SMALL, words.description());
    sheet.text_at(QUANTITY, y, Side::End, SMALL, words.quantity());
    sheet.text_at(RATE, y, Side::End, SMALL, words.tax_rate());
    sheet.text_at(RIGHT, y, Side::End, SMALL, words.amount());
    sheet.rule_at(y + 7.0, LEFT, RIGHT, Ink::Black);
    sheet.y += 23.0;
}

/// A row, on the next page where this one is full.
fn row(sheet: &mut Sheet<'_>, words: Words, texts: [&str; 4], details: &str) {
    let [title, quantity, rate, amount] = texts;
    let title = sheet.letters.wrap(title, STRONG.weight, STRONG.size, DESCRIPTION);
    let details = sheet.letters.wrap(details, SMALL.weight, SMALL.size, DESCRIPTION);
    let lines = |count: usize, style: Style| (0..count).fold(0.0, |height: f32, _| height + step(style));
    let height = lines(title.len(), STRONG) + lines(details.len(), SMALL) + 12.0;
    if !sheet.has_room(height) {
        sheet.turn_page();
        columns(sheet, words);
    }
    let y = sheet.y;
    sheet.text_at(QUANTITY, y, Side::End, BODY, quantity);
    sheet.text_at(RATE, y, Side::End, MUTED, rate);
    sheet.text_at(RIGHT, y, Side::End, BODY, amount);
    let below = sheet.lines_at(LEFT, y, STRONG, &title);
    sheet.lines_at(LEFT, below - 1.0, SMALL, &details);
    sheet.y = y + height;
    let rule = sheet.y - 15.0;
    sheet.rule_at(rule, LEFT, RIGHT, Ink::Line);
}

fn item(sheet: &mut Sheet<'_>, line: &DocumentLine, amount: Money, words: Words) {
    let title = if line.quantity > 0 { line.title.clone() } else { format!("{}: {}", words.reduction(), line.title) };
    let quantity = if line.quantity > 0 { line.quantity.to_string() } else { String::new() };
    let facts = [line.details.as_str(), line.sku.as_str()];
    let details = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let (rate, amount) = (words.percent(line.rate), words.money(amount));
    row(sheet, words, [&title, &quantity, &rate, &amount], &details);
}

fn delivery(sheet: &mut Sheet<'_>, document: &Document, words: Words) {
    if document.shipping.is_empty() {
        return;
    }
    let mut rates: Vec<String> = document.shipping.iter().map(|charge| words.percent(charge.rate)).collect();
    rates.dedup();
    let rate = if let [rate] = rates.as_slice() { rate.clone() } else { String::new() };
    row(sheet, words, [&document.shipping_name, "", &rate, &words.money(document.shipping_shown())], "");
}

/// What a discount code, or somebody of the shop, took off; a code that paid for the delivery leaves no amount.
fn discount(sheet: &mut Sheet<'_>, document: &Document, words: Words) {
    let off = document.allowance_shown();
    if document.coupon.is_empty() && off.minor == 0 {
        return;
    }
    let amount = words.money(Money::new(off.minor.saturating_neg(), off.currency));
    let title = match document.coupon.as_str() {
        "" => words.reduced().to_owned(),
        code => format!("{} {code}", words.coupon()),
    };
    let (amount, details) = if off.minor == 0 { ("", words.free_delivery()) } else { (amount.as_str(), "") };
    row(sheet, words, [&title, "", "", amount], details);
}

fn sums(sheet: &mut Sheet<'_>, document: &Document, words: Words) {
    let mut rows = vec![(words.net().to_owned(), words.money(document.net))];
    rows.extend(document.taxes.iter().map(|tax| (words.tax_on(tax.rate, tax.net), words.money(tax.tax))));
    let height = rows.iter().fold(52.0, |height: f32, _| height + step(BODY));
    if !sheet.has_room(height) {
        sheet.turn_page();
    }
    sheet.y += 4.0;
    for (name, amount) in rows {
        let y = sheet.y;
        sheet.text_at(SUMS, y, Side::Start, MUTED, &name);
        sheet.text_at(RIGHT, y, Side::End, BODY, &amount);
        sheet.y += step(BODY) + 1.5;
    }
    let rule = sheet.y - 6.0;
    sheet.rule_at(rule, SUMS, RIGHT, Ink::Black);
    sheet.y += 11.0;
    let name = if document.kind == DocumentKind::Invoice { words.total() } else { words.credited() };
    let y = sheet.y;
    sheet.text_at(SUMS, y, Side::Start, TOTAL, name);
    sheet.text_at(RIGHT, y, Side::End, TOTAL, &words.money(document.total));
    sheet.y += 36.0;
}

fn notes(sheet: &mut Sheet<'_>, document: &Document, words: Words) {
    if let Some(amount) = document.on_cards {
        sheet.paragraph(STRONG, &words.on_cards(document.kind, amount));
    }
    if document.is_cancellation {
        sheet.paragraph(STRONG, words.replaced());
    } else if document.total.minor > 0 && !document.is_all_on_cards() {
        sheet.paragraph(STRONG, &words.paid(document.kind, document.method));
    }
    if !document.reason.is_empty() {
        sheet.paragraph(BODY, &format!("{}: {}", words.reason(), document.reason));
    }
    let mut exemptions: Vec<&str> = document.taxes.iter().filter_map(|tax| words.exemption(tax.category)).collect();
    exemptions.dedup();
    for exemption in exemptions {
        sheet.paragraph(MUTED, exemption);
    }
}

/// Who sells, on every page.
fn footer(sheet: &mut Sheet<'_>, seller: &Seller, words: Words, (page, pages): (usize, usize)) {
    let style = Style { size: 7.5, ..SMALL };
    let top = HEIGHT - 82.0;
    sheet.rule_at(top, LEFT, RIGHT, Ink::Line);
    let named = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!("{name} {value}") };
    let town = format!("{} {}, {}", seller.postcode, seller.town, words.country(&seller.country));
    let columns = [
        vec![seller.name.clone(), seller.street.clone(), town],
        vec![
            named(words.vat_id(), &seller.vat_id),
            named(words.tax_number(), &seller.tax_number),
            seller.email.clone(),
        ],
        vec![named("IBAN", &seller.iban)],
    ];
    for (x, column) in [LEFT, 232.0, 400.0].into_iter().zip(columns) {
        let column: Vec<String> = column.into_iter().filter(|line| !line.is_empty()).collect();
        sheet.lines_at(x, top + 15.0, style, &column);
    }
    let register = sheet.letters.wrap(&seller.register, style.weight, style.size, RIGHT - LEFT - 70.0);
    sheet.lines_at(LEFT, top + 15.0 + 3.0 * step(style) + 3.0, style, &register);
    if pages > 1 {
        let text = format!("{} {page}/{pages}", words.page());
        sheet.text_at(RIGHT, top + 15.0 + 3.0 * step(style) + 3.0, Side::End, style, &text);
    }
}
