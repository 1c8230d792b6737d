//! The trainings that a region offers beside those of the office.

use serde::Deserialize;

use super::Source;
use crate::domain::training::TrainingKind;

/// A training of the region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedTraining {
    /// Which.
    #[serde(deserialize_with = "kind")]
    pub kind: TrainingKind,
    /// In the region's word.
    pub title: String,
    /// Where the document says so.
    pub source: Source,
}

fn kind<'de, D: serde::Deserializer<'de>>(from: D) -> Result<TrainingKind, D::Error> {
    let key = String::deserialize(from)?;
    TrainingKind::from_key(&key).ok_or_else(|| serde::de::Error::custom(format!("unknown kind {key}")))
}
