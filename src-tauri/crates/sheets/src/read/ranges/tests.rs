use super::*;

#[test]
fn keys_of_old_passwords_are_told_from_code_pages() {
    for key in [
        "Codepage D7CC not found",
        "Codepage D7D4 not found",
        "Codepage 4B3A not found",
    ] {
        assert!(names_no_code_page(key), "{key}");
    }
    for page in [
        "Codepage 272D not found",
        "Codepage FDE9 not found",
        "Codepage 8000 not found",
        "no page",
    ] {
        assert!(!names_no_code_page(page), "{page}");
    }
}
