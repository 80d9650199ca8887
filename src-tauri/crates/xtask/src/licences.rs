//! Licences as texts and as expressions: which of several offered licences we take, which text says what, who holds
//! the copyright. Separate from the notices file because these are facts about licences, not about our packages.

/// The licences we accept, the one we would rather take first.
const ACCEPTED: &[&str] = &[
    "MIT",
    "ISC",
    "BSD-3-Clause",
    "BSD-2-Clause",
    "0BSD",
    "Zlib",
    "Unlicense",
    "CC0-1.0",
    "BSL-1.0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "OFL-1.1",
    "CDLA-Permissive-2.0",
    // Weak copyleft on the file: fine unchanged, with its source one click away.
    "MPL-2.0",
];

/// The licences to keep to when a package offers `expression`, or nothing if we may not use it at all.
pub(crate) fn choose(expression: &str) -> Option<Vec<&'static str>> {
    // Old manifests write a slash for OR.
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut at = 0;
    let chosen = either(&words, &mut at)?;
    if at == words.len() { Some(chosen) } else { None }
}

type Choice = Option<Vec<&'static str>>;

fn either(words: &[&str], at: &mut usize) -> Choice {
    let mut best = both(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        let other = both(words, at);
        best = match (best, other) {
            (Some(one), Some(two)) => Some(if rank(&two) < rank(&one) { two } else { one }),
            (one, two) => one.or(two),
        };
    }
    best
}

fn both(words: &[&str], at: &mut usize) -> Choice {
    let mut all = single(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        let more = single(words, at);
        all = match (all, more) {
            (Some(mut one), Some(two)) => {
                one.extend(
                    two.into_iter()
                        .filter(|licence| !one.contains(licence))
                        .collect::<Vec<_>>(),
                );
                Some(one)
            }
            _ => None,
        };
    }
    all
}

fn single(words: &[&str], at: &mut usize) -> Choice {
    let word = words.get(*at)?;
    *at += 1;
    if *word == "(" {
        let inside = either(words, at);
        if words.get(*at) == Some(&")") {
            *at += 1;
        }
        return inside;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*at + 1)?);
        *at += 2;
    }
    ACCEPTED
        .iter()
        .find(|accepted| **accepted == name)
        .map(|accepted| vec![*accepted])
}

/// Fewer licences, then better ones.
fn rank(choice: &[&str]) -> (usize, usize) {
    let worst = choice
        .iter()
        .filter_map(|name| ACCEPTED.iter().position(|accepted| accepted == name))
        .max();
    (choice.len(), worst.unwrap_or(usize::MAX))
}

/// Which licences a text holds; files that carry several are common.
pub(crate) fn held(text: &str) -> Vec<&'static str> {
    let flat = flat(text);
    let has = |part: &str| flat.contains(part);
    let mut found = Vec::new();
    if has("permission is hereby granted, free of charge, to any person obtaining a copy of this software") {
        found.push("MIT");
    }
    if has("apache license") && has("version 2.0, january 2004") {
        found.push(if has("llvm exceptions") {
            "Apache-2.0 WITH LLVM-exception"
        } else {
            "Apache-2.0"
        });
    }
    if has("redistribution and use in source and binary forms") {
        found.push(if has("neither the name") {
            "BSD-3-Clause"
        } else {
            "BSD-2-Clause"
        });
    }
    if has("permission to use, copy, modify, and/or distribute")
        || has("permission to use, copy, modify, and distribute")
    {
        found.push(if has("provided that the above copyright notice") {
            "ISC"
        } else {
            "0BSD"
        });
    }
    if has("unicode license v3") {
        found.push("Unicode-3.0");
    }
    if has("mozilla public license version 2.0") || has("mozilla public license, version 2.0") {
        found.push("MPL-2.0");
    }
    if has("boost software license") {
        found.push("BSL-1.0");
    }
    if has("free and unencumbered software") {
        found.push("Unlicense");
    }
    if has("this software is provided 'as-is'") {
        found.push("Zlib");
    }
    if has("sil open font license") {
        found.push("OFL-1.1");
    }
    if has("cc0 1.0 universal") || has("creative commons legal code") {
        found.push("CC0-1.0");
    }
    if has("community data license agreement") {
        found.push("CDLA-Permissive-2.0");
    }
    found
}

/// The lines that name who holds the copyright.
pub(crate) fn holders(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches(['*', '#', '/', ' ']).trim();
        let lower = line.to_lowercase();
        let names = lower.starts_with("copyright") && (lower.contains("(c)") || lower.contains('©') || has_year(line));
        // The template in the appendix of the Apache licence names nobody.
        if names && !lower.contains("[yyyy]") && !lower.contains("{yyyy}") && line.len() < 200 {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if !found.contains(&line) {
                found.push(line);
            }
        }
    }
    found
}

