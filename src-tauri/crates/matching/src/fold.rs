//! What two spellings are compared by. Separate because headings, values and names must all agree on it.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Small letters without accents, every run of anything else one blank.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let push = |c: char, folded: &mut String| {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                folded.push(char::from(byte.to_ascii_lowercase()));
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
    } else {
        for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
            match c {
                'ß' | 'ẞ' => folded.push_str("ss"),
                'æ' | 'Æ' => folded.push_str("ae"),
                'œ' | 'Œ' => folded.push_str("oe"),
                'ø' | 'Ø' => folded.push('o'),
                'ł' | 'Ł' => folded.push('l'),
                'đ' | 'Đ' => folded.push('d'),
                'ı' => folded.push('i'),
                '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => {}
                _ => push(c, &mut folded),
            }
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one() {
        assert_eq!(fold("  Müller & Söhne "), "muller sohne");
        assert_eq!(fold("STRASSE"), fold("Straße"));
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("e\u{301}clair"), fold("ÉCLAIR"));
    }
}
