//! The header row, found by what headers are: words, all different, over columns of another kind. Separate because it is
//! the one guess that everything rests on.

use super::shape::{Look, look, shown};
use super::synonyms;
use super::words::fold;
use crate::raw::RawTable;
use std::collections::HashSet;

/// A header and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FoundHeader {
    pub(crate) rows: Vec<usize>,
    /// 0 to 1.
    pub(crate) confidence: f32,
}

/// Title blocks longer than this are read as data until a person says otherwise.
const DEEPEST_HEADER: usize = 40;
/// Rows below a candidate that it is compared with.
const COMPARED: usize = 30;
/// Cells of a row that are looked up among the known headings; a sheet may have sixteen thousand.
const ASKED: usize = 100;

/// How well one row would do as the header.
#[derive(Debug, Clone, Copy, Default)]
struct Candidate {
    row: usize,
    score: f32,
    known: f32,
    contrast: f32,
    words: f32,
}

/// Finds the header row or rows; none when the first row is data already.
pub(crate) fn find(table: &RawTable) -> FoundHeader {
    if table.rows() == 0 {
        return FoundHeader {
            rows: Vec::new(),
            confidence: 0.0,
        };
    }
    let top = Top::of(table);
    let mut best: Option<Candidate> = None;
    for row in 0..table.rows().min(DEEPEST_HEADER) {
        // Far below a good header nothing is better but by chance.
        if best.is_some_and(|best| best.score >= 3.0 && row > best.row + 12) {
            break;
        }
        let candidate = judge(table, &top, row);
        // An equal row further down is data that looks like its header.
        if best.is_none_or(|known| candidate.score > known.score + 0.05) {
            best = Some(candidate);
        }
    }
    let Some(best) = best.filter(|best| {
        best.score > 0.9 && (best.known > 0.0 || best.contrast >= 0.15 || is_all_words(table, best.row))
    }) else {
        return FoundHeader {
            rows: Vec::new(),
            confidence: 0.6,
        };
    };
    let mut rows = joined_above(table, best.row);
    if rows.len() == 1 && best.row + 1 < table.rows() && heads_groups(table, best.row, best.row + 1) {
        rows.push(best.row + 1);
    }
    let confidence = (0.35
        + 0.45 * best.known.min(1.0) * best.words
        + 0.3 * best.contrast
        + if best.words > 0.99 { 0.1 } else { 0.0 })
    .clamp(0.2, 0.99);
    FoundHeader { rows, confidence }
}

/// The first rows of a table, each cell looked at and folded once.
struct Top {
    width: usize,
    looks: Vec<Look>,
    folded: Vec<String>,
}

impl Top {
    fn of(table: &RawTable) -> Self {
        let rows = table.rows().min(DEEPEST_HEADER + COMPARED + 1);
        let cells = || (0..rows).flat_map(|row| (0..table.width()).map(move |column| (row, column)));
        Top {
            width: table.width(),
            looks: cells().map(|(row, column)| look(table, row, column)).collect(),
            folded: cells().map(|(row, column)| fold(&shown(table, row, column))).collect(),
        }
    }

    fn look(&self, row: usize, column: usize) -> Look {
        self.looks[row * self.width + column]
    }

    fn folded(&self, row: usize, column: usize) -> &str {
        &self.folded[row * self.width + column]
    }
}

