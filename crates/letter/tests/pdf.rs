//! A letter can be read by `pdftotext` and by a screen reader, is the same to the byte, and takes any text for text.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use jiff::civil::date;
use proptest::prelude::*;
use seloste_letter::{Address, Block, Document, LetterError, Level, Line, Table, pdf};
use seloste_register::text::Lang;
use std::{fs, process::Command};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        lang: Lang::Fi,
        title: "Vastaus tietopyyntöön".to_owned(),
        author: "Esimerkkikauppa Oy".to_owned(),
        date: date(2026, 11, 22),
        blocks,
        footer: "Esimerkkikauppa Oy, Mallikatu 1, 00100 Helsinki".to_owned(),
    }
}

/// What a tool of poppler-utils says about a PDF.
fn asked(tool: &str, words: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    fs::write(&file, pdf).unwrap();
    let mut command = Command::new(tool);
    command.args(words).arg(&file);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let answer = command.output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    // pdfinfo writes titles of headings as they stand in the file, in UTF-16.
    String::from_utf8_lossy(&answer.stdout).into_owned()
}

fn text(pdf: &[u8]) -> String {
    asked("pdftotext", &["-enc", "UTF-8"], pdf)
}

/// Text without blanks: where lines end is the typesetter's affair.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{C}')).collect()
}

fn everything() -> Document {
    let shelf = Table {
        head: vec!["Tieto".to_owned(), "Arvo".to_owned()],
        rows: vec![
            vec!["Sukunimi".to_owned(), "Äijälä-Öhman".to_owned()],
            vec!["Sähköposti".to_owned(), "aino@esimerkki.example.fi".to_owned()],
        ],
    };
    let nested = Line { inner: vec!["Sisempi".into()], ..Line::led("Lihava", "teksti") };
    document(vec![
        Block::Address(Address {
            from: vec!["Esimerkkikauppa Oy".to_owned(), "Mallikatu 1".to_owned()],
            to: vec!["Aino Esimerkki".to_owned(), "Kuja 2 B".to_owned(), "33100 Tampere".to_owned()],
            about: vec![("Päiväys".to_owned(), "22.11.2026".to_owned())],
        }),
        Block::Paragraph("Hei! Tässä tietosi.\nToinen rivi.".into()),
        Block::Heading(Level::Three, "Liian syvä otsikko".to_owned()),
        Block::List(vec![nested, "Toinen".into()]),
        Block::Heading(Level::Two, "Tiedot".to_owned()),
        Block::Pairs(vec![("Asiakasnumero".to_owned(), "10042".to_owned())]),
        Block::Table(shelf),
        Block::NewPage,
        Block::Paragraph("Toisella sivulla.".into()),
    ])
}

