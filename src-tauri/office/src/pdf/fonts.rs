//! The font files, and which of them has a character.
//!
//! BIZ UD for nearly all, IPAmj Mincho for the characters of names that BIZ UD lacks (𠮷, 昻). The
//! pair of character and variation selector is looked up font by font; a pair that no font has is
//! missing, so that 辻󠄀 is never silently printed as another 辻.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ttf_parser::Face;

use crate::{Error, Result};

/// A font file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FontName {
    /// BIZ UDMincho Regular: sentences and values.
    Mincho,
    /// BIZ UDGothic Regular: headings and labels.
    Gothic,
    /// BIZ UDGothic Bold: titles.
    GothicBold,
    /// IPAmj Mincho: rare characters, in any style.
    IpaMj,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// Sentences and values.
    Mincho,
    /// Headings and labels.
    Gothic,
    /// Titles.
    Bold,
}

/// One character as a reader sees it: its code and, for some kanji, the selector of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit {
    /// The character.
    pub base: char,
    /// U+FE00–FE0F or U+E0100–E01EF.
    pub selector: Option<char>,
}

/// A glyph of a font.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The font.
    pub font: FontName,
    /// Its number there.
    pub id: u16,
    /// Advance, in em.
    pub advance: f32,
}

/// The font files. BIZ UD is read at once, IPAmj (46 MB) when a name first needs it.
pub struct Fonts {
    usual: [Vec<u8>; 3],
    rare_path: PathBuf,
    rare: OnceLock<Option<Vec<u8>>>,
}

impl Fonts {
    /// Reads the fonts in a folder.
    ///
    /// # Errors
    /// [`Error::File`] when one of the usual fonts or IPAmj is not there.
    pub fn load(folder: &Path) -> Result<Fonts> {
        let read = |name: &str| std::fs::read(folder.join(name));
        let usual = [
            read("BIZUDMincho-Regular.ttf")?,
            read("BIZUDGothic-Regular.ttf")?,
            read("BIZUDGothic-Bold.ttf")?,
        ];
        let rare_path = folder.join("ipamjm.ttf");
        // Not read yet, but a missing file should be told now and not on the day a 𠮷田さん arrives.
        std::fs::metadata(&rare_path)?;
        Ok(Fonts { usual, rare_path, rare: OnceLock::new() })
    }

    /// The bytes of a font; empty when it cannot be read.
    pub(crate) fn bytes(&self, font: FontName) -> &[u8] {
        match font {
            FontName::Mincho => &self.usual[0],
            FontName::Gothic => &self.usual[1],
            FontName::GothicBold => &self.usual[2],
            FontName::IpaMj => {
                self.rare.get_or_init(|| std::fs::read(&self.rare_path).ok()).as_deref().unwrap_or_default()
            }
        }
    }
}

/// Looks characters up, and remembers them.
pub(crate) struct Lookup<'f> {
    fonts: &'f Fonts,
    usual: [Face<'f>; 3],
    rare: Option<Face<'f>>,
    known: HashMap<(Style, Unit), Option<Glyph>>,
}

impl<'f> Lookup<'f> {
    pub fn new(fonts: &'f Fonts) -> Result<Lookup<'f>> {
        let open =
            |font| face(fonts.bytes(font)).ok_or_else(|| Error::Pdf(format!("{font:?} cannot be read")));
        let usual = [open(FontName::Mincho)?, open(FontName::Gothic)?, open(FontName::GothicBold)?];
        Ok(Lookup { fonts, usual, rare: None, known: HashMap::new() })
    }

    /// The glyph of a character in a style; `None` when no font has it.
    pub fn glyph(&mut self, style: Style, unit: Unit) -> Option<Glyph> {
        if let Some(known) = self.known.get(&(style, unit)) {
            return *known;
        }
        let (at, font) = match style {
            Style::Mincho => (0, FontName::Mincho),
            Style::Gothic => (1, FontName::Gothic),
            Style::Bold => (2, FontName::GothicBold),
        };
        let found = in_face(&self.usual[at], font, unit).or_else(|| self.rare_glyph(unit));
        self.known.insert((style, unit), found);
        found
    }

    fn rare_glyph(&mut self, unit: Unit) -> Option<Glyph> {
        if self.rare.is_none() {
            self.rare = face(self.fonts.bytes(FontName::IpaMj));
        }
        in_face(self.rare.as_ref()?, FontName::IpaMj, unit)
    }
}

fn face(bytes: &[u8]) -> Option<Face<'_>> {
    Face::parse(bytes, 0).ok()
}

