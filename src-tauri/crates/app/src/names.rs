//! File names that Windows, macOS and Linux all take. Separate because a plan's name is a person's own words, and a plan
//! made on one system is mailed to another.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use tierline_contract::AppError;

/// Longest stem in bytes. Names end at 255 on most systems; this leaves room for the ending, for numbers and for what is
/// put around the name while the plan is open or copied, and keeps the whole path within what Windows takes.
const LONGEST: usize = 120;

/// Names that mean devices on Windows, whatever follows the first dot.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$", "config$"];

/// A name as the part of a file name before the ending. `instead` stands for a name of which nothing is left.
pub(crate) fn stem(name: &str, instead: &str) -> String {
    let spaced: String = name
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| {
            if c.is_control() || r#"<>:"/\|?*"#.contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let joined = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = cut_to(&joined, LONGEST);
    // A dot in front hides a file, `~$` in front is what the file beside an open plan is called, and Windows drops dots
    // and blanks at the end.
    let bare = cut
        .trim_start_matches(|c: char| c == '.' || c == '~' || c.is_whitespace())
        .trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let bare = if bare.is_empty() { instead } else { bare };
    let (base, rest) = bare.split_at(bare.find('.').unwrap_or(bare.len()));
    if is_device(base) {
        format!("{}_{rest}", base.trim_end())
    } else {
        bare.to_owned()
    }
}

/// Letters that cannot be seen, and marks that turn the reading direction, by which a name looks like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn cut_to(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let end = (0..=bytes).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

fn is_device(base: &str) -> bool {
    let base = base.trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        base.strip_prefix(port).is_some_and(|number| {
            let mut digits = number.chars();
            let one = digits.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
            one && digits.next().is_none()
        })
    });
    numbered || DEVICES.contains(&base.as_str())
}

/// A path in that folder that no file has yet: `Plan.tierline`, `Plan 2.tierline`, ...
pub(crate) fn fresh_path(folder: &Path, name: &str, ending: &str) -> PathBuf {
    let stem = stem(name, "Plan");
    (1..)
        .map(|n| {
            if n == 1 {
                format!("{stem}.{ending}")
            } else {
                format!("{stem} {n}.{ending}")
            }
        })
        .map(|name| folder.join(name))
        // A link that leads nowhere is a name that is taken too.
        .find(|path| path.symlink_metadata().is_err())
        .expect("there is always a next number")
}

/// The path with that ending, which is added unless it stands there in any case: a dot in a name begins no ending. A folder
/// stays what it is, and is refused by whoever is to write to it.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    if path
        .extension()
        .is_some_and(|present| present.eq_ignore_ascii_case(ending))
    {
        return path.to_owned();
    }
    let Some(mut name) = path.file_name().map(OsStr::to_owned).filter(|_| !path.is_dir()) else {
        return path.to_owned();
    };
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// What a person chose to save to, with its ending. Where that makes it the name of a file that is there, nobody has asked
/// them whether to replace that one.
pub(crate) fn chosen(path: &Path, ending: &str) -> Result<PathBuf, AppError> {
    let whole = with_ending(path, ending);
    if whole != path && whole.exists() {
        let name = crate::files::file_name(&whole);
        let message = format!(
            "“{name}” is there already and was kept. Choose it by its whole name to replace it, or choose another name."
        );
        return Err(AppError::Refused { message });
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::file_name;
    use proptest::prelude::*;

    #[test]
    fn a_folder_gets_no_ending() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in [Path::new("."), Path::new(".."), folder.path()] {
            assert_eq!(
                with_ending(path, "xlsx"),
                path,
                "a hidden file beside it is not what anybody means"
            );
        }
    }

    #[test]
    fn letters_that_no_system_takes_become_blanks() {
        for (name, safe) in [
            ("A/B: plan", "A B plan"),
            ("a<b>c\"d\\e|f?g*h", "a b c d e f g h"),
            ("line\r\nbreak\ttab\u{7}", "line break tab"),
            ("Plan ... ", "Plan"),
            ("  .hidden", "hidden"),
            ("~$Plan", "$Plan"),
            ("???", "Plan"),
            ("", "Plan"),
            ("Österreich & Süd – 2027 (v1.2)", "Österreich & Süd – 2027 (v1.2)"),
            ("exe.\u{202E}enilreit", "exe.enilreit"),
        ] {
            assert_eq!(stem(name, "Plan"), safe, "{name:?}");
        }
    }

    #[test]
    fn names_of_devices_are_set_apart() {
        for (name, safe) in [
            ("CON", "CON_"),
            ("nul", "nul_"),
            ("Aux.2027", "Aux_.2027"),
            ("com1", "com1_"),
            ("LPT²", "LPT²_"),
            ("con .x", "con_.x"),
        ] {
            assert_eq!(stem(name, "Plan"), safe, "Windows would write to a device: {name}");
        }
        for name in ["Conrad", "COM10", "Lpt", "auxiliary"] {
            assert_eq!(stem(name, "Plan"), name, "only whole names mean devices");
        }
    }

    #[test]
    fn a_name_that_is_too_long_is_cut_between_letters() {
        let long = "Ü".repeat(200);
        let cut = stem(&long, "Plan");
        assert!(cut.len() <= LONGEST && cut.chars().all(|c| c == 'Ü'), "{cut}");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(fresh_path(folder.path(), &long, "tierline"), b"").expect("the system takes the name");
    }

    #[test]
    fn a_fresh_path_avoids_files_that_are_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = fresh_path(folder.path(), "A/B", "tierline");
        assert_eq!(file_name(&first), "A B.tierline");
        std::fs::write(&first, b"").expect("written");
        assert_eq!(
            file_name(&fresh_path(folder.path(), "A/B", "tierline")),
            "A B 2.tierline"
        );
    }

    #[test]
    fn a_dot_in_a_name_begins_no_ending() {
        for (typed, whole) in [
            ("Plan", "Plan.tierline"),
            ("Plan v1.2", "Plan v1.2.tierline"),
            ("Plan.tierline", "Plan.tierline"),
            ("Plan.TIERLINE", "Plan.TIERLINE"),
            ("Plan.", "Plan..tierline"),
        ] {
            assert_eq!(with_ending(Path::new(typed), "tierline"), Path::new(whole));
        }
    }

    #[test]
    fn an_ending_that_was_added_replaces_nothing_unasked() {
        let folder = tempfile::tempdir().expect("a folder");
        let there = folder.path().join("Plan v1.2.xlsx");
        std::fs::write(&there, b"old").expect("written");
        assert!(
            chosen(&folder.path().join("Plan v1.2"), "xlsx").is_err(),
            "nobody was asked about the old file"
        );
        assert_eq!(chosen(&there, "xlsx"), Ok(there), "the dialog asked about this one");
    }

    proptest! {
        #[test]
        fn every_name_gives_a_name_that_every_system_takes(name in "\\PC{0,80}|[A-Za-z.<>:~$ \\\\/\u{0}-\u{20}ü]{0,300}") {
            let safe = stem(&name, "Plan");
            prop_assert!(!safe.is_empty() && safe.len() <= LONGEST + 1);
            prop_assert!(!safe.chars().any(|c| c.is_control() || r#"<>:"/\|?*"#.contains(c)), "{safe:?}");
            prop_assert!(!safe.ends_with(['.', ' ']) && !safe.starts_with(['.', ' ', '~']), "{safe:?}");
            prop_assert!(!is_device(safe.split('.').next().unwrap_or_default()), "{safe:?}");
            prop_assert_eq!(stem(&safe, "Plan"), safe.clone(), "a safe name stays as it is");
        }
    }
}
