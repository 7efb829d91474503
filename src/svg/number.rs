//! Numbers as short as they can be: at most two decimals, no trailing zeros, no "-0", no exponent.

/// Appends `value` rounded to a hundredth. What is not a number is written as 0: a picture never says NaN.
pub(crate) fn push_number(out: &mut String, value: f64) {
    let hundredths = if value.is_finite() { (value * 100.0).round() as i64 } else { 0 };
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
    let before = out.len();
    push_number(out, value);
    if !out[before..].starts_with('-') {
        out.insert(before, ' ');
    }
}

fn push_integer(out: &mut String, mut value: u64) {
    let mut digits = [0u8; 20];
    let mut n_digits = 0;
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + (value % 10) as u8;
        n_digits += 1;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend(digits[digits.len() - n_digits..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

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
