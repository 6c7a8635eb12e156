//! Words by which a text may say something that the law guards more closely (GDPR 9 and 10). They find suspicions: somebody decides.

use super::LawPack;
use jiff::civil::Date;

impl LawPack {
    /// The words of a text that may say something of the kind on a day, as they stand there.
    pub fn sensitive_in<'t>(&self, text: &'t str, on: Date) -> impl Iterator<Item = &'t str> {
        let kinds = self.sensitive.iter().filter(move |kind| super::holds(kind.from, kind.until, on));
        let stems: Vec<&str> = kinds.flat_map(|kind| &kind.words).map(String::as_str).collect();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(move |word| {
            let small = word.to_lowercase();
            stems.iter().any(|stem| small.starts_with(stem))
        })
    }
}
