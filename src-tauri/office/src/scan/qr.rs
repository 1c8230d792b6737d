//! The QR codes on a page, however it lay in the scanner.

use image::{DynamicImage, GrayImage};
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
pub fn codes(page: GrayImage) -> Vec<Found> {
    let page = DynamicImage::from(page);
    let at =
        |part: f32| page.thumbnail((page.width() as f32 * part) as u32, (page.height() as f32 * part) as u32);
    let looks: [&dyn Fn() -> DynamicImage; 4] =
        [&|| page.clone(), &|| page.fast_blur(1.0), &|| at(0.7), &|| at(0.5)];
    looks.iter().map(|again| look(&again().into_luma8())).find(|found| !found.is_empty()).unwrap_or_default()
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
    found
        .iter()
        .map(|one| Found { text: one.getText().to_owned(), turned: turned(one.getPoints()) })
        .collect()
}

/// The corners are told from the upper left one of the code, clockwise.
fn turned(corners: &[Point]) -> u8 {
    let [left, right, ..] = corners else { return 0 };
    let quarters = (right.y - left.y).atan2(right.x - left.x) / std::f32::consts::FRAC_PI_2;
    (quarters.round() as i8).rem_euclid(4) as u8
}
