//! From an error of `office` to what the window is told: codes and facts, no sentence.

use office::Error;

use crate::wire::{Failure, FieldProblem, MissingGlyph};

/// The result of every command.
pub type Answer<T> = Result<T, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let mut failure = Failure::named(error.code());
        match error {
            Error::Fields(problems) => {
                failure.fields = problems
                    .into_iter()
                    .map(|problem| FieldProblem {
                        field: problem.field,
                        code: problem.code.key().to_owned(),
                        suggestion: problem.suggestion,
                    })
                    .collect();
            }
            Error::Throttled { seconds } => failure.number = Some(u32::try_from(seconds).unwrap_or(u32::MAX)),
            Error::VaultNewer { found, .. } => failure.number = Some(found),
            Error::Refused { clause, .. } => {
                failure.clause = Some(clause).filter(|clause| !clause.is_empty())
            }
            Error::MissingGlyphs(glyphs) | Error::LostCharacters(glyphs) => {
                failure.glyphs = glyphs
                    .into_iter()
                    .map(|glyph| MissingGlyph {
                        character: glyph.character,
                        label: glyph.label,
                        owner: glyph.owner,
                    })
                    .collect();
            }
            Error::FormsFaulty(faults) => {
                failure.faults = faults
                    .into_iter()
                    .map(|fault| format!("{}:{} {} {}", fault.file, fault.line, fault.message, fault.instead))
                    .collect();
            }
            _ => {}
        }
        failure
    }
}

impl Failure {
    /// A failure that is only its name.
    pub fn named(code: &str) -> Failure {
        Failure {
            code: code.to_owned(),
            fields: Vec::new(),
            clause: None,
            number: None,
            glyphs: Vec::new(),
            faults: Vec::new(),
        }
    }
}
