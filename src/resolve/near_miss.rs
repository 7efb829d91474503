//! A name that is used once and nearly matches another of its kind is a slip more often than a new thing: "e-mial".
//!
//! 1. Every name gives the hashes of its slug with one character left out; names that share one are at most two edits apart.
//! 2. Only such pairs are compared for real, so that a hundred thousand names take no longer than their letters.

use rapidhash::RapidHashMap;

use rapidhash::fast::RapidHasher;
use std::hash::Hasher as _;

/// A name of one kind (touchpoint, channel …) with how often it is used.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameUse<'a> {
    pub(super) slug: &'a str,
    pub(super) uses: usize,
    /// Has a file of its own, or stands in a vocabulary: then it is no slip.
    pub(super) declared: bool,
}

/// Shorter slugs are too often neighbors by chance ("web", "wet").
const SHORTEST: usize = 5;

/// Pairs of positions in `names`: one used once, and the one that was probably meant (declared, or used more often).
/// Ascending by the first; one partner each.
#[must_use]
pub(super) fn near_misses(names: &[NameUse<'_>]) -> Vec<(usize, usize)> {
    // Looked up, never iterated.
    let mut by_hash: RapidHashMap<u64, Vec<u32>> = RapidHashMap::default();
    for (index, name) in names.iter().enumerate() {
        if name.slug.len() >= SHORTEST && name.slug.is_ascii() {
            for hash in deletions(name.slug) {
                let bucket = by_hash.entry(hash).or_default();
                // A bucket this full is a family of numbered names, not a slip.
                if bucket.len() < 32 {
                    bucket.push(u32::try_from(index).unwrap_or(u32::MAX));
                }
            }
        }
    }
    let mut pairs = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if name.declared || name.uses != 1 || name.slug.len() < SHORTEST || !name.slug.is_ascii() {
            continue;
        }
        let partner = deletions(name.slug)
            .iter()
            .filter_map(|hash| by_hash.get(hash))
            .flatten()
            .map(|other| *other as usize)
            .filter(|other| *other != index)
            .filter(|other| {
                names
                    .get(*other)
                    .is_some_and(|other| (other.declared || other.uses > 1) && is_slip(name.slug, other.slug))
            })
            .min();
        pairs.extend(partner.map(|partner| (index, partner)));
    }
    pairs
}

/// One edit (insertion, removal, change, swap of neighbors) that touches no digit.
fn is_slip(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    a != b && digits(a) == digits(b) && strsim::osa_distance(a, b) == 1
}

/// Hashes of the text itself and of the text without each of its characters.
fn deletions(text: &str) -> Vec<u64> {
    let bytes = text.as_bytes();
    let hash = |left: &[u8], right: &[u8]| {
        let mut hasher = RapidHasher::default();
        hasher.write(left);
        hasher.write(right);
        hasher.finish()
    };
    let mut hashes = vec![hash(bytes, &[])];
    hashes.extend((0..bytes.len()).map(|at| {
        let mut shorter = bytes.to_vec();
        shorter.remove(at);
        hash(&shorter, &[])
    }));
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_families_are_left_alone() {
        let names =
            [("e-mail", 9), ("e-mial", 1), ("website", 4), ("web-site", 1), ("box-10", 3), ("box-11", 1), ("phone", 1)]
                .map(|(slug, uses)| NameUse { slug, uses, declared: false });
        assert_eq!(near_misses(&names), [(1, 0), (3, 2)]);
    }

    #[test]
    fn a_declared_name_is_never_a_slip_but_may_be_what_was_meant() {
        let name = |slug, declared| NameUse { slug, uses: 1, declared };
        assert_eq!(near_misses(&[name("letter", true), name("lettre", false)]), [(1, 0)]);
        assert_eq!(near_misses(&[name("letter", true), name("lettre", true)]), []);
        assert_eq!(
            near_misses(&[name("letter", false), name("lettre", false)]),
            [],
            "which of the two would be the slip?"
        );
    }
}
