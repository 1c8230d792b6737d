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
