//! Setting text: from characters to glyphs, lines and justified lines.
//!
//! Lengths are in pt. Owns 禁則 (which characters may not begin or end a line) and shrinking; leaves
//! places on the page to `layout`.

use std::collections::HashMap;
use std::rc::Rc;

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::fonts::{Fonts, Glyph, Lookup, Style, Unit, units};
use crate::forms::Text;
use crate::{MissingGlyph, Result};

/// A glyph in a line, with the space that follows it beside its own advance, in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The character it stands for.
    pub unit: Unit,
    /// The glyph.
    pub glyph: Glyph,
    /// Extra space after it, in em.
    pub extra: f32,
}

/// A line of glyphs and its width in em, without justification.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetLine {
    /// The glyphs.
    pub glyphs: Vec<Placed>,
    /// Width, in em.
    pub width: f32,
}

/// How a paragraph is set: widths in em, so that a paragraph is set once for all sizes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Width of the first line.
    pub first: f32,
    /// Width of the further lines.
    pub rest: f32,
    /// Whether lines but the last are spread to the full width.
    pub justify: bool,
}

/// Sets text, and remembers the paper's own sentences from one paper to the next.
pub(crate) struct Setter<'f> {
    lookup: Lookup<'f>,
    segmenter: LineSegmenterBorrowed<'static>,
    paragraphs: HashMap<(String, Style, [u32; 2]), Rc<Vec<SetLine>>>,
    missing: Vec<MissingGlyph>,
}

impl<'f> Setter<'f> {
    pub fn new(fonts: &'f Fonts) -> Result<Setter<'f>> {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        Ok(Setter {
            lookup: Lookup::new(fonts)?,
            segmenter: LineSegmenter::new_for_non_complex_scripts(options),
            paragraphs: HashMap::new(),
            missing: Vec::new(),
        })
    }

    /// The characters that no font has, since this was last asked.
    pub fn take_missing(&mut self) -> Vec<MissingGlyph> {
        std::mem::take(&mut self.missing)
    }

    /// One line, however long.
    pub fn line(&mut self, text: &Text, style: Style) -> SetLine {
        let mut line = SetLine::default();
        for (_, unit) in units(&text.text) {
            let glyph = self.glyph(unit, text, style);
            line.width += glyph.advance;
            line.glyphs.push(Placed { unit, glyph, extra: 0.0 });
        }
        line
    }

    /// Width of a text in em; what no font has is told where the text is set, not here.
    pub fn width(&mut self, text: &str, style: Style) -> f32 {
        units(text).map(|(_, unit)| self.lookup.glyph(style, unit).map_or(1.0, |glyph| glyph.advance)).sum()
    }

    /// The paper's own sentences as a paragraph.
    pub fn paragraph(&mut self, text: &str, style: Style, measure: Measure) -> Rc<Vec<SetLine>> {
        let key = (text.to_owned(), style, [measure.first.to_bits(), measure.rest.to_bits()]);
        if let Some(lines) = self.paragraphs.get(&key) {
            return lines.clone();
        }
        let lines = Rc::new(self.lines(&Text::words(text), style, measure));
        self.paragraphs.insert(key, lines.clone());
        lines
    }

    /// Text broken into lines by 禁則; a word longer than the line is broken anywhere.
    pub fn lines(&mut self, text: &Text, style: Style, measure: Measure) -> Vec<SetLine> {
        let whole = self.line(text, style);
        if whole.width <= measure.first {
            return vec![whole];
        }
        let allowed = self.breaks(&text.text);
        let (mut lines, mut start, mut width) = (Vec::new(), 0, 0.0);
        let mut last_break = 0;
        let mut at = 0;
        while at < whole.glyphs.len() {
            let limit = if lines.is_empty() { measure.first } else { measure.rest };
            width += whole.glyphs[at].glyph.advance;
            // A hundredth of an em absorbs rounding, so that 44 characters fit into 44 em.
            if width > limit + 0.01 && at > start {
                let end = if last_break > start { last_break } else { at };
                lines.push(cut(&whole.glyphs[start..end], limit, measure.justify));
                (start, at, width) = (end, end, 0.0);
                continue;
            }
            at += 1;
            if allowed[at] {
                last_break = at;
            }
        }
        lines.push(cut(&whole.glyphs[start..], 0.0, false));
        lines
    }

    /// A value for a place of a width and a height: as large as it fits, shrunk first, then in
    /// several lines, never cut. Gives the size, in pt, and the lines.
    pub fn fit(
        &mut self,
        text: &Text,
        style: Style,
        size: f32,
        width: f32,
        height: f32,
    ) -> (f32, Vec<SetLine>) {
        let one = self.line(text, style);
        let shrunk = size.min(width / one.width.max(0.01));
        if shrunk >= size * 0.8 {
            return (shrunk, vec![one]);
        }
        let mut smaller = size * 0.9;
        loop {
            let em = width / smaller;
            let lines = self.lines(text, style, Measure { first: em, rest: em, justify: false });
            if lines.len() as f32 * smaller * LINE <= height || smaller < SMALLEST {
                return (smaller, lines);
            }
            smaller *= 0.93;
        }
    }

    /// Where a line may end: before the glyph with this index.
    fn breaks(&self, text: &str) -> Vec<bool> {
        let starts: Vec<(usize, Unit)> = units(text).collect();
        let mut allowed = vec![false; starts.len() + 1];
        let mut glyph = 0;
        for at in self.segmenter.segment_str(text) {
            while glyph < starts.len() && starts[glyph].0 < at {
                glyph += 1;
            }
            let exact = glyph == starts.len() || starts[glyph].0 == at;
            let split = glyph > 0
                && glyph < starts.len()
                && is_one_word(starts[glyph - 1].1.base, starts[glyph].1.base);
            allowed[glyph] = exact && !split;
        }
        allowed
    }

    fn glyph(&mut self, unit: Unit, text: &Text, style: Style) -> Glyph {
        if let Some(glyph) = self.lookup.glyph(style, unit) {
            return glyph;
        }
        let missing =
            MissingGlyph { character: unit.text(), label: text.label.clone(), owner: text.owner.clone() };
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
        Glyph { font: super::fonts::FontName::Mincho, id: 0, advance: 1.0 }
    }
}

/// Height of a line of a value, in its size.
pub const LINE: f32 = 1.2;
/// Below this size, in pt, nothing shrinks any more: the longest values that are accepted fit at it.
const SMALLEST: f32 = 2.0;

/// What reads as one and is not split at the end of a line: 5｜名, 第｜2, 2｜か月.
fn is_one_word(before: char, after: char) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    (before == '第' && digit(after))
        || (digit(before) && "条項号名人年月日回枚頁版か箇".contains(after))
        || (digit(before) && digit(after))
}

