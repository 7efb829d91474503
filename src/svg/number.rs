//! Numbers as short as they can be: at most two decimals, no trailing zeros, no "-0", no exponent.

/// Appends `value` rounded to a hundredth. What is not a number is written as 0: a picture never says NaN.
pub(crate) fn push_number(out: &mut String, value: f64) {
    let hundredths = hundredths(value);
    let magnitude = hundredths.unsigned_abs();
    let (mut whole, fraction) = (magnitude / 100, magnitude % 100);
    // Written from its end into a buffer: sign, 17 digits at most, point, two decimals.
    let mut signs = [0_u8; 24];
    let mut first = signs.len();
    let mut put = |sign: u8| {
        first -= 1;
        signs[first] = sign;
    };
    if fraction > 0 {
        if fraction % 10 > 0 {
            put(b'0' + (fraction % 10) as u8);
        }
        put(b'0' + (fraction / 10) as u8);
        put(b'.');
    }
    while whole > 0 {
        put(b'0' + (whole % 10) as u8);
        whole /= 10;
    }
    if magnitude < 100 && fraction == 0 {
        put(b'0');
    }
    if hundredths < 0 {
        put(b'-');
    }
    out.push_str(std::str::from_utf8(&signs[first..]).unwrap_or_default());
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
            (-100.0, "-100"),
            (1e300, "92233720368547758.07"),
            (-1e300, "-92233720368547758.08"),
            (f64::NAN, "0"),
            (0.1 + 0.2, ".3"),
        ] {
            let mut out = String::new();
            push_number(&mut out, value);
            assert_eq!(out, expected);
        }
    }
}
