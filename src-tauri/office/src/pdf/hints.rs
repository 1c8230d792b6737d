//! Leaves the hints out of a cut font: a quarter of its bytes, of no use on paper.
//!
//! Hints are programs that move outlines onto the pixels of a coarse screen. The outlines, widths
//! and names of the font stay as they are. Only for BIZ UD, whose licence (OFL) allows changes;
//! IPAmj goes into the paper as it was cut.

/// The tables that hold programs.
const PROGRAMS: [&[u8; 4]; 3] = [b"cvt ", b"fpgm", b"prep"];
/// Where `head` says whether `loca` is long.
const LOCA_FORMAT: usize = 50;
/// A composite glyph: another part follows, numbers are words, one scale, two scales, four scales, programs follow.
const MORE: u16 = 0x20;
const WORDS: u16 = 0x01;
const SCALE: u16 = 0x08;
const SCALES: u16 = 0x40;
const MATRIX: u16 = 0x80;
const PROGRAM: u16 = 0x100;

/// The font without hints; `None` when it is not built as expected, and then it stays as it is.
pub(super) fn without_hints(font: &[u8]) -> Option<Vec<u8>> {
    let mut tables: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    for record in font.get(12..12 + 16 * usize::from(u16_at(font, 4)?))?.chunks_exact(16) {
        let tag: [u8; 4] = record[..4].try_into().ok()?;
        let (offset, length) = (u32_at(record, 8)?, u32_at(record, 12)?);
        if !PROGRAMS.contains(&&tag) {
            tables.push((tag, font.get(offset..offset + length)?.to_vec()));
        }
    }
    let at = |tag: &[u8; 4]| tables.iter().position(|(name, _)| name == tag);
    let (head, loca, glyf) = (at(b"head")?, at(b"loca")?, at(b"glyf")?);
    let long = u16_at(&tables[head].1, LOCA_FORMAT)? != 0;
    let (outlines, places) = strip(&tables[glyf].1, &tables[loca].1, long)?;
    tables[glyf].1 = outlines;
    tables[loca].1 = places;
    tables[head].1[LOCA_FORMAT..LOCA_FORMAT + 2].copy_from_slice(&1_u16.to_be_bytes());
    Some(assembled(&tables))
}

/// Every glyph without its program, and where each begins (long).
fn strip(glyf: &[u8], loca: &[u8], long: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let place = |at: usize| {
        if long { u32_at(loca, 4 * at) } else { u16_at(loca, 2 * at).map(|half| 2 * usize::from(half)) }
    };
    let count = loca.len() / if long { 4 } else { 2 };
    let (mut outlines, mut places) = (Vec::with_capacity(glyf.len()), Vec::with_capacity(4 * count));
    for at in 0..count {
        places.extend((outlines.len() as u32).to_be_bytes());
        let Some(end) = (at + 1 < count).then(|| place(at + 1)) else { continue };
        let glyph = glyf.get(place(at)?..end?)?;
        if !glyph.is_empty() {
            strip_glyph(glyph, &mut outlines)?;
            outlines.resize(outlines.len().next_multiple_of(4), 0);
        }
    }
    Some((outlines, places))
}

fn strip_glyph(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let contours = u16_at(glyph, 0)? as i16;
    if contours >= 0 {
        let program = 10 + 2 * contours as usize;
        let length = usize::from(u16_at(glyph, program)?);
        out.extend(glyph.get(..program)?);
        out.extend([0, 0]);
        out.extend(glyph.get(program + 2 + length..)?);
        return Some(());
    }
    let start = out.len();
    let mut at = 10;
    let mut flags_at = Vec::new();
    loop {
        let flags = u16_at(glyph, at)?;
        flags_at.push((at, flags));
        at += 4 + if flags & WORDS != 0 { 4 } else { 2 };
        at += match flags {
            _ if flags & SCALE != 0 => 2,
            _ if flags & SCALES != 0 => 4,
            _ if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    out.extend(glyph.get(..at)?);
    for (at, flags) in flags_at {
        out[start + at..start + at + 2].copy_from_slice(&(flags & !PROGRAM).to_be_bytes());
    }
    Some(())
}

/// A font file of these tables.
fn assembled(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = 15 - count.leading_zeros() as u16;
    let mut font = vec![0, 1, 0, 0];
    font.extend(
        [count, 16 << power, power, 16 * count - (16 << power)]
            .iter()
            .flat_map(|number| number.to_be_bytes()),
    );
    let mut offset = 12 + 16 * tables.len();
    for (tag, table) in tables {
        font.extend(tag);
        font.extend(checksum(table).to_be_bytes());
        font.extend((offset as u32).to_be_bytes());
        font.extend((table.len() as u32).to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font
}

fn checksum(table: &[u8]) -> u32 {
    let word = |part: &[u8]| {
        part.iter().enumerate().map(|(at, &byte)| u32::from(byte) << (24 - 8 * at)).sum::<u32>()
    };
    table.chunks(4).fold(0, |sum, part| sum.wrapping_add(word(part)))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The outline of a glyph, as a list of what the pen does.
    #[derive(Default, PartialEq, Debug)]
    struct Outline(Vec<String>);

    impl ttf_parser::OutlineBuilder for Outline {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(format!("move {x} {y}"));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(format!("line {x} {y}"));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push(format!("quad {x1} {y1} {x} {y}"));
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
            self.0.push(format!("curve {x} {y}"));
        }
        fn close(&mut self) {
            self.0.push("close".to_owned());
        }
    }

    #[test]
    fn outlines_and_widths_stay_and_programs_go() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
        let font = std::fs::read(folder.join("BIZUDMincho-Regular.ttf")).expect("the font is there");
        let mut remapper = subsetter::GlyphRemapper::new();
        let whole = ttf_parser::Face::parse(&font, 0).expect("it is sound");
        for c in "在宅医療における個人情報使用同意書㊞（１）ガパ1aé".chars() {
            remapper.remap(whole.glyph_index(c).expect("BIZ UD has it").0);
        }
        let cut = subsetter::subset(&font, 0, &remapper).expect("it can be cut");
        let plain = without_hints(&cut).expect("it is built as expected");
        assert!(plain.len() * 10 < cut.len() * 9, "{} of {} bytes are left", plain.len(), cut.len());
        // ttf-parser wants a cmap only to look characters up, not to draw.
        let (before, after) = (
            ttf_parser::Face::parse(&cut, 0).expect("sound"),
            ttf_parser::Face::parse(&plain, 0).expect("sound"),
        );
        assert_eq!(before.number_of_glyphs(), after.number_of_glyphs(), "no glyph is lost");
        for id in (0..before.number_of_glyphs()).map(ttf_parser::GlyphId) {
            let (mut one, mut other) = (Outline::default(), Outline::default());
            before.outline_glyph(id, &mut one);
            after.outline_glyph(id, &mut other);
            assert_eq!(one, other, "glyph {} keeps its shape", id.0);
            assert_eq!(before.glyph_hor_advance(id), after.glyph_hor_advance(id), "and its width");
        }
    }

    #[test]
    fn a_damaged_font_is_left_alone() {
        assert!(without_hints(&[]).is_none(), "nothing");
        assert!(without_hints(&[0, 1, 0, 0, 0, 9, 0, 0]).is_none(), "cut off");
    }
}