fn judge(table: &RawTable, top: &Top, row: usize) -> Candidate {
    let below: Vec<usize> = ((row + 1)..table.rows().min(row + 1 + COMPARED)).collect();
    let has = |row: usize, column: usize| top.look(row, column) != Look::Blank;
    let filled: Vec<usize> = (0..table.width()).filter(|column| has(row, *column)).collect();
    let used = (0..table.width())
        .filter(|column| has(row, *column) || below.iter().any(|r| has(*r, *column)))
        .count();
    if filled.is_empty() || (used >= 2 && filled.len() < 2) {
        return Candidate {
            row,
            ..Candidate::default()
        };
    }
    // The same header again on the next page is no sign against it; words that come back one by one are.
    let is_same_row = |r: usize| {
        let same = |column: &&usize| top.folded(r, **column) == top.folded(row, **column);
        filled.iter().filter(same).count() * 10 >= filled.len() * 8
    };
    let below: Vec<usize> = below
        .into_iter()
        .filter(|r| filled.len() < 2 || !is_same_row(*r))
        .collect();
    let (mut words, mut contrasts, mut repeats, mut long) = (0, 0, 0, 0);
    let (mut known, mut asked) = (0.0, 0);
    let mut different = HashSet::new();
    for &column in &filled {
        let text = shown(table, row, column);
        let here = top.look(row, column);
        words += usize::from(here == Look::Word || is_year(&text));
        long += usize::from(text.chars().count() > 60);
        if asked < ASKED {
            asked += 1;
            known += if here == Look::Word {
                synonyms::knows(&text)
            } else {
                0.0
            };
        }
        let there = below.iter().filter(|r| has(**r, column));
        let (mut others, mut of_another_kind) = (0, 0);
        for r in there {
            let look = top.look(*r, column);
            others += 1;
            of_another_kind += usize::from(look != Look::Word && look != here);
            if here == Look::Word && look == Look::Word && top.folded(*r, column) == top.folded(row, column) {
                repeats += 1;
                break;
            }
        }
        contrasts += usize::from(here == Look::Word && others > 0 && of_another_kind * 10 >= others * 6);
        different.insert(top.folded(row, column));
    }
    let count = filled.len() as f32;
    let words = words as f32 / count;
    let known = known / asked as f32;
    let contrast = contrasts as f32 / count;
    let score = 2.5 * known + 2.0 * contrast + words + count / used as f32 + 0.3 * different.len() as f32 / count
        - 2.0 * (1.0 - words)
        - 1.5 * repeats as f32 / count
        - long as f32 / count
        - 0.01 * row as f32;
    Candidate {
        row,
        // A header over nothing is what a list without data has; it must not win over one with data.
        score: if below.is_empty() && row > 0 {
            score * 0.5
        } else {
            score
        },
        known,
        contrast,
        words,
    }
}

/// A row of different short words that do not come back below it, over columns of words.
fn is_all_words(table: &RawTable, row: usize) -> bool {
    let mut filled = 0;
    for column in 0..table.width() {
        match look(table, row, column) {
            Look::Blank => {}
            Look::Word => {
                filled += 1;
                let text = shown(table, row, column);
                let folded = fold(&text);
                let comes_back =
                    (row + 1..table.rows().min(row + 200)).any(|r| fold(&shown(table, r, column)) == folded);
                if comes_back || text.chars().count() > 40 {
                    return false;
                }
            }
            _ => return false,
        }
    }
    // Of a few rows nobody can say whether a word comes back.
    filled >= 2 && table.rows() - row > 8 || filled >= 1 && table.rows() == row + 1
}

fn is_year(text: &str) -> bool {
    let digits = text.trim_start_matches(['F', 'f', 'Y', 'y']);
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1980..=2060).contains(&year))
}

/// The header that ends in `row`: with rows above it that head groups of its columns.
pub(crate) fn joined_above(table: &RawTable, row: usize) -> Vec<usize> {
    let mut rows = vec![row];
    while rows.len() < 3 {
        let top = rows[0];
        if top == 0 || !heads_groups(table, top - 1, top) {
            break;
        }
        rows.insert(0, top - 1);
    }
    rows
}

/// Whether `upper` names groups of the columns that `lower`, directly below it, names one by one.
fn heads_groups(table: &RawTable, upper: usize, lower: usize) -> bool {
    let upper_number = table.row_number(upper);
    if table.row_number(lower) != upper_number + 1 {
        return false;
    }
    let is_name =
        |row: usize, column: usize| look(table, row, column) == Look::Word || is_year(&shown(table, row, column));
    let filled = |row: usize| (0..table.width()).filter(move |column| look(table, row, *column) != Look::Blank);
    if !filled(upper).all(|column| is_name(upper, column)) || !filled(lower).all(|column| is_name(lower, column)) {
        return false;
    }
    let (upper_count, lower_count) = (filled(upper).count(), filled(lower).count());
    if upper_count == 0 || lower_count < 2 {
        return false;
    }
    let across = table
        .merged
        .iter()
        .filter(|(top, left, bottom, right)| *top <= upper_number && *bottom >= upper_number && right > left);
    let groups: Vec<(u32, u32)> = across.map(|(_, left, _, right)| (*left, *right)).collect();
    let first_lower = filled(lower).next().unwrap_or(0);
    // A title merged over the whole width heads nothing.
    let heading_merge = groups.iter().any(|(left, right)| {
        let over = filled(lower)
            .filter(|column| (*left as usize..=*right as usize).contains(column))
            .count();
        over >= 2 && (upper_count >= 2 || *left as usize > first_lower)
    });
    if heading_merge {
        return true;
    }
    // Without merges: the same words come back under several groups, and the upper row leaves gaps exactly there.
    let lower_texts: Vec<String> = filled(lower).map(|column| fold(&shown(table, lower, column))).collect();
    let different: HashSet<&String> = lower_texts.iter().collect();
    let gaps = filled(lower)
        .filter(|column| look(table, upper, *column) == Look::Blank)
        .count();
    upper_count >= 2 && different.len() < lower_texts.len() && gaps >= 1 && upper_count + gaps >= lower_count
}

