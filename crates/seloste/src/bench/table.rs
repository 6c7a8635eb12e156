//! The table of figures: what was aimed at, what was got, the bare baseline of the same run. Misses are said.

/// Which side of the aim is good.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Aim {
    /// At most so much.
    AtMost(f64),
    /// At least so much.
    AtLeast(f64),
}

/// One line of the table.
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) what: String,
    /// What is aimed at.
    pub(crate) aim: Aim,
    /// What was got.
    pub(crate) got: f64,
    /// Unit of both.
    pub(crate) unit: &'static str,
    /// The bare baseline of the same run, and what it is.
    pub(crate) bare: Option<(f64, &'static str)>,
}

impl Figure {
    /// Whether the aim is met.
    pub(crate) fn met(&self) -> bool {
        match self.aim {
            Aim::AtMost(most) => self.got <= most,
            Aim::AtLeast(least) => self.got >= least,
        }
    }

    /// The line, in Markdown.
    pub(crate) fn line(&self) -> String {
        let (sign, aim) = match self.aim {
            Aim::AtMost(most) => ("at most", most),
            Aim::AtLeast(least) => ("at least", least),
        };
        let bare = self.bare.map_or_else(
            || " | |".to_owned(),
            |(bare, what)| format!(" {} {} ({what}) | {:.2} |", number(bare), self.unit, self.got / bare),
        );
        format!(
            "| {} | {sign} {} {} | **{} {}** | {} |{bare}",
            self.what,
            number(aim),
            self.unit,
            number(self.got),
            self.unit,
            if self.met() { "met" } else { "**missed**" },
        )
    }
}

/// Head of the table.
pub(crate) const HEAD: &str =
    "| what | aim | got | | bare baseline, same run | ratio |\n|---|---|---|---|---|---|";

/// A number with as many places as say something.
pub(crate) fn number(value: f64) -> String {
    if value >= 1_000.0 {
        let whole = format!("{value:.0}");
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    } else if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_miss_is_said() {
        let figure = Figure {
            what: "save".to_owned(),
            aim: Aim::AtMost(15.0),
            got: 20.0,
            unit: "ms",
            bare: Some((2.0, "bare")),
        };
        assert!(!figure.met());
        assert_eq!(
            figure.line(),
            "| save | at most 15.0 ms | **20.0 ms** | **missed** | 2.00 ms (bare) | 10.00 |"
        );
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!([1_234_567.0, 999.4, 12.34, 0.5].map(number), ["1,234,567", "999", "12.3", "0.50"]);
    }
}
