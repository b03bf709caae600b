//! Saying in a PDF's metadata that it is a Factur-X invoice (Factur-X 1.0, XMP extension schema), which krilla 0.8 cannot yet.
//!
//! krilla writes the metadata as they are and the table of objects as a plain one, so words can be added to the one when the numbers of
//! the other are raised. Whatever is not as expected is refused, and nothing is guessed.

use super::PaperError;

const NAMESPACE: &str = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
const PROPERTIES: [(&str, &str, &str); 4] = [
    ("DocumentFileName", "factur-x.xml", "The name of the embedded XML document"),
    ("DocumentType", "INVOICE", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"),
    ("Version", "1.0", "The actual version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", "EN 16931", "The conformance level of the embedded XML document"),
];
const BAG: &[u8] = b"<pdfaExtension:schemas><rdf:Bag>";
const END: &[u8] = b"</rdf:RDF>";

/// The same file with those words.
pub(super) fn factur_x(bytes: Vec<u8>) -> Result<Vec<u8>, PaperError> {
    declared(&bytes).ok_or_else(|| PaperError::Refused("its metadata are not where they should be".to_owned()))
}

fn declared(bytes: &[u8]) -> Option<Vec<u8>> {
    let stream = find(bytes, BAG, 0)?;
    let end = find(bytes, END, stream)?;
    let (from, to) = length_before(bytes, stream)?;
    let (schema, properties) = (schema(), properties());
    let added = schema.len().checked_add(properties.len())?;
    let length: usize = number(bytes.get(from..to)?)?;
    let length = length.checked_add(added)?.to_string();
    let bag = stream.checked_add(BAG.len())?;
    let parts: [&[u8]; 7] = [
        bytes.get(..from)?,
        length.as_bytes(),
        bytes.get(to..bag)?,
        schema.as_bytes(),
        bytes.get(bag..end)?,
        properties.as_bytes(),
        bytes.get(end..)?,
    ];
    let grown = parts.concat();
    let shift = grown.len().checked_sub(bytes.len())?;
    raise(grown, end, shift)
}

/// Raises the place of every object behind `from`, and of the table itself.
fn raise(mut bytes: Vec<u8>, from: usize, shift: usize) -> Option<Vec<u8>> {
    let start = b"startxref\n";
    let place = rfind(&bytes, start)?.checked_add(start.len())?;
    let stop = find(&bytes, b"\n", place)?;
    let table: usize = number(bytes.get(place..stop)?)?;
    let table = table.checked_add(shift)?;
    if bytes.get(table..table.checked_add(5)?)? != b"xref\n" {
        return None;
    }
    let head = find(&bytes, b"\n", table.checked_add(5)?)?;
    let count: usize = number(bytes.get(table.checked_add(7)?..head)?)?;
    for index in 0..count {
        let entry = head.checked_add(1)?.checked_add(index.checked_mul(20)?)?;
        let line = bytes.get_mut(entry..entry.checked_add(20)?)?;
        let offset: usize = number(line.get(..10)?)?;
        if line.get(17) == Some(&b'n') && offset > from {
            line.get_mut(..10)?.copy_from_slice(format!("{:010}", offset.checked_add(shift)?).as_bytes());
        }
    }
    let tail = bytes.get(stop..)?.to_vec();
    bytes.truncate(place);
    bytes.extend_from_slice(table.to_string().as_bytes());
    bytes.extend_from_slice(&tail);
    Some(bytes)
}

/// Where the length of the stream is written whose content holds `place`.
fn length_before(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    let object = rfind(bytes.get(..place)?, b" obj")?;
    let key = b"/Length ";
    let from = find(bytes, key, object)?.checked_add(key.len())?;
    let digits = bytes.get(from..place)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then(|| (from, from.saturating_add(digits)))
}

fn number(bytes: &[u8]) -> Option<usize> {
    std::str::from_utf8(bytes).ok()?.trim().parse().ok()
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(wanted.len()).position(|window| window == wanted)?;
    from.checked_add(found)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

/// What the properties mean.
fn schema() -> String {
    let described: String = PROPERTIES
        .iter()
        .map(|(name, _, meaning)| {
            format!(
                "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
                 <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
                 <pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
            )
        })
        .collect();
    format!(
        "<rdf:li rdf:parseType=\"Resource\" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
         xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
         <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>\
         <pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>\
         <pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
}

fn properties() -> String {
    let said: String = PROPERTIES.iter().map(|(name, value, _)| format!("<fx:{name}>{value}</fx:{name}>")).collect();
    format!("<rdf:Description rdf:about=\"\" xmlns:fx=\"{NAMESPACE}\">{said}</rdf:Description>")
}
