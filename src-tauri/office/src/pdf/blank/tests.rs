//! Blanks that are pictures, and blanks that are broken in every way.

use std::path::{Path, PathBuf};

use image::{DynamicImage, GenericImageView, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

fn blanks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/blanks")
}

/// A red upper left corner on white.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 { Rgb([220, 0, 0]) } else { Rgb([255, 255, 255]) }
    })
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A JPEG as a telephone writes it: turned by what is said beside the picture.
fn jpeg(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    // One entry, 0x0112 Orientation, in a little-endian TIFF.
    let exif = [
        b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(),
        &[orientation, 0, 0, 0],
        &[0; 4],
        b"MIHON-CAMERA",
    ];
    encoder.set_exif_metadata(exif.concat()).unwrap();
    encoder.write_image(picture, picture.width(), picture.height(), image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

fn size_of(blank: &[u8]) -> (f32, f32) {
    let sizes = sizes(blank).unwrap();
    assert_eq!(sizes.len(), 1, "one picture is one page");
    (sizes[0].width.round(), sizes[0].height.round())
}

/// Whether the page is red at a part of its width and height.
fn is_red(blank: &[u8], x: f32, y: f32) -> bool {
    let page = image::load_from_memory(&preview::page_png(blank, 0, 36.0).unwrap()).unwrap();
    let at = |part: f32, side: u32| (part * side as f32) as u32;
    let [red, green, ..] = page.get_pixel(at(x, page.width()), at(y, page.height())).0;
    red > 150 && green < 80
}

#[test]
fn a_scan_becomes_a_page_of_a4_as_it_lies() {
    let upright = read(&png(&picture(420, 594).into())).unwrap();
    assert_eq!(size_of(&upright), (210.0, 297.0), "upright");
    assert!(is_red(&upright, 0.1, 0.1) && !is_red(&upright, 0.9, 0.9), "nothing is turned");
    let across = read(&png(&picture(594, 420).into())).unwrap();
    assert_eq!(size_of(&across), (297.0, 210.0), "across");
    assert!(is_red(&across, 0.1, 0.1), "nothing is turned");
}

#[test]
fn a_photograph_is_turned_upright_and_forgets_its_camera() {
    // 6: the picture has to be turned clockwise, so its upper left corner comes to the upper right.
    let taken = jpeg(&picture(594, 420), 6);
    assert!(taken.windows(12).any(|bytes| bytes == b"MIHON-CAMERA"), "the camera wrote its name");
    let blank = read(&taken).unwrap();
    assert_eq!(size_of(&blank), (210.0, 297.0), "it stands upright");
    assert!(is_red(&blank, 0.9, 0.1) && !is_red(&blank, 0.1, 0.1), "its corner is where it belongs");
    assert!(!blank.windows(12).any(|bytes| bytes == b"MIHON-CAMERA"), "and the name of the camera is gone");
}

#[test]
fn what_is_transparent_is_paper() {
    let clear = RgbaImage::from_fn(210, 297, |x, _| Rgba([220, 0, 0, if x < 50 { 255 } else { 0 }]));
    let blank = read(&png(&clear.into())).unwrap();
    assert!(is_red(&blank, 0.1, 0.5) && !is_red(&blank, 0.6, 0.5), "red where it was drawn only");
}

#[test]
fn a_picture_too_large_is_told_before_it_is_decoded() {
    let wide = png(&DynamicImage::new_luma8(MOST_PIXELS + 1, 1));
    assert_eq!(read(&wide).unwrap_err().code(), "blank_picture_too_large", "by its header");
    let heavy = DynamicImage::new_rgb8(7000, 7000);
    assert_eq!(read(&png(&heavy)).unwrap_err().code(), "blank_picture_too_large", "by its memory");
}

#[test]
fn a_turned_and_moved_page_has_its_displayed_size() {
    for (file, size) in [("reportlab-turned.pdf", (297.0, 210.0)), ("moved.pdf", (210.0, 297.0))] {
        let blank = read(&std::fs::read(blanks().join(file)).unwrap()).unwrap();
        assert_eq!(size_of(&blank), size, "{file}");
    }
}

#[test]
fn a_page_without_end_and_too_many_pages_are_refused() {
    let pages = |size: PageSize, count: usize| super::super::overlay::empty(&vec![size; count]).unwrap();
    let a4 = PageSize { width: 210.0, height: 297.0 };
    let huge = PageSize { width: 5000.0, height: 297.0 };
    assert!(read(&pages(a4, MOST_PAGES)).is_ok(), "twenty are taken");
    assert_eq!(read(&pages(a4, MOST_PAGES + 1)).unwrap_err().code(), "blank_too_many_pages");
    assert_eq!(read(&pages(huge, 1)).unwrap_err().code(), "blank_page_size");
}

#[test]
fn scripts_and_forms_do_not_come_along() {
    let mut document = Document::load(blanks().join("cairo.pdf")).unwrap();
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    document.catalog_mut().unwrap().set("OpenAction", script);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let holds = |bytes: &[u8]| bytes.windows(10).any(|part| part == b"JavaScript");
    assert!(holds(&bytes), "the file acts when it is opened");
    assert!(!holds(&read(&bytes).unwrap()), "the blank does not");
}

#[test]
fn damage_anywhere_is_an_answer_and_never_the_end() {
    // A generator of its own, so that the same damage is tried each time.
    let mut state = 0x2026_1121_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut taken = 0;
    for file in ["reportlab.pdf", "object-streams.pdf", "cairo.pdf", "no-password.pdf"] {
        let whole = std::fs::read(blanks().join(file)).unwrap();
        for round in 0..60 {
            let mut bytes = whole.clone();
            match round % 3 {
                0 => bytes.truncate(random(whole.len())),
                1 => (0..=random(20)).for_each(|_| bytes[random(whole.len())] = random(256) as u8),
                _ => {
                    let (at, length) = (random(whole.len()), random(40));
                    let end = (at + length).min(whole.len());
                    bytes.drain(at..end);
                }
            }
            match read(&bytes) {
                Ok(_) => taken += 1,
                Err(Error::Refused { .. }) => {}
                Err(error) => panic!("{file}, round {round}: {error:?}"),
            }
        }
    }
    assert!(taken > 0, "some damage does no harm, and then the blank is taken");
    for _ in 0..100 {
        let noise: Vec<u8> =
            b"%PDF-1.7\n".iter().copied().chain((0..300).map(|_| random(256) as u8)).collect();
        assert!(read(&noise).is_err(), "noise is no blank");
    }
}

#[test]
fn a_reader_that_stops_is_told_as_damage() {
    let stopped: Result<()> = contained(|| panic!("a fault of a reader"));
    assert_eq!(stopped.unwrap_err().code(), "blank_damaged", "the program goes on");
}
