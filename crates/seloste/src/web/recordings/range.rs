//! Which bytes of a recording are asked for: RFC 9110, 14. One range of bytes; anything else asks for the whole.

use axum::http::{HeaderMap, header};
use std::ops::Range;

/// What a request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// A part: within the size, and never empty.
    Part(Range<u64>),
    /// A part that is not there.
    Beyond,
}

/// Reads `Range` and `If-Range` for something of a size, in bytes, whose strong validator is `mark`.
pub(super) fn wanted(headers: &HeaderMap, size: u64, mark: &str) -> Wanted {
    let Some(asked) = headers.get(header::RANGE).and_then(|value| value.to_str().ok()) else {
        return Wanted::Whole;
    };
    // A part of what one had before is of use only if it is still the same.
    if headers.get(header::IF_RANGE).is_some_and(|had| had.as_bytes() != mark.as_bytes()) {
        return Wanted::Whole;
    }
    match asked.trim().strip_prefix("bytes=").and_then(single) {
        Some(spec) => spec.within(size),
        None => Wanted::Whole,
    }
}

/// One range as it is written.
#[derive(Debug, Clone, Copy)]
enum Spec {
    /// From a place, to one that is included, or to the end.
    From(u64, Option<u64>),
    /// The last so many.
    Last(u64),
}

fn single(text: &str) -> Option<Spec> {
    let (from, to) = text.trim().split_once('-')?;
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    match (number(from), to) {
        (Some(from), "") => Some(Spec::From(from, None)),
        (Some(from), to) => number(to).filter(|to| from <= *to).map(|to| Spec::From(from, Some(to))),
        (None, to) if from.is_empty() => number(to).map(Spec::Last),
        (None, _) => None,
    }
}

impl Spec {
    fn within(self, size: u64) -> Wanted {
        let range = match self {
            Self::From(from, to) => from..to.map_or(size, |to| to.saturating_add(1)).min(size),
            Self::Last(many) => size.saturating_sub(many)..size,
        };
        if range.is_empty() { Wanted::Beyond } else { Wanted::Part(range) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[(header::HeaderName, &str)]) -> Wanted {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(name.clone(), value.parse().unwrap());
        }
        wanted(&headers, 100, "\"a\"")
    }

    #[test]
    fn one_range_is_read_as_the_standard_says() {
        for (asked, part) in [
            ("bytes=0-", 0..100),
            ("bytes=0-0", 0..1),
            ("bytes=10-19", 10..20),
            ("bytes=90-1000", 90..100),
            ("bytes=-10", 90..100),
            ("bytes=-1000", 0..100),
            ("bytes=99-99999999999999999999999", 99..100),
        ] {
            assert_eq!(read(&[(header::RANGE, asked)]), Wanted::Part(part), "{asked}");
        }
        for beyond in ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(read(&[(header::RANGE, beyond)]), Wanted::Beyond, "{beyond}");
        }
        for whole in
            ["bytes=5-2", "bytes=0-1,5-6", "lines=0-1", "bytes=", "bytes=-", "bytes=+1-2", "bytes=a-b"]
        {
            assert_eq!(read(&[(header::RANGE, whole)]), Wanted::Whole, "{whole}");
        }
    }

    #[test]
    fn a_part_of_what_has_changed_is_the_whole() {
        let range = (header::RANGE, "bytes=0-9");
        assert_eq!(read(&[range.clone(), (header::IF_RANGE, "\"a\"")]), Wanted::Part(0..10));
        assert_eq!(read(&[range, (header::IF_RANGE, "\"b\"")]), Wanted::Whole);
    }
}
