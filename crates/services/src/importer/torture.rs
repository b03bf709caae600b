//! Broken files of every platform: whatever is cut, doubled or put between, reading ends with products, notes or an error.

use std::io::Write as _;

use domain::kernel::{Currency, Date};
use proptest::prelude::*;

use super::{Mapping, Platform, Source, SourceRequest};

const SAMPLES: [&[u8]; 6] = [
    include_bytes!("../../tests/data/shopify-jewelery.csv"),
    include_bytes!("../../tests/data/woocommerce-sample.csv"),
    include_bytes!("../../tests/data/magento-small.csv"),
    include_bytes!("../../tests/data/opencart-small.sql"),
    include_bytes!("../../tests/data/zencart-small.sql"),
    b"Art.-Nr.;Bezeichnung;Preis;Bestand;Gewicht (g);Bild;Kategorie\nT-1;Tasse;12,50;7;350;a.jpg|b.jpg;K > T\nT-2;Teller;1;;;;\n",
];

/// What is put into a file: signs that mean something to one of the readers, and numbers at the edges.
const INSERTS: [&[u8]; 28] = [
    b"\"",
    b"'",
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r\n",
    b"\\",
    b"\0",
    b"(",
    b")",
    b"),(",
    b"--",
    b"/*",
    b"{{",
    b"&lt;",
    b"<p",
    b"\xFF",
    b"\xEF\xBB\xBF",
    b"\xC3",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"99999999999999999999999999",
    b"1e308",
    b"-0.00",
    b"0000-00-00",
    "\u{2028}Ã¼\u{1f}".as_bytes(),
];

#[derive(Clone, Debug)]
enum Change {
    Cut(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    Insert(prop::sample::Index, usize),
    End(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<prop::sample::Index>(), 1..200_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<prop::sample::Index>(), 1..200_usize).prop_map(|(at, length)| Change::Double(at, length)),
        (any::<prop::sample::Index>(), 0..INSERTS.len()).prop_map(|(at, what)| Change::Insert(at, what)),
        any::<prop::sample::Index>().prop_map(Change::End),
    ]
}

fn broken(sample: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        match change {
            Change::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Change::Double(at, length) => {
                let at = at.index(bytes.len());
                let part = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, part);
            }
            Change::Insert(at, what) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, INSERTS[*what].iter().copied());
            }
            Change::End(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn f51_no_broken_file_stops_the_reader_otherwise_than_with_an_error(
        sample in 0..SAMPLES.len(),
        changes in prop::collection::vec(change(), 1..8),
        platform in prop::option::weighted(0.3, 0..Platform::ALL.len()),
    ) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&broken(SAMPLES[sample], &changes)).unwrap();
        let request = SourceRequest {
            platform: platform.map(|index| Platform::ALL[index]),
            mapping: Mapping::default(),
            currency: Currency::EUR,
            today: Date { year: 2026, month: 11, day: 23 },
        };
        if let Ok(mut source) = Source::open(file.path(), &request) {
            while let Ok(Some(_)) = source.next_thing() {}
        }
    }
}