/// A line without blanks at its end, spread to `limit` em when it is to be justified.
fn cut(glyphs: &[Placed], limit: f32, justify: bool) -> SetLine {
    let kept = glyphs.iter().rposition(|placed| !placed.unit.base.is_whitespace()).map_or(0, |last| last + 1);
    let mut glyphs = glyphs[..kept].to_vec();
    let width = glyphs.iter().map(|placed| placed.glyph.advance).sum::<f32>();
    if justify && glyphs.len() > 1 && limit > width {
        let gap = (limit - width) / (glyphs.len() - 1) as f32;
        let last = glyphs.len() - 1;
        for placed in &mut glyphs[..last] {
            placed.extra = gap;
        }
        return SetLine { glyphs, width: limit };
    }
    SetLine { glyphs, width }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use expect_test::{Expect, expect};

    use super::*;

    fn fonts() -> Fonts {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
        Fonts::load(&folder).expect("the fonts are there")
    }

    fn text_of(line: &SetLine) -> String {
        line.glyphs.iter().map(|placed| placed.unit.text()).collect()
    }

    #[track_caller]
    fn check_lines(text: &str, em: f32, expected: Expect) {
        let fonts = fonts();
        let mut setter = Setter::new(&fonts).expect("the fonts are sound");
        let measure = Measure { first: em, rest: em, justify: false };
        let lines = setter.lines(&Text::words(text), Style::Mincho, measure);
        expected.assert_eq(&lines.iter().map(text_of).collect::<Vec<_>>().join("|"));
    }

    #[test]
    fn no_line_begins_or_ends_with_what_may_not_stand_there() {
        check_lines("同意します。以上", 5.0, expect!["同意しま|す。以上"]);
        check_lines("事業所（訪問看護）を", 4.0, expect!["事業所|（訪問看|護）を"]);
        check_lines("ステーション", 4.0, expect!["ステー|ション"]);
        check_lines("時々会う人々", 5.0, expect!["時々会う|人々"]);
        check_lines("「連携情報」という。", 5.0, expect!["「連携情|報」とい|う。"]);
    }

    #[test]
    fn what_reads_as_one_is_not_split() {
        check_lines("職員は5名です", 3.5, expect!["職員は|5名です"]);
        check_lines("同意は第2条に", 4.0, expect!["同意は|第2条に"]);
        check_lines("あいう令和12年", 6.0, expect!["あいう令和|12年"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_nothing_is_lost() {
        check_lines("abcdefghij", 2.0, expect!["abcd|efgh|ij"]);
    }

    #[test]
    fn a_justified_line_reaches_the_margin() {
        let fonts = fonts();
        let mut setter = Setter::new(&fonts).expect("the fonts are sound");
        let lines = setter.paragraph(
            "在宅医療を行うにあたっては、担当医を含め医療・介護関係者間での情報共有・連携が必要です。",
            Style::Mincho,
            Measure { first: 19.0, rest: 20.0, justify: true },
        );
        for (line, limit) in lines.iter().zip([19.0, 20.0]) {
            let reached: f32 = line.glyphs.iter().map(|placed| placed.glyph.advance + placed.extra).sum();
            assert!((reached - limit).abs() < 0.01, "{reached} em of {limit}");
        }
        let last = lines.last().expect("a line");
        assert!(last.glyphs.iter().all(|placed| placed.extra == 0.0), "the last line keeps its own width");
    }

    #[test]
    fn a_value_shrinks_before_it_wraps_and_always_fits() {
        let fonts = fonts();
        let mut setter = Setter::new(&fonts).expect("the fonts are sound");
        let mut fit = |length: usize| {
            let (size, lines) =
                setter.fit(&Text::words("例".repeat(length)), Style::Mincho, 10.0, 100.0, 30.0);
            let widest = lines.iter().map(|line| line.width * size).fold(0.0, f32::max);
            assert!(widest <= 100.1, "{length} characters stay within the width");
            assert!(lines.len() as f32 * size * LINE <= 30.1, "and within the height");
            assert_eq!(lines.iter().map(|line| line.glyphs.len()).sum::<usize>(), length, "nothing is cut");
            (size, lines.len())
        };
        assert_eq!(fit(10), (10.0, 1), "what fits keeps its size");
        assert_eq!(fit(12).1, 1, "a little more shrinks");
        assert_eq!(fit(20).1, 2, "much more wraps");
        fit(300);
    }
}
