//! What to offer for a name that does not exist: the nearest that does, or all of them when they are few.

use crate::diagnostics::nearest;

/// Lists of at most this many names are shown whole.
const SHOW_ALL: usize = 8;
/// Lists longer than this are sifted by their letters before names are compared.
const SIFT_FROM: usize = 500;

/// One bit a letter or digit of ASCII, case ignored; other characters share the rest.
fn letters_of(text: &str) -> u64 {
    text.bytes().fold(0, |bits, byte| {
        bits | 1_u64
            << match byte.to_ascii_lowercase() {
                letter @ b'a'..=b'z' => letter - b'a',
                digit @ b'0'..=b'9' => 26 + digit - b'0',
                other => 36 + other % 28,
            }
    })
}

/// The lines of help for a name that does not exist: the nearest one, else all of them when they are few.
#[must_use]
pub(super) fn help_for<'a>(name: &str, candidates: impl ExactSizeIterator<Item = &'a str> + Clone) -> Vec<String> {
    let near = if candidates.len() > SIFT_FROM {
        // A name within a third of its length shares most letters: the sets tell, and spare nearly all comparisons.
        let letters = letters_of(name);
        let most = u32::try_from(name.len() / 3 * 2).unwrap_or(u32::MAX).max(2);
        nearest(name, candidates.clone().filter(|other| (letters_of(other) ^ letters).count_ones() <= most))
    } else {
        nearest(name, candidates.clone())
    };
    if let Some(near) = near {
        return vec![format!("did you mean `{near}`?")];
    }
    if candidates.len() == 0 || candidates.len() > SHOW_ALL {
        return Vec::new();
    }
    let mut all = candidates.collect::<Vec<_>>();
    all.sort_unstable();
    vec![format!("possible: {}", quoted_list(&all))]
}

/// `` `a`, `b` or `c` ``
#[must_use]
pub(super) fn quoted_list(names: &[&str]) -> String {
    let mut list = String::new();
    for (index, name) in names.iter().enumerate() {
        list.push_str(match index {
            0 => "",
            last if last + 1 == names.len() => " or ",
            _ => ", ",
        });
        list.push('`');
        list.push_str(name);
        list.push('`');
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_searched_too() {
        let names: Vec<String> =
            (0..2_000).map(|number| format!("journey-{number}")).chain(["leaving-us".into()]).collect();
        let names = || names.iter().map(String::as_str);
        assert_eq!(help_for("leavign-us", names()), ["did you mean `leaving-us`?"]);
        assert_eq!(help_for("somewhere", names()), Vec::<String>::new());
    }

    #[test]
    fn short_lists_are_shown_whole() {
        assert_eq!(
            help_for("x", ["as-is", "to-be", "research"].into_iter()),
            ["possible: `as-is`, `research` or `to-be`"]
        );
        assert_eq!(help_for("as is", ["as-is", "to-be"].into_iter()), ["did you mean `as-is`?"]);
        assert_eq!(help_for("x", [].into_iter()), Vec::<String>::new());
    }
}
