//! Value curves between the plan and the window: as they are edited, as a sentence, and value by value. Separate from the
//! picture, which only draws them.

use super::picture;
use crate::session::Session;
use crate::words;
use tierline_contract::{AppError, BandEdge, CategoryPoints, CurveShape, DraftCurve, ValuePoints};
use tierline_engine::curve::column_points;
use tierline_engine::opportunity::AccountKind;
use tierline_engine::standard::{category_history, shapes};
use tierline_plan::{Column, Criterion, CriterionSource, Curve, CurveError, FieldKind, Model, Value};

/// The most category values listed for a criterion.
const MOST_CATEGORIES: usize = 500;

/// `offered` are the curves that the list as it is now gives.
pub(super) fn shape_view(curve: &Curve, offered: &[Curve]) -> CurveShape {
    match curve {
        Curve::Linear { from, to } => CurveShape::Linear { from: *from, to: *to },
        Curve::Log { from, to } => CurveShape::Log { from: *from, to: *to },
        Curve::Percentile { .. } | Curve::PercentileFalling { .. } => CurveShape::Percentile {
            falling: matches!(curve, Curve::PercentileFalling { .. }),
            fresh: is_fresh(curve, offered),
        },
        Curve::Bands { below, edges } => CurveShape::Bands {
            below: *below,
            edges: edges
                .iter()
                .map(|(from, points)| BandEdge {
                    from: *from,
                    points: *points,
                })
                .collect(),
        },
        Curve::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => CurveShape::SweetSpot {
            low: *low,
            best_from: *best_from,
            best_to: *best_to,
            high: *high,
        },
        Curve::Category { points, other } => CurveShape::Category {
            points: points
                .iter()
                .map(|(value, points)| ValuePoints {
                    value: value.clone(),
                    points: *points,
                })
                .collect(),
            other: *other,
        },
        Curve::YesNo { yes, no } => CurveShape::YesNo { yes: *yes, no: *no },
        Curve::Recency { half_life_days, .. } => CurveShape::Recency {
            half_life_days: *half_life_days,
        },
    }
}

/// The curves offered for a criterion, one of each kind that fits its values.
pub(super) fn offered(session: &Session, criterion: &Criterion) -> Vec<Curve> {
    let plan = session.plan();
    shapes(
        criterion,
        session.fields(),
        &session.results().opportunity,
        plan.info.as_of,
    )
}

/// Puts a drafted curve into the model. What a person does not draw is kept: ranks stay frozen where they were until they
/// are asked of the present list, a recency counts to the day it did.
pub(super) fn drafted(session: &Session, model: &mut Model, draft: &DraftCurve) -> Result<(), AppError> {
    let criterion = super::find(model, draft.criterion)?;
    let curve = curve(session, criterion, &draft.shape)?;
    curve.check().map_err(|error| refused(&criterion.name, error))?;
    criterion.curve = curve;
    Ok(())
}

