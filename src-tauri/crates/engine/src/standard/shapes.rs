//! The curves that are offered for a criterion, one of each kind that fits its values. Separate from the one curve that is
//! proposed first: here a person chooses by picture and wants to see each shape on the list at hand.

use super::{category_points, linear_curve, log_curve, magnitudes, percentile_curve, potentials, recency};
use crate::computed::Fields;
use crate::numbers::percentile_inc;
use crate::opportunity::Opportunity;
use tierline_plan::{Criterion, CriterionSource, Curve, Day, FieldKind};

/// Shares of the list at which the offered bands begin, with their points.
const BANDS: [(f64, f64); 4] = [(0.2, 0.25), (0.4, 0.5), (0.6, 0.75), (0.8, 1.0)];

/// One curve of each kind that fits the criterion's values, fitted to the list. Empty for free text.
pub fn shapes(criterion: &Criterion, fields: Fields<'_>, opportunity: &Opportunity, as_of: Day) -> Vec<Curve> {
    let (kind, column) = match criterion.source {
        CriterionSource::Potential => (FieldKind::Money, None),
        CriterionSource::Field(field) => match (fields.field(field), fields.column(field)) {
            (Some(field), Some(column)) => (field.kind, Some(column)),
            _ => return Vec::new(),
        },
    };
    match (kind, column) {
        (FieldKind::Text, _) => Vec::new(),
        (FieldKind::Category, Some(column)) => vec![category_points(column, opportunity)],
        (FieldKind::YesNo, _) => vec![Curve::YesNo { yes: 1.0, no: 0.0 }],
        (FieldKind::Date, _) => vec![recency(as_of)],
        (_, column) => {
            let values = column.map_or_else(|| potentials(opportunity), magnitudes);
            let mut shapes = vec![linear_curve(&values)];
            // A logarithm has no place for what is below nothing.
            if values.first().is_none_or(|least| *least >= 0.0) {
                shapes.push(log_curve(&values));
            }
            shapes.extend([percentile_curve(&values), bands(&values), sweet_spot(&values)]);
            shapes
        }
    }
}

/// Five bands of about as many accounts each, at round values.
fn bands(values: &[f64]) -> Curve {
    let mut edges: Vec<(f64, f64)> = Vec::new();
    for (share, points) in BANDS {
        let edge = tidy(percentile_inc(values, share).unwrap_or(0.0));
        match edges.last_mut() {
            // Where many accounts share a value, its band is as good as the best that begins there.
            Some(last) if last.0 >= edge => last.1 = points,
            _ => edges.push((edge, points)),
        }
    }
    Curve::Bands { below: 0.0, edges }
}

/// All points for the middle of the list, none for its dwarfs and giants.
fn sweet_spot(values: &[f64]) -> Curve {
    let at = |share| tidy(percentile_inc(values, share).unwrap_or(0.0));
    let mut marks = [at(0.02), at(0.4), at(0.8), at(0.98)];
    marks.sort_by(f64::total_cmp);
    let [low, best_from, best_to, high] = marks;
    Curve::SweetSpot {
        low,
        best_from,
        best_to,
        high,
    }
}

/// To two significant digits: an offered value should look like one that a person would choose.
pub(crate) fn tidy(value: f64) -> f64 {
    let size = value.abs();
    if size < f64::MIN_POSITIVE {
        return 0.0;
    }
    let unit = libm::pow(10.0, libm::floor(libm::log10(size)) - 1.0);
    (value / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_values_are_offered() {
        for (value, offered) in [
            (0.0, 0.0),
            (1234.0, 1200.0),
            (-0.0567, -0.057),
            (9.96, 10.0),
            (7.0, 7.0),
        ] {
            assert!(
                (tidy(value) - offered).abs() < 1e-9,
                "{value} was offered as {}",
                tidy(value)
            );
        }
    }

    #[test]
    fn values_that_many_share_make_one_band() {
        let Curve::Bands { edges, .. } = bands(&[1.0, 5.0, 5.0, 5.0, 5.0, 9.0]) else {
            panic!("bands were asked for")
        };
        assert_eq!(edges, vec![(5.0, 1.0)]);
    }
}