fn in_face(face: &Face<'_>, font: FontName, unit: Unit) -> Option<Glyph> {
    let id = match unit.selector {
        None => face.glyph_index(unit.base)?,
        Some(selector) => face.glyph_variation_index(unit.base, selector)?,
    };
    // Some fonts map a character to the empty box on purpose.
    if id.0 == 0 {
        return None;
    }
    let advance = f32::from(face.glyph_hor_advance(id)?) / f32::from(face.units_per_em());
    Some(Glyph { font, id: id.0, advance })
}

/// The characters of a text as a reader counts them: a selector belongs to what stands before it.
pub(crate) fn units(text: &str) -> impl Iterator<Item = (usize, Unit)> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, base) = characters.next()?;
        let selector = characters.next_if(|&(_, next)| is_selector(next)).map(|(_, selector)| selector);
        Some((at, Unit { base, selector }))
    })
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

impl Unit {
    /// The character with its selector.
    pub fn text(self) -> String {
        std::iter::once(self.base).chain(self.selector).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> Fonts {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
        Fonts::load(&folder).expect("the fonts are there")
    }

    #[track_caller]
    fn check(text: &str, expected: Option<FontName>) {
        let fonts = fonts();
        let mut lookup = Lookup::new(&fonts).expect("the fonts are sound");
        let (_, unit) = units(text).next().expect("a character");
        assert_eq!(lookup.glyph(Style::Mincho, unit).map(|glyph| glyph.font), expected, "the font of {text}");
    }

    #[test]
    fn biz_ud_comes_first_and_ipamj_has_what_it_lacks() {
        check("見", Some(FontName::Mincho));
        check("髙", Some(FontName::Mincho));
        check("\u{FA10}", Some(FontName::Mincho));
        check("㊞", Some(FontName::Mincho));
        check("辻\u{E0100}", Some(FontName::Mincho));
        check("𠮷", Some(FontName::IpaMj));
        check("昻", Some(FontName::Mincho));
        check("邉\u{E0110}", Some(FontName::IpaMj));
        check("\u{1F600}", None);
        check("辻\u{E01EF}", None);
    }

    #[test]
    fn a_selector_chooses_another_glyph() {
        let fonts = fonts();
        let mut lookup = Lookup::new(&fonts).expect("the fonts are sound");
        let mut id = |text: &str| {
            let (_, unit) = units(text).next().expect("a character");
            lookup.glyph(Style::Mincho, unit).map(|glyph| glyph.id)
        };
        assert_ne!(id("邉"), id("邉\u{E0102}"), "a variant has its own shape");
        assert_ne!(id("\u{585A}"), id("\u{FA10}"), "塚 and its twin differ");
    }

    #[test]
    fn the_large_font_is_read_only_when_a_name_needs_it() {
        let fonts = fonts();
        let mut lookup = Lookup::new(&fonts).expect("the fonts are sound");
        for (_, unit) in units("見本花子") {
            lookup.glyph(Style::Mincho, unit);
        }
        assert!(fonts.rare.get().is_none(), "46 MB stay on the disk");
    }

    #[test]
    fn a_missing_font_is_told_at_once() {
        assert!(
            matches!(Fonts::load(Path::new("no-such-folder")), Err(Error::File(_))),
            "not on the day it is needed"
        );
    }
}
