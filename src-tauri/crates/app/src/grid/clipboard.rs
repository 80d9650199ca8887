//! Cells as spreadsheets take them: plain figures that a spreadsheet recognises, in text and in an HTML table.

use super::column::{self, ColumnSource, Computed};
use crate::session::Session;
use tierline_contract::{Cell, CellKind};

/// Rows of cells as text. Figures are plain, with a decimal point and no thousands separators.
pub(super) fn table(
    session: &Session,
    header: Option<Vec<String>>,
    sources: &[ColumnSource],
    rows: &[u32],
) -> Vec<Vec<String>> {
    let kinds: Vec<CellKind> = sources.iter().map(|source| column::kind(session, *source)).collect();
    let body = rows.iter().map(|row| {
        let cells = sources.iter().zip(&kinds);
        cells
            .map(|(source, kind)| plain(session, *source, *kind, *row as usize))
            .collect()
    });
    header.into_iter().chain(body).collect()
}

fn plain(session: &Session, source: ColumnSource, kind: CellKind, row: usize) -> String {
    match (kind, column::cell(session, source, row)) {
        (_, Cell::Missing) => String::new(),
        (_, Cell::Text(text)) => text,
        (_, Cell::YesNo(answer)) => if answer { "TRUE" } else { "FALSE" }.to_owned(),
        (CellKind::Percent, Cell::Number(number)) => format!("{}%", number * 100.0),
        (_, Cell::Number(number)) => number.to_string(),
        (CellKind::Money, Cell::Whole(minor)) => major(minor, session.plan().info.currency.minor_digits),
        (CellKind::Tier, Cell::Whole(tier)) => session.tier_name(u8::try_from(tier).ok()),
        (CellKind::Rep, Cell::Whole(rep)) => session.rep_name(rep as u32).unwrap_or_default().to_owned(),
        (CellKind::Score, Cell::Whole(tenths)) => major(tenths, 1),
        (CellKind::Minutes, Cell::Whole(minutes)) => {
            debug_assert_eq!(
                source,
                ColumnSource::Computed(Computed::Minutes),
                "only workload is in minutes"
            );
            format!("{}", minutes as f64 / 60.0)
        }
        (_, Cell::Whole(number)) => number.to_string(),
    }
}

fn major(minor: i64, digits: u8) -> String {
    let unit = 10_u64.pow(u32::from(digits));
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    match rest {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest:0width$}", width = usize::from(digits)),
    }
}

/// Tab-separated lines. A text with a line break, tab or quote is quoted, as spreadsheets do.
pub(super) fn tab_separated(table: &[Vec<String>]) -> String {
    let quoted = |cell: &String| {
        if cell.contains(['\t', '\n', '\r', '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let lines: Vec<String> = table
        .iter()
        .map(|row| row.iter().map(quoted).collect::<Vec<_>>().join("\t"))
        .collect();
    lines.join("\r\n")
}

pub(super) fn html(table: &[Vec<String>]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut out = String::from("<table>");
    for row in table {
        out.push_str("<tr>");
        for cell in row {
            out.push_str("<td>");
            out.push_str(&escape(cell));
            out.push_str("</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_leave_as_plain_figures() {
        assert_eq!(
            (major(123_456, 2), major(-5, 2), major(700, 2)),
            ("1234.56".into(), "-0.05".into(), "7".into())
        );
    }

    #[test]
    fn texts_with_breaks_are_quoted_and_markup_is_text() {
        let table = vec![
            vec!["a\tb".to_owned(), "say \"hi\"".to_owned()],
            vec!["<b>".to_owned(), "c".to_owned()],
        ];
        assert_eq!(tab_separated(&table), "\"a\tb\"\t\"say \"\"hi\"\"\"\r\n<b>\tc");
        assert!(html(&table).contains("<td>&lt;b&gt;</td>"));
    }
}
