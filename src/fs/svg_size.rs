//! The size that an SVG asks for: `width` and `height` of its root element, else the size of its `viewBox`.

use crate::source::ImageInfo;

/// The size in CSS pixels, rounded up. `None` without an `<svg>` root, or when the root gives no size at all.
///
/// One of width and height alone gets the other from the ratio of the `viewBox`, as browsers do it.
pub(super) fn svg_size(text: &str) -> Option<ImageInfo> {
    let attributes = root_attributes(text)?;
    let find = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    let width = find("width").and_then(pixels);
    let height = find("height").and_then(pixels);
    let view_box = find("viewBox").and_then(view_box_size);
    let (width, height) = match (width, height, view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(size)) => size,
        (_, _, None) => return None,
    };
    let whole = |value: f64| (value.is_finite() && value > 0.0 && value <= 1e6).then(|| value.ceil() as u32);
    Some(ImageInfo { width: whole(width)?, height: whole(height)? })
}

/// The attributes of the first element, if that is `<svg>` (with or without a prefix); comments, declarations and doctype are passed over.
fn root_attributes(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')?..)?;
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.get(after.find("-->")? + 3..)?;
        } else if rest.starts_with("<!") {
            // A doctype may hold entity declarations in brackets, with `>` of their own.
            let end = rest.find('>')?;
            let end = match rest.find('[') {
                Some(bracket) if bracket < end => rest.find("]>")? + 2,
                _ => end + 1,
            };
            rest = rest.get(end..)?;
        } else if let Some(after) = rest.strip_prefix("<?") {
            rest = after.get(after.find("?>")? + 2..)?;
        } else {
            break;
        }
    }
    let name_end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
    let name = rest.get(1..name_end)?;
    if name.rsplit(':').next() != Some("svg") {
        return None;
    }
    let mut attributes = Vec::new();
    rest = rest.get(name_end..)?.trim_start();
    while !rest.starts_with(['>', '/']) {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after.get(1..)?.split_once(quote)?;
        attributes.push((name.trim(), value));
        rest = after.trim_start();
    }
    Some(attributes)
}

/// An absolute CSS length in pixels (96 to the inch). `None` for percentages and for units that depend on a font.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let unit_start =
        length.find(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E') || c == '%').unwrap_or(length.len());
    let (number, unit) = length.split_at_checked(unit_start)?;
    let factor = match unit {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * factor).filter(|size| *size > 0.0)
}

fn view_box_size(value: &str) -> Option<(f64, f64)> {
    let mut numbers =
        value.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty()).map(str::parse::<f64>);
    let (_, _, width, height) =
        (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    (width > 0.0 && height > 0.0).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_svg_roots() {
        for (text, expected) in [
            (r#"<svg width="20" height="10.2">"#, Some((20, 11))),
            (r#"<svg width='1in' height='72pt' viewBox="0 0 3 3">"#, Some((96, 96))),
            (
                r#"<?xml version="1.0"?><!-- <svg width="1"> --><!DOCTYPE svg [<!ENTITY a "b>">]><svg viewBox="0,0 30.5 40">"#,
                Some((31, 40)),
            ),
            (r#"<svg width="100%" height="100%" viewBox="0 0 8 4"/>"#, Some((8, 4))),
            (r#"<svg:svg width = "50" viewBox="0 0 100 20">"#, Some((50, 10))),
            (r#"<svg height="2em" viewBox="0 0 0 0">"#, None),
            (r#"<svg width="NaN" height="-3">"#, None),
            (r#"<svg width="1e300" height="1">"#, None),
            (r#"<html><svg width="1" height="1">"#, None),
            ("<svg width=", None),
            ("<", None),
            ("", None),
        ] {
            assert_eq!(svg_size(text), expected.map(|(width, height)| ImageInfo { width, height }), "{text}");
        }
    }
}