fn has_year(line: &str) -> bool {
    line.as_bytes()
        .windows(4)
        .any(|four| four.iter().all(u8::is_ascii_digit))
}

/// The text without what differs from package to package: title, copyright lines, line breaks. Two packages with the
/// same essence share one printed text.
pub(crate) fn essence(text: &str) -> String {
    let named = holders(text);
    let body: Vec<&str> = text
        .lines()
        .filter(|line| {
            let line = line.trim();
            let lower = line.to_lowercase();
            let title = line.len() < 50 && lower.contains("licen") && !lower.contains("permission");
            let holder = named.iter().any(|name| line.contains(name.as_str())) || lower.starts_with("copyright (c)");
            !(title || holder || lower == "all rights reserved." || lower == "(mit)")
        })
        .collect();
    let letters: String = flat(&body.join(" "))
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    // Most files are this paragraph with a few words of their own before or after it.
    for (start, end) in CORES {
        if let Some(from) = letters.find(start)
            && let Some(to) = letters.rfind(end)
            && to > from
            && letters.len() - (to - from) < OWN_WORDS
        {
            return letters[from..to].to_owned();
        }
    }
    letters
}

/// The first and last letters of the short licences' own text.
const CORES: &[(&str, &str)] = &[
    ("permissionisherebygrantedfreeofcharge", "dealingsinthesoftware"),
    ("permissiontousecopymodify", "performanceofthissoftware"),
];
/// Letters around it up to which a text counts as that licence and nothing more.
const OWN_WORDS: usize = 400;

/// The text as it is printed: line ends, leading blank lines and copyright lines taken out.
pub(crate) fn printed(text: &str) -> String {
    let named = holders(text);
    let kept: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|line| {
            !named
                .iter()
                .any(|name| line.split_whitespace().collect::<Vec<_>>().join(" ").contains(name))
        })
        .collect();
    let mut out: Vec<&str> = Vec::new();
    for line in kept {
        if !(line.is_empty() && out.last().is_none_or(|last| last.is_empty())) {
            out.push(line);
        }
    }
    while out.last().is_some_and(|line| line.is_empty()) {
        out.pop();
    }
    out.join("\n")
}

/// A text that is kept word for word, only with one kind of line end.
pub(crate) fn printed_whole(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn flat(text: &str) -> String {
    text.to_lowercase()
        .replace(['“', '”', '"'], "")
        .replace(['‘', '’'], "'")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_licences_the_plainest_is_taken() {
        assert_eq!(choose("Apache-2.0 OR MIT"), Some(vec!["MIT"]), "MIT asks for less");
        assert_eq!(choose("MIT/Apache-2.0"), Some(vec!["MIT"]), "a slash is an old OR");
        assert_eq!(
            choose("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"),
            Some(vec!["MIT"]),
            "WITH binds first"
        );
    }

    #[test]
    fn licences_joined_by_and_all_count() {
        assert_eq!(
            choose("(MIT OR Apache-2.0) AND Unicode-3.0"),
            Some(vec!["MIT", "Unicode-3.0"]),
            "both are due"
        );
        assert_eq!(
            choose("MIT AND GPL-3.0-only"),
            None,
            "one that we may not use spoils the whole"
        );
    }

    #[test]
    fn copyleft_is_refused_unless_something_else_is_offered() {
        assert_eq!(choose("GPL-3.0-only"), None, "we could not ship it");
        assert_eq!(
            choose("GPL-3.0-only OR MIT"),
            Some(vec!["MIT"]),
            "the other offer stands"
        );
        assert_eq!(
            choose("LGPL-2.1-or-later OR MIT OR Apache-2.0"),
            Some(vec!["MIT"]),
            "in any order"
        );
    }

    #[test]
    fn texts_that_differ_in_their_holder_have_one_essence() {
        let one =
            "MIT License\n\nCopyright (c) 2020 Ada\n\nPermission is hereby granted, free of charge, to any\nperson";
        let two = "The MIT License (MIT)\n\nCopyright (c) 2024 Ben Bo\n\nPermission is hereby granted,\nfree of charge, to any person";
        assert_eq!(
            essence(one),
            essence(two),
            "title, holder and line breaks do not matter"
        );
        assert_eq!(
            holders(two),
            ["Copyright (c) 2024 Ben Bo"],
            "but the holder must be named"
        );
    }
}
