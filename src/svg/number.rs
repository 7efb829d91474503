//! Numbers as short as they can be: at most two decimals, no trailing zeros, no "-0", no exponent.

/// Appends `value` rounded to a hundredth. What is not a number is written as 0: a picture never says NaN.
pub(crate) fn push_number(out: &mut String, value: f64) {
    let hundredths = hundredths(value);
    if hundredths < 0 {
        out.push('-');
    }
    let magnitude = hundredths.unsigned_abs();
    let (whole, fraction) = (magnitude / 100, magnitude % 100);
    if whole > 0 || fraction == 0 {
        push_integer(out, whole);
    }
    if fraction > 0 {
        out.push('.');
        out.push(char::from(b'0' + (fraction / 10) as u8));
        if fraction % 10 > 0 {
            out.push(char::from(b'0' + (fraction % 10) as u8));
        }
    }
}

/// A number inside a list: a separating space unless the sign separates.
pub(crate) fn push_listed(out: &mut String, value: f64) {
    if hundredths(value) >= 0 {
        out.push(' ');
    }
    push_number(out, value);
}

fn hundredths(value: f64) -> i64 {
    if value.is_finite() { (value * 100.0).round() as i64 } else { 0 }
}

fn push_integer(out: &mut String, mut value: u64) {
    let mut digits = [0u8; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[first..]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_separated_once() {
        let mut out = String::from("M0");
        for value in [1.0, -2.0, -0.001, f64::NAN, -f64::NAN] {
            push_listed(&mut out, value);
        }
        assert_eq!(out, "M0 1-2 0 0 0");
    }

    #[test]
    fn short_and_exact() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.001, "0"),
            (0.5, ".5"),
            (-0.25, "-.25"),
            (12.0, "12"),
            (12.349, "12.35"),
            (-100.1, "-100.1"),
            (1e6, "1000000"),
            (f64::NAN, "0"),
            (0.1 + 0.2, ".3"),
        ] {
            let mut out = String::new();
            push_number(&mut out, value);
            assert_eq!(out, expected);
        }
    }
}
