//! The QR codes on a page, however it lay in the scanner.

use image::GrayImage;
use image::imageops::{self, FilterType};
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, Point};

/// A code that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub text: String,
    /// By how many quarters its page is turned clockwise: 0 stands upright.
    pub turned: u8,
}

/// All codes on a page. A page on which none is found is looked at again, smoothed and at other sizes, because noise
/// and a weak scanner hide the edges of the squares.
pub fn codes(page: &GrayImage) -> Vec<Found> {
    let smaller = |part: f32| {
        let (width, height) = (page.width() as f32 * part, page.height() as f32 * part);
        imageops::resize(page, (width as u32).max(1), (height as u32).max(1), FilterType::Triangle)
    };
    let looks: [&dyn Fn() -> GrayImage; 3] =
        [&|| imageops::fast_blur(page, 1.0), &|| smaller(0.7), &|| smaller(0.5)];
    let at_once = look(page);
    if !at_once.is_empty() {
        return at_once;
    }
    looks.iter().map(|again| look(&again())).find(|found| !found.is_empty()).unwrap_or_default()
}

fn look(page: &GrayImage) -> Vec<Found> {
    let Ok(source) = Luma8Source::new_with_slice(page.as_raw(), page.width(), page.height()) else {
        return Vec::new();
    };
    let hints = DecodeHints {
        TryHarder: Some(true),
        PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
        ..DecodeHints::default()
    };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let found = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
    found.iter().map(|one| Found { text: one.getText().to_owned(), turned: turned(one.getPoints()) }).collect()
}

/// The corners are told from the upper left one of the code, clockwise.
fn turned(corners: &[Point]) -> u8 {
    let [left, right, ..] = corners else { return 0 };
    let quarters = (right.y - left.y).atan2(right.x - left.x) / std::f32::consts::FRAC_PI_2;
    (quarters.round() as i8).rem_euclid(4) as u8
}
