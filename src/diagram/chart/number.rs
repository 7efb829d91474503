//! Numbers as the language writes them.

use std::borrow::Cow;

/// How values are written: separators, unit, sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberFormat<'w> {
    pub decimal_separator: char,
    /// Between groups of three digits, from 10 000 on; may be empty.
    pub group_separator: Cow<'w, str>,
    /// Written before the number ("£"), may be empty.
    pub before: Cow<'w, str>,
    /// Written behind the number with its own space ("\u{202f}%"), may be empty.
    pub after: Cow<'w, str>,
    /// Positive numbers carry a plus.
    pub signed: bool,
    /// 0 to 3.
    pub max_decimals: u8,
}

impl NumberFormat<'static> {
    pub const ENGLISH: Self = Self {
        decimal_separator: '.',
        group_separator: Cow::Borrowed(","),
        before: Cow::Borrowed(""),
        after: Cow::Borrowed(""),
        signed: false,
        max_decimals: 2,
    };
}

impl Default for NumberFormat<'static> {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl NumberFormat<'_> {
    /// The number with its unit.
    pub fn format(&self, value: f64) -> String {
        format!("{}{}{}", self.before, self.format_bare(value), self.after)
    }

    /// For the ticks of an axis: a unit of several words would only be the same words over and over.
    pub fn format_tick(&self, value: f64) -> String {
        if self.after.trim().contains(' ') { self.format_bare(value) } else { self.format(value) }
    }

    /// Two ends with the unit once: "68–72 %".
    pub fn format_range(&self, low: f64, high: f64) -> String {
        format!("{}{}–{}{}", self.before, self.format_bare(low), self.format_bare(high), self.after)
    }

    fn format_bare(&self, value: f64) -> String {
        let decimals = u32::from(self.max_decimals.min(3));
        let factor = 10u64.pow(decimals);
        let scaled = if value.is_finite() { (value * factor as f64).round() } else { 0.0 };
        let magnitude = scaled.abs() as u64;
        let whole = (magnitude / factor).to_string();
        let mut text = String::with_capacity(whole.len() + 6);
        if scaled < 0.0 {
            text.push('−');
        } else if self.signed && scaled > 0.0 {
            text.push('+');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && whole.len() > 4 && (whole.len() - index).is_multiple_of(3) {
                text.push_str(&self.group_separator);
            }
            text.push(digit);
        }
        let fraction = format!("{:0width$}", magnitude % factor, width = decimals as usize);
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            text.push(self.decimal_separator);
            text.push_str(fraction);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_separators_sign_and_unit() {
        let plain = NumberFormat::ENGLISH;
        for (value, expected) in [
            (0.0, "0"),
            (4.6, "4.6"),
            (-1.25, "−1.25"),
            (1234.0, "1234"),
            (12345.5, "12,345.5"),
            (1e6, "1,000,000"),
            (0.999, "1"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(plain.format(value), expected);
        }
        let percent =
            NumberFormat { after: Cow::Borrowed(" %"), signed: true, decimal_separator: ',', ..NumberFormat::ENGLISH };
        assert_eq!(percent.format(2.5), "+2,5 %");
        assert_eq!(NumberFormat { signed: false, ..percent }.format_range(68.0, 72.0), "68–72 %");
    }
}
