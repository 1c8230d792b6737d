//! Numbers as columns: outlined and black beside each other, so that they differ without colour, each with its number.

use super::{Align, Area, Item, LEFT, MM, Pen, SMALL, WIDTH};
use crate::forms::Text;
use crate::forms::fill::Chart;
use crate::pdf::fonts::Style;

/// Height of the highest column.
const HIGH: f32 = 24.0 * MM;
/// Room for a number above it.
const ABOVE: f32 = 4.5 * MM;
/// Room for the names below.
const BELOW: f32 = 8.0 * MM;
/// Widest column.
const WIDEST: f32 = 9.0 * MM;
/// Thickness of the outline.
const OUTLINE: f32 = 0.6;

impl Pen<'_, '_> {
    /// A chart is never torn by the end of a page.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let head = self.line_height();
        self.need(head + ABOVE + HIGH + BELOW);
        self.chart_head(chart, head);
        let base = self.y + ABOVE + HIGH;
        let most = chart.places.iter().flat_map(|(_, numbers)| numbers).copied().max().unwrap_or(0).max(1);
        let slot = WIDTH / chart.places.len().max(1) as f32;
        for (at, (name, numbers)) in chart.places.iter().enumerate() {
            let left = LEFT + at as f32 * slot;
            let width = (slot * 0.7 / numbers.len().max(1) as f32).min(WIDEST);
            let mut x = left + (slot - width * numbers.len() as f32) / 2.0;
            for (series, &number) in numbers.iter().enumerate() {
                let top = base - HIGH * number as f32 / most as f32;
                let column = Area { left: x + 0.6, top, right: x + width - 0.6, bottom: base };
                if number > 0 {
                    self.column(column, series + 1 == numbers.len());
                }
                let line = self.setter.line(&Text::words(number.to_string()), Style::Gothic);
                let middle = x + width / 2.0;
                self.run(middle - line.width * SMALL / 2.0, top - 2.0, SMALL, line, false);
                x += width;
            }
            let below = Area { left, top: base + 2.0, right: left + slot, bottom: base + BELOW - 3.0 };
            self.fitted(
                &Text::words(name.clone()),
                Style::Gothic,
                below.inset(1.0, 0.0),
                SMALL,
                Align::Centre,
            );
        }
        self.rule((LEFT, base), (LEFT + WIDTH, base), OUTLINE);
        self.y = base + BELOW;
    }

    /// What it shows at the left; what the columns are, with a small one each, at the right.
    fn chart_head(&mut self, chart: &Chart, height: f32) {
        let y = Self::baseline(self.y, height, self.size);
        self.text_at(LEFT, y, self.size, Style::Gothic, &Text::words(chart.heading.clone()));
        let mut right = LEFT + WIDTH;
        for (series, name) in chart.series.iter().enumerate().rev() {
            let line = self.setter.line(&Text::words(name.clone()), Style::Gothic);
            let left = right - line.width * SMALL;
            self.run(left, y, SMALL, line, true);
            let box_of = Area { left: left - 3.5 * MM, top: y - 6.5, right: left - 1.0 * MM, bottom: y };
            self.column(box_of, series + 1 == chart.series.len());
            right = box_of.left - 4.0 * MM;
        }
        self.y += height;
    }

    fn column(&mut self, area: Area, black: bool) {
        if black {
            self.items.push(Item::Shape(vec![area]));
        } else {
            self.frame_of(area, OUTLINE);
        }
    }
}
