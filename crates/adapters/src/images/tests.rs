use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use services::port::{Images as _, ImagesError};

use super::*;

fn picture(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([if x < width / 2 { 255 } else { 0 }, if y < height / 2 { 255 } else { 0 }, 64])
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG that says it has this size, and has next to no content.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&picture(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[test]
fn every_accepted_format_becomes_the_fixed_widths() {
    for (format, name) in
        [(ImageFormat::Jpeg, "jpeg"), (ImageFormat::Png, "png"), (ImageFormat::WebP, "webp"), (ImageFormat::Gif, "gif")]
    {
        let prepared = Workshop.prepare(&encoded(&picture(700, 350), format)).unwrap();
        assert_eq!((prepared.format, prepared.width, prepared.height), (name, 700, 350));
        assert_eq!(prepared.widths, [160, 320, 480, 640, 700]);
        let endings: Vec<&str> =
            prepared.files.iter().map(|file| file.key.strip_prefix(&prepared.hash).unwrap()).collect();
        assert_eq!(
            endings[..7],
            ["-160.webp", "-320.webp", "-480.webp", "-640.webp", "-640.jpg", "-700.webp", "-700.jpg"]
        );
        let small = image::load_from_memory(&prepared.files[0].bytes).unwrap();
        assert_eq!((small.width(), small.height()), (160, 80));
    }
}

#[test]
fn nothing_is_made_larger_than_it_is() {
    assert_eq!(widths(100), [100]);
    assert_eq!(widths(160), [160]);
    assert_eq!(widths(1280), WIDTHS);
    assert_eq!(widths(9000), WIDTHS);
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let started = std::time::Instant::now();
    let error = Workshop.prepare(&png_header(60_000, 60_000)).unwrap_err();
    assert!(matches!(error, ImagesError::TooManyPixels { width: 60_000, height: 60_000, .. }), "{error:?}");
    assert!(started.elapsed().as_millis() < 100);
    let tall = Workshop.prepare(&png_header(1, 30_000_000)).unwrap_err();
    assert!(matches!(tall, ImagesError::TooManyPixels { .. }), "{tall:?}");
}

/// The most memory that this process held since it was told to forget, in megabytes.
#[cfg(target_os = "linux")]
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() / 1024
}

#[cfg(target_os = "linux")]
#[test]
fn f50_a_profile_of_colours_that_unfolds_without_measure_takes_no_memory() {
    use image::ImageEncoder as _;
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(vec![0; 120_000_000]).unwrap();
    picture(64, 64).write_with_encoder(encoder).unwrap();
    assert!(bytes.len() < 2_000_000);
    // From here on the peak is counted anew.
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = peak();
    assert_eq!(Workshop.prepare(&bytes).unwrap().width, 64);
    let taken = peak() - before;
    assert!(taken < 60, "{taken} MB");
}

#[test]
fn f50_a_drawing_that_takes_ages_is_refused_and_an_honest_one_drawn() {
    let drawing = |inside: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>{inside}</svg>").into_bytes()
    };
    let clip = "<clipPath id='c'><rect width='99' height='99'/></clipPath>";
    let layer = "<g clip-path='url(#c)' opacity='0.9'><rect width='50' height='50'/></g>";
    let begun = std::time::Instant::now();
    let refused = Workshop.prepare(&drawing(&format!("{clip}{}", layer.repeat(3_000)))).unwrap_err();
    assert!(refused.to_string().contains("too many layers"), "{refused}");
    assert!(begun.elapsed().as_secs() < 20);
    let small = "<g clip-path='url(#c)' opacity='0.9'><path d='M3 3l4 1 2 3z'/></g>";
    assert_eq!(Workshop.prepare(&drawing(&format!("{clip}{}", small.repeat(300)))).unwrap().width, 1280);
}

#[test]
fn too_many_bytes_are_refused_unread() {
    let error = Workshop.prepare(&vec![0; 21 * 1024 * 1024]).unwrap_err();
    assert!(matches!(error, ImagesError::TooManyBytes { .. }));
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    for bytes in [&b"<html><script>alert(1)</script></html>"[..], b"%PDF-1.7", b"", b"BM\x00\x00", b"II*\x00"] {
        assert_eq!(Workshop.prepare(bytes).unwrap_err(), ImagesError::UnknownFormat, "{bytes:?}");
    }
}