/// The text of an upper header cell, taken from the merge or the gap it stands in.
fn group_text(table: &RawTable, row: usize, column: usize, lower: usize) -> (String, bool) {
    let own = shown(table, row, column);
    if !own.is_empty() {
        return (own, false);
    }
    let number = table.row_number(row);
    let merge = table.merged.iter().find(|(top, left, bottom, right)| {
        (*top..=*bottom).contains(&number) && (*left..=*right).contains(&(column as u32))
    });
    if let Some((top, left, _, _)) = merge {
        let text = table
            .row_numbers()
            .binary_search(top)
            .map_or_else(|_| String::new(), |r| shown(table, r, *left as usize));
        return (text, true);
    }
    if !table
        .merged
        .iter()
        .any(|(top, _, bottom, _)| (*top..=*bottom).contains(&number))
        && !shown(table, lower, column).is_empty()
    {
        for left in (0..column).rev() {
            let text = shown(table, row, left);
            if !text.is_empty() {
                // Only over columns that have a name of their own below: "Account" heads itself alone.
                return if shown(table, lower, left).is_empty() {
                    (String::new(), false)
                } else {
                    (text, true)
                };
            }
            if shown(table, lower, left).is_empty() {
                break;
            }
        }
    }
    (String::new(), false)
}

/// The heading of a column: the header rows from top to bottom, joined by " / ", merges filled. Empty when it has none.
pub(crate) fn heading(table: &RawTable, header_rows: &[usize], column: usize) -> String {
    let Some((lowest, upper)) = header_rows.split_last() else {
        return String::new();
    };
    let mut parts: Vec<String> = Vec::new();
    for row in upper {
        let (text, _) = group_text(table, *row, column, *lowest);
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    let own = shown(table, *lowest, column);
    if !own.is_empty() && parts.last() != Some(&own) {
        parts.push(own);
    }
    parts.join(" / ")
}

/// How many header cells were filled from a neighbour.
pub(crate) fn filled_cells(table: &RawTable, header_rows: &[usize]) -> u32 {
    let Some((lowest, upper)) = header_rows.split_last() else {
        return 0;
    };
    let filled = |row: &usize| {
        (0..table.width())
            .filter(|column| group_text(table, *row, *column, *lowest).1)
            .count() as u32
    };
    upper.iter().map(filled).sum()
}

/// Whether a row has a word in a column that holds numbers in the rows right above it.
fn over_numbers(table: &RawTable, row: usize) -> bool {
    let above = row.saturating_sub(3)..row;
    (0..table.width()).any(|column| {
        let mut rows = above.clone();
        look(table, row, column) == Look::Word
            && !above.is_empty()
            && rows.all(|row| look(table, row, column) == Look::Number)
    })
}

/// Whether a row below the data is the header of another table: known words over columns that held something else.
pub(crate) fn opens_another_table(table: &RawTable, row: usize, header: &[(usize, String)]) -> bool {
    let mut filled = 0;
    let mut known = 0.0;
    for column in 0..table.width() {
        match look(table, row, column) {
            Look::Blank => {}
            Look::Word => {
                filled += 1;
                let text = shown(table, row, column);
                let same = header
                    .iter()
                    .any(|(c, heading)| *c == column && *heading == fold(&text));
                known += if same { 0.0 } else { synonyms::knows(&text) };
            }
            _ => return false,
        }
    }
    let next_differs = row + 1 < table.rows()
        && (0..table.width()).any(|column| {
            look(table, row, column) == Look::Word && matches!(look(table, row + 1, column), Look::Number | Look::Date)
        });
    // Words where numbers stood are headings even when not all of them are known.
    let enough = if over_numbers(table, row) { 0.3 } else { 0.6 };
    filled >= 2 && known >= filled as f32 * enough && next_differs
}
