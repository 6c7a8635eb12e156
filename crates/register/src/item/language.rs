//! Language of service, ISO 639-1.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct Language;

impl Kind for Language {
    fn name(&self) -> Text {
        Text::new("kieli", "språk", "language")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let lower = text.to_lowercase();
        let named = NAMES.iter().find(|(code, names)| *code == lower || names.contains(&lower.as_str()));
        let code = named.map(|(code, _)| *code).or_else(|| CODES.split(' ').find(|code| *code == lower));
        let offered = |code: &&str| {
            item.choices.is_empty() || item.choices.iter().any(|choice| choice.id.as_str() == *code)
        };
        code.filter(offered).map(|code| Zeroizing::new(code.to_owned())).ok_or_else(|| {
            problem(
                "not-a-language",
                [
                    "Kieltä ei tunneta tai sillä ei palvella.",
                    "Språket är okänt eller betjänas inte.",
                    "The language is not known or not served in.",
                ],
                [
                    "Kirjoita kielen kaksikirjaiminen koodi, esimerkiksi fi, sv tai en.",
                    "Skriv språkets tvåställiga kod, till exempel fi, sv eller en.",
                    "Write the language's two-letter code, such as fi, sv or en.",
                ],
            )
        })
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        let Some((_, [fi, sv, en])) = NAMES.iter().find(|(code, _)| *code == normal) else {
            return normal.to_owned();
        };
        match lang {
            Lang::Fi => (*fi).to_owned(),
            Lang::Sv => (*sv).to_owned(),
            Lang::En => {
                let mut letters = en.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
        }
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 20, ..Widget::new(Input::Select, "", "language") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("fi", "fi"), ("Svenska", "sv"), ("englanti", "en"), ("SE", "se"), ("et", "et")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["xx", "kieli", "fin"]
    }
}

/// The languages known by name, for a form's list.
pub fn named() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(code, _)| *code)
}

/// ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo \
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko \
kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt \
qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa \
wo xh yi yo za zh zu";

const NAMES: &[(&str, [&str; 3])] = &[
    ("fi", ["suomi", "finska", "finnish"]),
    ("sv", ["ruotsi", "svenska", "swedish"]),
    ("en", ["englanti", "engelska", "english"]),
    ("se", ["pohjoissaame", "nordsamiska", "northern sámi"]),
    ("et", ["viro", "estniska", "estonian"]),
    ("ru", ["venäjä", "ryska", "russian"]),
    ("ar", ["arabia", "arabiska", "arabic"]),
    ("so", ["somali", "somaliska", "somali"]),
    ("uk", ["ukraina", "ukrainska", "ukrainian"]),
    ("de", ["saksa", "tyska", "german"]),
    ("fr", ["ranska", "franska", "french"]),
    ("es", ["espanja", "spanska", "spanish"]),
    ("fa", ["persia", "persiska", "persian"]),
    ("ku", ["kurdi", "kurdiska", "kurdish"]),
    ("no", ["norja", "norska", "norwegian"]),
    ("da", ["tanska", "danska", "danish"]),
    ("sq", ["albania", "albanska", "albanian"]),
    ("vi", ["vietnam", "vietnamesiska", "vietnamese"]),
    ("zh", ["kiina", "kinesiska", "chinese"]),
    ("th", ["thai", "thailändska", "thai"]),
    ("tr", ["turkki", "turkiska", "turkish"]),
    ("pl", ["puola", "polska", "polish"]),
    ("lv", ["latvia", "lettiska", "latvian"]),
    ("lt", ["liettua", "litauiska", "lithuanian"]),
];
