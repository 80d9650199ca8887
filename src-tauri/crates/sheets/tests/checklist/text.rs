//! D. Text files.

use crate::support::*;
use tierline_sheets::raw::ReadRemark;

const LIST: [[&str; 2]; 2] = [["Firma", "Ort"], ["Müller", "Köln"]];

#[test]
fn i079_a_mark_at_the_beginning_is_no_part_of_the_first_heading() {
    assert_eq!(shown(&csv("\u{feff}Firma,Ort\nMüller,Köln\n")), LIST);
    assert_eq!(shown(&csv("Firma,Ort\nMüller,Köln\n")), LIST);
}

#[test]
fn i080_utf_16_is_read_in_both_orders_with_and_without_a_mark() {
    let text = "Firma;Ort\r\nMüller;Köln\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (name, bytes) in [
        ("little with mark", [b"\xff\xfe", &little[..]].concat()),
        ("big with mark", [b"\xfe\xff", &big[..]].concat()),
        ("little", little),
        ("big", big),
    ] {
        assert_eq!(shown(&csv(bytes)), LIST, "{name}");
    }
}

#[test]
fn i081_old_encodings_are_recognised() {
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode("Firma;Ort;Größe\nMüller;Köln;groß\nBörse;Genève;façade\n");
    assert_eq!(
        shown(&csv(windows)),
        [
            ["Firma", "Ort", "Größe"],
            ["Müller", "Köln", "groß"],
            ["Börse", "Genève", "façade"]
        ]
    );
    let text = "Компания;Город\nРога и копыта;Москва\nЗаря;Санкт-Петербург\n";
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    assert_eq!(shown(&csv(cyrillic))[1], ["Рога и копыта", "Москва"]);
    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("会社,都市\n株式会社日立製作所,東京\nトヨタ自動車,豊田市\n");
    assert_eq!(shown(&csv(japanese))[1], ["株式会社日立製作所", "東京"]);
}

#[test]
fn i082_any_usual_delimiter_is_detected() {
    for delimiter in [",", ";", "\t", "|", "^", "~"] {
        let text = ["Firma", "Ort"].join(delimiter) + "\n" + &["Müller", "Köln"].join(delimiter) + "\n";
        assert_eq!(shown(&csv(text)), LIST, "{delimiter:?}");
    }
}

#[test]
fn i083_a_line_that_names_the_delimiter_is_used_and_not_shown() {
    assert_eq!(shown(&csv("sep=;\nFirma;Ort\nMüller;Köln\n")), LIST);
    assert_eq!(shown(&csv("\"sep=|\"\r\nFirma|Ort\r\nMüller|Köln\r\n")), LIST);
}

#[test]
fn i084_a_blank_behind_the_delimiter_hides_no_quote() {
    let table = csv("Firma, Ort, Note\nMüller, \"Köln, Rhein\", \"a \"\"b\"\"\"\nAlba, \"Ulm, Donau\", c\n");
    assert_eq!(shown(&table)[1], ["Müller", "Köln, Rhein", "a \"b\""]);
}

#[test]
fn i085_quotes_may_be_single_and_escaped_by_a_backslash() {
    let single = csv("'Firma','Ort'\n'Müller, Sohn','Köln'\n'Alba','Ulm'\n");
    assert_eq!(shown(&single)[1], ["Müller, Sohn", "Köln"]);
    let escaped = csv("\"Firma\",\"Note\"\n\"Müller\",\"der \\\"große\\\", alte\"\n\"Alba\",\"neu\"\n");
    assert_eq!(shown(&escaped)[1], ["Müller", "der \"große\", alte"]);
}

#[test]
fn i086_line_ends_of_every_system_and_inside_quotes() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("Firma;Note{end}\"Müller\";\"eins{end}zwei\"{end}Alba;drei{end}");
        let table = csv(text);
        assert_eq!(table.rows(), 3, "{end:?}");
        assert_eq!(shown(&table)[2], ["Alba", "drei"], "{end:?}");
    }
    assert_eq!(csv("Firma;Ort\nAlba;Ulm\r\nBrio;Bonn\r").rows(), 3, "mixed ends");
}

#[test]
fn i087_ragged_lines_are_kept_and_said_and_never_shifted() {
    let table = csv("Firma;Ort;Land\nMüller;Köln\nAlba;Ulm;DE;zu viel\nBrio;Bonn;DE\n");
    let rows = shown(&table);
    assert_eq!(rows[1][..3], ["Müller", "Köln", ""]);
    assert_eq!(rows[2][..4], ["Alba", "Ulm", "DE", "zu viel"]);
    assert!(
        table.remarks.contains(&ReadRemark::RaggedRows { rows: 2 }),
        "{:?}",
        table.remarks
    );
}

#[test]
fn i088_a_quote_that_is_never_closed_swallows_nothing() {
    let mut text = "Firma;Ort\nMüller;\"Köln\n".to_owned();
    for number in 0..300 {
        text += &format!("Firma {number};Ort {number}\n");
    }
    let table = csv(text);
    assert_eq!(table.rows(), 302);
    assert!(
        table
            .remarks
            .iter()
            .any(|remark| matches!(remark, ReadRemark::UnclosedQuote { row: 2 })),
        "{:?}",
        table.remarks
    );
    assert_eq!(shown(&table)[1][0], "Müller");
}

#[test]
fn i089_what_nobody_sees_is_no_data() {
    let table = csv("Firma;Ort\nMül\0ler;Köln\n\u{1a}");
    assert_eq!(shown(&table)[1][0].replace('\0', ""), "Müller");
    let (_, _, converted) = imported(csv("Firma;Ort;Umsatz\nMül\0ler;Köln;1\nAlba;Ulm;2\n\u{1a}"));
    assert_eq!(of_role(&converted, tierline_plan::FieldRole::Name), ["Müller", "Alba"]);
}

#[test]
fn i090_decimal_commas_beside_semicolons_are_numbers() {
    let (_, _, converted) = imported(csv("Firma;Umsatz\nMüller;1.234,50\nAlba;0,75\n"));
    assert_eq!(values(&converted, "Umsatz"), ["1234.50", "0.75"]);
}

#[test]
fn i091_one_column_stays_one() {
    let table = csv("Firma\nMüller\nAlba & Co\nBrio\n");
    assert_eq!((table.width(), table.rows()), (1, 4));
    let names = csv("Firma\nMüller, Sohn\nAlba\nBrio\n");
    assert_eq!(
        names.width(),
        1,
        "one comma in one name is no column: {:?}",
        shown(&names)
    );
}

#[test]
fn i090_a_decimal_comma_that_splits_an_amount_is_told() {
    let table = csv("Firma,Umsatz\nMüller,1234,50\nAlba,0,75\n");
    assert!(
        table
            .remarks
            .iter()
            .any(|remark| matches!(remark, ReadRemark::RaggedRows { .. })),
        "more cells than headings: {:?}",
        table.remarks
    );
}