fn curve(session: &Session, criterion: &Criterion, shape: &CurveShape) -> Result<Curve, AppError> {
    // A curve of the kind that is in force fits: while a hand moves it, the list is not asked again.
    let same = std::mem::discriminant(&shape_view(&criterion.curve, &[])) == std::mem::discriminant(shape);
    let anew = matches!(shape, CurveShape::Percentile { fresh: true, .. });
    let offered = if same && !anew {
        Vec::new()
    } else {
        offered(session, criterion)
    };
    // What the list gives a curve of that kind; a kind that is not offered does not fit the values.
    let of_kind = |is: fn(&Curve) -> bool| match offered.iter().find(|curve| is(curve)) {
        None if !same => Err(AppError::Refused {
            message: format!(
                "A curve of this kind does not fit the values of {}. Nothing was changed.",
                criterion.name
            ),
        }),
        found => Ok(found),
    };
    Ok(match shape {
        CurveShape::Linear { from, to } => {
            of_kind(|curve| matches!(curve, Curve::Linear { .. }))?;
            Curve::Linear { from: *from, to: *to }
        }
        CurveShape::Log { from, to } => {
            of_kind(|curve| matches!(curve, Curve::Log { .. }))?;
            Curve::Log { from: *from, to: *to }
        }
        CurveShape::Percentile { falling, fresh } => {
            let list = of_kind(|curve| matches!(curve, Curve::Percentile { .. }))?;
            let kept = knots(&criterion.curve).filter(|_| !fresh);
            let knots = kept.or_else(|| list.and_then(knots)).unwrap_or_default();
            if *falling {
                Curve::PercentileFalling { knots }
            } else {
                Curve::Percentile { knots }
            }
        }
        CurveShape::Bands { below, edges } => {
            of_kind(|curve| matches!(curve, Curve::Bands { .. }))?;
            Curve::Bands {
                below: *below,
                edges: edges.iter().map(|edge| (edge.from, edge.points)).collect(),
            }
        }
        CurveShape::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => {
            of_kind(|curve| matches!(curve, Curve::SweetSpot { .. }))?;
            Curve::SweetSpot {
                low: *low,
                best_from: *best_from,
                best_to: *best_to,
                high: *high,
            }
        }
        CurveShape::Category { points, other } => {
            of_kind(|curve| matches!(curve, Curve::Category { .. }))?;
            Curve::Category {
                points: points.iter().map(|each| (each.value.clone(), each.points)).collect(),
                other: *other,
            }
        }
        CurveShape::YesNo { yes, no } => {
            of_kind(|curve| matches!(curve, Curve::YesNo { .. }))?;
            Curve::YesNo { yes: *yes, no: *no }
        }
        CurveShape::Recency { half_life_days } => {
            of_kind(|curve| matches!(curve, Curve::Recency { .. }))?;
            let as_of = match &criterion.curve {
                Curve::Recency { as_of, .. } => *as_of,
                _ => session.plan().info.as_of,
            };
            Curve::Recency {
                as_of,
                half_life_days: *half_life_days,
            }
        }
    })
}

/// The quantiles of a curve by rank.
fn knots(curve: &Curve) -> Option<Vec<f64>> {
    match curve {
        Curve::Percentile { knots } | Curve::PercentileFalling { knots } => Some(knots.clone()),
        _ => None,
    }
}

/// Whether a curve by rank is one of the list as it is now.
fn is_fresh(curve: &Curve, offered: &[Curve]) -> bool {
    let own = knots(curve);
    offered
        .iter()
        .any(|curve| knots(curve).is_some_and(|list| Some(list) == own))
}

fn refused(name: &str, error: CurveError) -> AppError {
    let why = match error {
        CurveError::Points => "Points lie between 0 and 100.".to_owned(),
        CurveError::NotANumber => "A value is not a number.".to_owned(),
        CurveError::Order => "Its values must stand in ascending order.".to_owned(),
        CurveError::Bands => format!("There must be 1 to {} bands.", Curve::MOST_BANDS),
        CurveError::HalfLife => "The half-life must be at least a day.".to_owned(),
    };
    AppError::Refused {
        message: format!("The curve of {name} cannot be used. {why} Nothing was changed."),
    }
}