#[test]
fn a_letter_says_what_it_holds() {
    let text = text(&pdf(&everything()).unwrap());
    for words in [
        "Vastaus tietopyyntöön",
        "Aino Esimerkki",
        "33100 Tampere",
        "Päiväys: 22.11.2026",
        "Hei! Tässä tietosi.",
        "Lihava: teksti",
        "Sisempi",
        "Asiakasnumero: 10042",
        "Äijälä-Öhman",
        "aino@esimerkki.example.fi",
        "Toisella sivulla.",
        "Mallikatu 1, 00100 Helsinki",
        "2 (2)",
    ] {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
}

#[test]
fn a_letter_is_tagged_titled_dated_and_in_its_language() {
    let bytes = pdf(&everything()).unwrap();
    let about = asked("pdfinfo", &[], &bytes);
    for words in [
        "Title:           Vastaus tietopyyntöön",
        "Author:          Esimerkkikauppa Oy",
        "Tagged:          yes",
    ] {
        assert!(about.contains(words), "{about}");
    }
    assert!(about.contains("A4") && about.contains("Nov 22") && !about.contains("Typst"), "{about}");
    let raw = String::from_utf8_lossy(&bytes);
    for part in
        ["/Lang(fi", "/MarkInfo", "/Marked true", "/StructTreeRoot", "/DisplayDocTitle true", "pdfuaid:part"]
    {
        assert!(raw.contains(part), "{part}");
    }
    let tree = asked("pdfinfo", &["-struct-text"], &bytes);
    for part in ["H1", "H2", "  P", "L (block)", "LI", "LBody", "Table", "TH", "TD"] {
        assert!(tree.contains(part), "{part} is not in:\n{tree}");
    }
    assert!(!tree.contains("H3"), "a heading is one level below the one before it at most:\n{tree}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(pdf(&everything()).unwrap(), pdf(&everything()).unwrap());
    let later = Document { date: date(2026, 11, 23), ..everything() };
    assert_ne!(pdf(&everything()).unwrap(), pdf(&later).unwrap());
}

#[test]
fn what_can_not_be_a_letter_is_refused() {
    let untitled = Document { title: " \u{7}\n".to_owned(), ..document(Vec::new()) };
    assert_eq!(pdf(&untitled), Err(LetterError::Untitled));
    for rows in [vec![vec!["a".to_owned()]], vec![vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]]] {
        let ragged = Table { head: vec!["A".to_owned(), "B".to_owned()], rows };
        assert_eq!(pdf(&document(vec![Block::Table(ragged)])), Err(LetterError::Ragged));
    }
    assert!(pdf(&document(Vec::new())).is_ok());
}

#[test]
fn hostile_text_stays_text() {
    let hostile = [
        "#panic(\"no\") #import \"x\" $x^2$ *bold* _slanted_ `raw` = Heading <label> @reference",
        "https://example.fi // comment /* and */ \\ ~ -- --- ... 'quoted' \"twice\" [content] {code}",
        "- item\n+ item\n/ term: it\n== deeper",
        "\u{202E}gpj.exe \u{0}\u{1B}[31m\u{7F}\u{9F}\u{FEFF} \u{E000}",
        "שלום עולם مرحبا",
        "中文 日本語 👩‍👩‍👧‍👦 ⠿ 𝔘",
        "z\u{335}\u{321}\u{338}a\u{336}\u{489}l\u{353}go ש\u{5C1}\u{651}",
    ];
    let blocks = hostile.iter().flat_map(|text| {
        [
            Block::Paragraph((*text).into()),
            Block::Heading(Level::One, (*text).to_owned()),
            Block::Pairs(vec![((*text).to_owned(), (*text).to_owned())]),
            Block::Table(Table { head: vec![(*text).to_owned()], rows: vec![vec![(*text).to_owned()]] }),
        ]
    });
    let text = text(&pdf(&document(blocks.collect())).unwrap());
    for words in [
        "#panic(\"no\") #import \"x\" $x^2$ *bold* _slanted_ `raw` = Heading <label> @reference",
        "// comment /* and */ \\ ~ -- --- ... 'quoted' \"twice\" [content] {code}",
        "⟨U+4E2D⟩⟨U+6587⟩",
        "⟨U+E000⟩",
        "gpj.exe [31m",
    ] {
        assert!(solid(&text).contains(&solid(words)), "{words} is not in:\n{text}");
    }
    assert!(!text.contains(['\u{202E}', '\u{1B}']));
}

#[test]
fn a_text_of_ten_thousand_characters_is_all_there() {
    let word = "Å".repeat(10_000);
    let shelf =
        Table { head: vec!["A".to_owned(), "B".to_owned()], rows: vec![vec![word.clone(), "b".to_owned()]] };
    let bytes = pdf(&document(vec![Block::Paragraph(word.clone().into()), Block::Table(shelf)])).unwrap();
    let all = text(&bytes);
    assert_eq!(all.matches('Å').count(), 20_000);
    assert!(all.lines().all(|line| line.chars().count() < 130), "a line runs off the page");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_letter(text in "\\PC{0,40}", any in proptest::collection::vec(any::<char>(), 0..40)) {
        let any: String = any.into_iter().collect();
        let blocks = vec![
            Block::Heading(Level::Two, any.clone()),
            Block::Paragraph(Line::led(text.clone(), any.clone())),
            Block::List(vec![any.clone().into()]),
            Block::Pairs(vec![(any.clone(), text.clone())]),
            Block::Table(Table { head: vec![text.clone()], rows: vec![vec![any.clone()]] }),
        ];
        let document = Document { title: format!("T{text}"), footer: any, ..document(blocks) };
        prop_assert!(pdf(&document).is_ok());
    }

    // Without the hyphen: at the end of a line pdftotext takes it for a broken word.
    #[test]
    fn plain_text_of_any_signs_comes_out_as_it_went_in(text in "[ -,.-~ÅÄÖåäö\n]{1,200}") {
        let bytes = pdf(&document(vec![Block::Paragraph(text.as_str().into())])).unwrap();
        let all = self::text(&bytes);
        prop_assert!(solid(&all).contains(&solid(&text)), "{text:?} is not in {all:?}");
    }
}