#[test]
fn a_picture_that_breaks_off_is_damaged() {
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let bytes = encoded(&picture(300, 300), format);
        let error = Workshop.prepare(&bytes[..bytes.len() / 3]).unwrap_err();
        assert!(matches!(error, ImagesError::Damaged(_)), "{format:?} {error:?}");
    }
}

#[test]
fn v13_a_picture_that_is_something_else_too_is_refused_with_the_reason() {
    for (hidden, what) in [
        (&b"<script>alert(document.cookie)</script>"[..], "a web page"),
        (b"<HTML><body onload=alert(1)>", "a web page"),
        (b"<?php system($_GET['c']); ?>", "a program"),
        (b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\x1f\0\0\0\0\0", "an archive"),
    ] {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let mut bytes = encoded(&picture(300, 300), format);
            bytes.extend_from_slice(hidden);
            assert_eq!(Workshop.prepare(&bytes).unwrap_err(), ImagesError::Polyglot(what), "{format:?}");
        }
    }
    let mut pdf = encoded(&picture(300, 300), ImageFormat::Jpeg);
    pdf.splice(2..2, b"\xFF\xFE\x00\x0B%PDF-1.7\n".iter().copied());
    assert_eq!(Workshop.prepare(&pdf).unwrap_err(), ImagesError::Polyglot("a document"));
}

#[test]
fn what_a_camera_appends_is_not_served() {
    let appended = b"MotionPhoto_Data of a telephone";
    let mut bytes = encoded(&picture(300, 300), ImageFormat::Jpeg);
    bytes.extend_from_slice(appended);
    let prepared = Workshop.prepare(&bytes).unwrap();
    for file in prepared.files.iter().filter(|file| !file.key.contains("original")) {
        assert!(!file.bytes.windows(appended.len()).any(|window| window == appended), "{}", file.key);
    }
}

#[test]
fn avif_becomes_the_fixed_widths_in_its_colours() {
    let prepared = Workshop.prepare(include_bytes!("samples/colours.avif")).unwrap();
    assert_eq!((prepared.format, prepared.width, prepared.height), ("avif", 320, 160));
    assert_eq!(prepared.widths, [160, 320]);
    assert!(prepared.files.iter().any(|file| file.key == format!("{}-original.avif", prepared.hash)));
    near(&prepared.placeholder, "ffff40,00ff40,ff0040,000040");
}

#[test]
fn avif_that_was_taken_sideways_is_put_upright_and_its_metadata_is_gone() {
    let bytes = include_bytes!("samples/sideways.avif");
    assert!(bytes.windows(11).any(|window| window == b"SecretPlace"));
    let prepared = Workshop.prepare(bytes).unwrap();
    assert_eq!((prepared.width, prepared.height), (160, 320));
    near(&prepared.placeholder, "ff0040,ffff40,000040,00ff40");
    for file in prepared.files.iter().filter(|file| !file.key.contains("original")) {
        assert!(!file.bytes.windows(11).any(|window| window == b"SecretPlace"), "{}", file.key);
    }
}

#[test]
fn what_shines_through_in_avif_shines_through_in_webp() {
    let prepared = Workshop.prepare(include_bytes!("samples/clear.avif")).unwrap();
    let file = prepared.files.iter().find(|file| file.key.ends_with("-320.webp")).unwrap();
    let pixels = image::load_from_memory(&file.bytes).unwrap().to_rgba8();
    assert_eq!((pixels.get_pixel(20, 20).0[3], pixels.get_pixel(300, 20).0[3]), (255, 0));
}

#[test]
fn f50_a_bomb_of_avif_is_refused_by_its_header() {
    let started = std::time::Instant::now();
    let error = Workshop.prepare(include_bytes!("samples/huge.avif")).unwrap_err();
    assert!(matches!(error, ImagesError::TooManyPixels { width: 8_000, height: 6_000, .. }), "{error:?}");
    assert!(started.elapsed().as_millis() < 300);
}

#[test]
fn avif_that_is_damaged_anywhere_is_refused_or_drawn_and_never_stops_the_shop() {
    let whole = include_bytes!("samples/colours.avif");
    for length in (16..whole.len()).step_by(7) {
        let _ = Workshop.prepare(&whole[..length]).map(|prepared| assert_eq!(prepared.width, 320));
    }
    for place in (0..whole.len()).step_by(3) {
        let mut bytes = whole.to_vec();
        bytes[place] ^= 0x55;
        let _ = Workshop.prepare(&bytes);
    }
    let cut = Workshop.prepare(&whole[..whole.len() / 2]).unwrap_err();
    assert!(matches!(cut, ImagesError::Damaged(_)), "{cut:?}");
}

