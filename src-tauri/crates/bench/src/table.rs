//! The table of measures. Separate because it is what people read, and a goal is stated where it is checked.

use crate::usage::Spent;

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    /// At most so many times the peer's time by the wall.
    Ratio(f64),
    /// At most so long.
    Milliseconds(f64),
}

/// One measure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    name: String,
    ours: Spent,
    peer: Option<(String, Spent)>,
    /// Wall and processor time against the peer's; each the median of the rounds' own ratios.
    ratio: Option<(f64, Option<f64>)>,
    goal: Option<Goal>,
}

impl Line {
    /// `ours` and the peer's figures stand in the order of the rounds.
    pub(crate) fn of(name: &str, ours: &[Spent], peer: Option<(&str, &Vec<Spent>)>, goal: Option<Goal>) -> Line {
        let ratio = peer.map(|(_, theirs)| {
            let rounds = || ours.iter().zip(theirs);
            let wall = rounds().map(|(ours, theirs)| ours.wall / theirs.wall).collect();
            let cpu: Option<Vec<f64>> = rounds().map(|(ours, theirs)| Some(ours.cpu? / theirs.cpu?)).collect();
            (median(wall), cpu.map(median))
        });
        Line {
            name: name.to_owned(),
            ours: middle(ours),
            peer: peer.map(|(name, spent)| (name.to_owned(), middle(spent))),
            ratio,
            goal,
        }
    }

    fn verdict(&self) -> String {
        match (self.goal, self.ratio) {
            (Some(Goal::Ratio(most)), Some((wall, _))) => said(wall <= most, &format!("{most:.1} x")),
            (Some(Goal::Milliseconds(most)), _) => said(self.ours.wall * 1000.0 <= most, &format!("{most:.0} ms")),
            _ => String::new(),
        }
    }
}

fn said(met: bool, goal: &str) -> String {
    format!("{goal}: {}", if met { "met" } else { "NOT met" })
}

fn middle(spent: &[Spent]) -> Spent {
    let all = |of: fn(&Spent) -> Option<f64>| spent.iter().map(of).collect::<Option<Vec<f64>>>().map(median);
    Spent {
        wall: all(|spent| Some(spent.wall)).unwrap_or(f64::NAN),
        cpu: all(|spent| spent.cpu),
        peak: spent.iter().map(|spent| spent.peak).max().flatten(),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[middle],
        _ => (values[middle - 1] + values[middle]) / 2.0,
    }
}

pub(crate) fn print(lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    let heads = [
        "measure",
        "wall",
        "CPU",
        "peak",
        "against",
        "wall",
        "CPU",
        "peak",
        "ratio wall",
        "CPU",
        "goal",
    ];
    let rows: Vec<[String; 11]> = lines.iter().map(cells).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([heads[column].len()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            // Words stand left, figures right.
            if [0, 4, 10].contains(&column) {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        padded.collect::<Vec<_>>().join("  ")
    };
    println!("{}", line(&heads.map(str::to_owned)).trim_end());
    for row in &rows {
        println!("{}", line(row).trim_end());
    }
}

/// What the columns mean, once under all tables.
pub(crate) fn explain() {
    println!(
        "\nWall: seconds on the clock. CPU: seconds on all processors. Peak: most memory at once, of the process and its \
         largest child together; of the window, of all its processes added up.\nA ratio is the median of the rounds' own ratios."
    );
}

fn cells(line: &Line) -> [String; 11] {
    let blank = String::new;
    let [wall, cpu, peak] = figures(&line.ours);
    let (against, [peer_wall, peer_cpu, peer_peak]) = match &line.peer {
        Some((name, spent)) => (name.clone(), figures(spent)),
        None => (blank(), [blank(), blank(), blank()]),
    };
    let times = |ratio: f64| format!("{ratio:.2} x");
    let (ratio, cpu_ratio) = match line.ratio {
        Some((wall, cpu)) => (times(wall), cpu.map_or_else(blank, times)),
        None => (blank(), blank()),
    };
    [
        line.name.clone(),
        wall,
        cpu,
        peak,
        against,
        peer_wall,
        peer_cpu,
        peer_peak,
        ratio,
        cpu_ratio,
        line.verdict(),
    ]
}

fn figures(spent: &Spent) -> [String; 3] {
    let time = |seconds: f64| {
        if seconds < 0.1 {
            format!("{:.2} ms", seconds * 1000.0)
        } else {
            format!("{seconds:.2} s")
        }
    };
    [
        time(spent.wall),
        spent.cpu.map_or_else(String::new, time),
        spent
            .peak
            .map_or_else(String::new, |bytes| format!("{} MB", bytes / 1_000_000)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(wall: f64) -> Spent {
        Spent {
            wall,
            cpu: Some(wall),
            peak: Some(1),
        }
    }

    #[test]
    fn a_ratio_is_taken_round_by_round_so_that_a_slow_minute_does_not_decide() {
        let ours = [spent(1.2), spent(12.0), spent(1.2)];
        let theirs = vec![spent(1.0), spent(10.0), spent(1.0)];
        let line = Line::of("import", &ours, Some(("peer", &theirs)), Some(Goal::Ratio(1.5)));
        let (wall, _) = line.ratio.expect("there is a peer");
        assert!((wall - 1.2).abs() < 1e-9, "every round says 1.2, not {wall}");
        assert_eq!(line.verdict(), "1.5 x: met");
    }

    #[test]
    fn a_goal_that_is_missed_says_so() {
        let line = Line::of("weight", &[spent(0.006)], None, Some(Goal::Milliseconds(5.0)));
        assert_eq!(line.verdict(), "5 ms: NOT met");
    }
}