/// How a value becomes points, in one sentence. `offered` are the curves that the list as it is now gives, as far as the
/// curve may be one of them.
pub(super) fn sentence(session: &Session, criterion: &Criterion, offered: &[Curve]) -> String {
    let kind = picture::kind(session, criterion);
    let label = |value: f64| words::raw(value, kind, &session.plan().info.currency);
    let points = |points: f64| format!("{:.0}", points * 100.0);
    match &criterion.curve {
        Curve::Linear { from, to } | Curve::Log { from, to } if (from - to).abs() <= 0.0 => {
            "This scale tells nobody apart: every value gets half the points.".to_owned()
        }
        Curve::Linear { from, to } if from <= to => format!(
            "No points at {}, all of them from {} on, even steps between.",
            label(*from),
            label(*to)
        ),
        Curve::Linear { from, to } => format!(
            "Less is better: all points at {}, none from {} on.",
            label(*to),
            label(*from)
        ),
        Curve::Log { from, to } if from <= to => format!(
            "No points at {}, all of them from {} on; each doubling between adds the same.",
            label(*from),
            label(*to)
        ),
        Curve::Log { from, to } => format!(
            "Less is better: all points at {}, none from {} on; each doubling between takes the same.",
            label(*to),
            label(*from)
        ),
        Curve::Percentile { .. } if !is_fresh(&criterion.curve, offered) => {
            "Points by rank: the share of an earlier list that lies below.".to_owned()
        }
        Curve::PercentileFalling { .. } if !is_fresh(&criterion.curve, offered) => {
            "Less is better: points by the share of an earlier list that lies above.".to_owned()
        }
        Curve::Percentile { .. } => "Points by rank: the share of the list that lies below.".to_owned(),
        Curve::PercentileFalling { .. } => {
            "Less is better: points by the share of the list that lies above.".to_owned()
        }
        Curve::Bands { below, edges } => {
            let bands = edges
                .iter()
                .map(|(edge, given)| format!("{} from {}", points(*given), label(*edge)));
            let bands: Vec<String> = std::iter::once(format!("{} points at first", points(*below)))
                .chain(bands)
                .collect();
            format!("{}.", bands.join(", "))
        }
        Curve::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => format!(
            "All points between {} and {}, falling to none at {} and {}.",
            label(*best_from),
            label(*best_to),
            label(*low),
            label(*high)
        ),
        Curve::Category { .. } if offered.contains(&criterion.curve) => {
            let kinds = &session.results().opportunity.kind;
            if kinds.contains(&AccountKind::Customer) {
                "Points by value, as your customers suggest them.".to_owned()
            } else {
                "Points by value, all alike: there are no customers to suggest others.".to_owned()
            }
        }
        Curve::Category { .. } => "Points by value, as set by hand.".to_owned(),
        Curve::YesNo { yes, no } => format!("{} points for yes, {} for no.", points(*yes), points(*no)),
        Curve::Recency { half_life_days, .. } => format!("Halves with every {half_life_days:.0} days since."),
    }
}

/// The values of a category criterion, or the answers of one that asks yes or no, with their points, best first.
pub(super) fn categories(session: &Session, criterion: &Criterion) -> Vec<CategoryPoints> {
    let CriterionSource::Field(field) = criterion.source else {
        return Vec::new();
    };
    let Some(column) = session.fields().column(field) else {
        return Vec::new();
    };
    let mut found = match (&criterion.curve, column) {
        (Curve::Category { .. }, Column::Category { values, codes }) => {
            let mut counts = vec![0_u32; values.len()];
            for (row, code) in codes.iter().enumerate() {
                if *code != Column::NO_CODE && session.is_included(row) {
                    counts[*code as usize] += 1;
                }
            }
            let (each, all) = category_history(column, &session.results().opportunity);
            let entry = |(value, accounts): (&str, u32)| {
                let history = each
                    .iter()
                    .find(|(name, _)| *name == value)
                    .map(|(_, history)| *history);
                let history = history.unwrap_or_default();
                let lift = history.lift(&all);
                CategoryPoints {
                    value: value.to_owned(),
                    points: points_of(&criterion.curve, value),
                    accounts,
                    customers: history.customers,
                    of: history.accounts,
                    lift,
                    suggested: lift.map(|_| history.points(&all)),
                }
            };
            let counted = values.iter().map(|value| &**value).zip(counts);
            counted.filter(|(_, count)| *count > 0).map(entry).collect()
        }
        (Curve::YesNo { yes, no }, _) => [("Yes", true, *yes), ("No", false, *no)]
            .map(|(value, answer, points)| CategoryPoints {
                value: value.to_owned(),
                points,
                accounts: (0..column.len())
                    .filter(|row| session.is_included(*row) && column.yes_no(*row) == Some(answer))
                    .count() as u32,
                customers: 0,
                of: 0,
                lift: None,
                suggested: None,
            })
            .into(),
        _ => Vec::new(),
    };
    found.sort_by(|a, b| b.points.total_cmp(&a.points).then_with(|| b.accounts.cmp(&a.accounts)));
    found.truncate(MOST_CATEGORIES);
    found
}

/// The points of one category.
fn points_of(curve: &Curve, value: &str) -> f64 {
    let alone = Column::from_values(FieldKind::Category, [Value::Text(value.to_owned())]);
    column_points(curve, &alone)
        .first()
        .map_or(0.0, |points| f64::from(*points))
}