/// Colours that went through a lossy format: at most 12 of 255 away.
fn near(actual: &str, wanted: &str) {
    let parts = |text: &str| -> Vec<i32> {
        let digits = text.replace(',', "");
        (0..digits.len()).step_by(2).map(|at| i32::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
    };
    let far = parts(actual).iter().zip(parts(wanted)).any(|(actual, wanted)| (actual - wanted).abs() > 12);
    assert!(!far && actual.len() == wanted.len(), "{actual} is not {wanted}");
}

#[test]
fn a_picture_taken_sideways_is_put_upright_and_its_metadata_is_gone() {
    let mut bytes = encoded(&picture(400, 200), ImageFormat::Jpeg);
    // An Exif segment behind the start: orientation 6, "turn right".
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    bytes.splice(2..2, exif.iter().copied());
    let prepared = Workshop.prepare(&bytes).unwrap();
    assert_eq!((prepared.width, prepared.height), (200, 400));
    for file in prepared.files.iter().filter(|file| !file.key.contains("original")) {
        assert!(!file.bytes.windows(4).any(|window| window == b"Exif"), "{}", file.key);
    }
}

#[test]
fn the_placeholder_tells_the_four_corners() {
    let prepared = Workshop.prepare(&encoded(&picture(320, 320), ImageFormat::Png)).unwrap();
    assert_eq!(prepared.placeholder, "ffff40,00ff40,ff0040,000040");
}

#[test]
fn transparency_stays_in_webp_and_is_white_in_jpeg() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(200, 200, image::Rgba([0, 0, 0, 0])));
    let prepared = Workshop.prepare(&encoded(&clear, ImageFormat::Png)).unwrap();
    let file = |ending: &str| &prepared.files.iter().find(|file| file.key.ends_with(ending)).unwrap().bytes;
    assert_eq!(image::load_from_memory(file("-200.webp")).unwrap().to_rgba8().get_pixel(9, 9).0[3], 0);
    assert_eq!(image::load_from_memory(file("-200.jpg")).unwrap().to_rgb8().get_pixel(9, 9).0, [255, 255, 255]);
}

#[test]
fn the_same_content_has_the_same_address() {
    let bytes = encoded(&picture(50, 50), ImageFormat::Png);
    assert_eq!(Workshop.prepare(&bytes).unwrap().hash, Workshop.prepare(&bytes).unwrap().hash);
    assert_eq!(hash(b"").len(), 32);
}

#[test]
fn a_drawing_becomes_a_picture() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 20\"><rect width=\"10\" height=\"20\" fill=\"#ff0000\"/></svg>";
    let prepared = prepare_drawing(svg, 400).unwrap();
    assert_eq!((prepared.width, prepared.height), (400, 800));
    assert_eq!(prepared.hash, drawing_hash(svg, 400));
    assert!(prepared.placeholder.starts_with("ff0000,"));
    assert!(prepare_drawing("<svg", 400).is_err());
}

#[test]
fn a_drawing_from_outside_is_drawn_and_never_served_as_one() {
    let svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 20\" onload=\"alert(1)\">\
        <script>alert(1)</script><image href=\"/etc/passwd\" width=\"5\" height=\"5\"/>\
        <rect width=\"10\" height=\"20\" fill=\"#00ff00\"/></svg>";
    let prepared = Workshop.prepare(svg.as_bytes()).unwrap();
    assert_eq!((prepared.format, prepared.width, prepared.height), ("svg", 1280, 2560));
    for file in &prepared.files {
        let served = file.key.ends_with(".webp") || file.key.ends_with(".jpg");
        assert!(served || file.key.ends_with("-original.svg"), "{}", file.key);
        if served {
            assert!(!file.bytes.windows(5).any(|bytes| bytes == b"alert"), "{}", file.key);
        }
    }
}

#[test]
fn a_drawing_with_text_says_what_to_do() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text y=\"9\">Mercer</text></svg>";
    let refused = Workshop.prepare(svg.as_bytes()).unwrap_err();
    assert_eq!(refused.to_string(), "the picture is damaged: it holds text; turn that into paths first");
}
