//! Sheets as they come back: a real page of 様式4 with its code, laid askew, turned, and scanned badly. The same
//! number gives the same picture. Everything heavy is done by libraries, which are optimised in tests too.

use std::fmt::Write;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage};
use lopdf::{Document, Object};
use office::pdf::preview;
use qrcode::{Color, EcLevel, QrCode};

const MM: f32 = 72.0 / 25.4;
/// The side of a code and its distances from the right and the lower edge of the paper, in mm.
const SIDE: f32 = 20.0;
const RIGHT: f32 = 15.0;
const FOOT: f32 = 14.0;
/// White around a sheet that lies askew: the glass is larger than the paper. In points.
const GLASS: f32 = 45.0;

/// How one sheet was scanned.
pub struct Scanner {
    /// Dots per inch.
    pub dpi: f32,
    /// Degrees by which the sheet lies askew.
    pub askew: f32,
    /// Quarters clockwise.
    pub quarters: usize,
    /// Blur in pixels; 0 for none.
    pub blur: f32,
    /// How much of the contrast is left, 1 for all.
    pub contrast: f32,
    /// Largest change of a pixel by noise, of 255.
    pub noise: u8,
    /// Quality of the JPEG, of 100.
    pub quality: u8,
}

impl Scanner {
    /// A good one.
    pub const GOOD: Scanner =
        Scanner { dpi: 150.0, askew: 0.0, quarters: 0, blur: 0.0, contrast: 1.0, noise: 0, quality: 75 };

    /// One of many bad ones, by number.
    pub fn bad(number: usize) -> Scanner {
        // Steps without a common divisor, so that a hundred numbers mix them all.
        Scanner {
            dpi: if number % 19 == 18 { 300.0 } else { [150.0, 150.0, 150.0, 200.0][number / 5 % 4] },
            askew: [0.0, 7.0, -7.0, 2.5, -4.0][number % 5],
            quarters: number % 4,
            blur: [0.0, 0.0, 0.9][number % 3],
            contrast: [1.0, 0.35, 0.6, 1.0][number / 4 % 4],
            noise: [0, 40, 0, 25, 0, 0][number / 3 % 6],
            quality: [20, 40, 60][number / 2 % 3],
        }
    }

    /// The scan of the first page of a PDF, as JPEG.
    pub fn scan(&self, pdf: &[u8]) -> Vec<u8> {
        let page = preview::page_png(&askew(pdf, self.askew), 0, self.dpi).expect("the page is drawn");
        let mut page = DynamicImage::from(image::load_from_memory(&page).expect("a picture").to_luma8());
        if self.blur > 0.0 {
            page = page.fast_blur(self.blur);
        }
        page = match self.quarters {
            1 => page.rotate90(),
            2 => page.rotate180(),
            3 => page.rotate270(),
            _ => page,
        };
        self.wear(&mut page);
        jpeg(&page, self.quality)
    }

    fn wear(&self, page: &mut DynamicImage) {
        if self.contrast >= 1.0 && self.noise == 0 {
            return;
        }
        let DynamicImage::ImageLuma8(page) = page else { return };
        let faded: Vec<i16> =
            (0..=255_u16).map(|ink| 90 + ((f32::from(ink) - 90.0) * self.contrast) as i16).collect();
        let noise = noise(self.noise);
        for (pixel, noise) in page.iter_mut().zip(noise.iter().cycle()) {
            *pixel = (faded[usize::from(*pixel)] + noise).clamp(0, 255) as u8;
        }
    }
}

/// A prime number of changes, so that no pattern comes back line by line.
fn noise(most: u8) -> Vec<i16> {
    let mut state = 0x9E37_79B9_u32;
    let spread = i16::from(most) * 2 + 1;
    (0..65_537)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 16) % u32::from(spread.unsigned_abs())) as i16 - i16::from(most)
        })
        .collect()
}

/// A picture as JPEG.
pub fn jpeg(picture: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).expect("a JPEG");
    bytes
}

/// A picture as PNG.
pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}

/// A white page of 100 dpi.
pub fn blank() -> DynamicImage {
    DynamicImage::from(GrayImage::from_pixel(827, 1169, image::Luma([255])))
}

/// The PDF with codes on its first page, beside each other from the right, where the first stands on every sheet.
pub fn coded(pdf: &[u8], codes: &[&str]) -> Vec<u8> {
    let mut drawn = String::new();
    for (place, code) in codes.iter().enumerate() {
        let qr = QrCode::with_error_correction_level(code, EcLevel::M).expect("it fits into a QR");
        let module = SIDE * MM / qr.width() as f32;
        let left = (210.0 - RIGHT - SIDE - place as f32 * (SIDE + 15.0)) * MM;
        let foot = FOOT * MM;
        let quiet = 4.0 * module;
        let white = SIDE * MM + 2.0 * quiet;
        let _ = write!(drawn, "1 g {} {} {white} {white} re f 0 g ", left - quiet, foot - quiet);
        let (colors, width) = (qr.to_colors(), qr.width());
        for at in (0..colors.len()).filter(|at| colors[*at] == Color::Dark) {
            let (x, y) =
                (left + (at % width) as f32 * module, foot + (width - 1 - at / width) as f32 * module);
            let _ = write!(drawn, "{x} {y} {module} {module} re ");
        }
        drawn.push_str("f ");
    }
    changed(pdf, |content| format!("q {content} Q q {drawn} Q"), 0.0)
}

/// The PDF with its first page turned by so many degrees about its middle, on a larger ground.
fn askew(pdf: &[u8], degrees: f32) -> Vec<u8> {
    if degrees == 0.0 {
        return pdf.to_vec();
    }
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (x, y) = (105.0 * MM, 148.5 * MM);
    let (right, up) = (x - cos * x + sin * y, y - sin * x - cos * y);
    changed(pdf, |content| format!("q {cos} {sin} {} {cos} {right} {up} cm {content} Q", -sin), GLASS)
}

fn changed(pdf: &[u8], change: impl FnOnce(&str) -> String, ground: f32) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).expect("our PDF");
    let page = document.get_pages()[&1];
    let content = document.get_page_content(page);
    // Every byte is kept as it is: a content stream is no text.
    let content: String = content.iter().map(|byte| char::from(*byte)).collect();
    let content: Vec<u8> = change(&content).chars().map(|c| c as u8).collect();
    document.change_page_content(page, content).expect("it takes content");
    if ground > 0.0 {
        let edges = [-ground, -ground, 210.0 * MM + ground, 297.0 * MM + ground];
        let dictionary = document.get_object_mut(page).and_then(Object::as_dict_mut).expect("a page");
        for name in ["MediaBox", "CropBox", "TrimBox", "ArtBox", "BleedBox"] {
            dictionary.remove(name.as_bytes());
        }
        dictionary.set("MediaBox", edges.map(Object::Real).to_vec());
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes it");
    bytes
}
