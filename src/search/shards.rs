//! The index as script files.
//!
//! | file | call | content |
//! |---|---|---|
//! | `index.js` | `wayfareSearch.index({…})` | the first token of each shard, the size of a block, the kinds |
//! | `t-<n>.js` | `wayfareSearch.tokens(n, "…")` | a token a line: entries whose title has it; entries whose text has it |
//! | `e-<n>.js` | `wayfareSearch.entries(n, […])` | a block of entries: title, place, address, kind, text |
//!
//! Numbers of entries are ascending differences in base 36. Tokens are sorted by UTF-16 code units, as scripts compare.

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::entries::{Entry, KINDS};
use super::tokens::each_token;
use crate::fold::fold;
use crate::theme::Strings;

/// Entries a block: about 25 kB.
const BLOCK: usize = 128;
/// Characters a shard; compressed a third of that, so each stays below 100 kB even when a single token is long.
const SHARD: usize = 96 * 1024;
/// More entries than this are not told of one token: nobody reads so far, and the files stay small.
const MOST_HITS: usize = 2000;
/// Characters of a token that count; the reader cuts its query alike.
const LONGEST_TOKEN: usize = 24;
/// Characters of an entry's text that are shown.
const SHOWN: usize = 180;

/// Entries that have a token: in their title, in their other words. Ascending.
type Hits = [Vec<u32>; 2];

pub(super) fn write_files(entries: &[Entry], strings: &Strings) -> Vec<(String, String)> {
    let postings = collect_postings(entries);
    let mut firsts: Vec<String> = Vec::new();
    let mut files = Vec::new();
    let mut shard = String::new();
    for (token, hits) in &postings {
        if shard.len() >= SHARD {
            files.push(token_file(firsts.len() - 1, &shard));
            shard.clear();
        }
        if shard.is_empty() {
            firsts.push(token.to_string());
        }
        push_line(&mut shard, token, hits);
    }
    if !shard.is_empty() {
        files.push(token_file(firsts.len() - 1, &shard));
    }
    let blocks = entries.par_chunks(BLOCK).enumerate().map(|(number, block)| {
        let rows: Vec<(&str, &str, &str, u8, &str)> = block
            .iter()
            .map(|entry| {
                let text = cut(&entry.text, SHOWN);
                (entry.title.as_str(), entry.place.as_str(), entry.href.as_str(), entry.kind, text)
            })
            .collect();
        (format!("e-{number}.js"), format!("wayfareSearch.entries({number},{});\n", json(&rows)))
    });
    files.par_extend(blocks);
    let kinds: Vec<&str> =
        KINDS.iter().map(|kind| strings.get(&format!("search.kind_{kind}")).unwrap_or(kind)).collect();
    let index = format!(
        "wayfareSearch.index({{\"firsts\":{},\"block\":{BLOCK},\"count\":{},\"longest\":{LONGEST_TOKEN},\"kinds\":{}}});\n",
        json(&firsts),
        entries.len(),
        json(&kinds)
    );
    files.push(("index.js".to_owned(), index));
    files
}

/// Text cannot fail to become JSON.
fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn token_file(number: usize, shard: &str) -> (String, String) {
    (format!("t-{number}.js"), format!("wayfareSearch.tokens({number},{});\n", json(&shard)))
}

/// The tokens of a run of entries, in the order in which they are met.
#[derive(Default)]
struct Postings {
    tokens: Vec<(Box<str>, Hits)>,
    /// Where a token stands in the list. Looked up, never iterated.
    places: RapidHashMap<Box<str>, usize>,
}

impl Postings {
    fn hits(&mut self, token: &str) -> Option<&mut Hits> {
        let place = match self.places.get(token) {
            Some(place) => *place,
            None => {
                self.tokens.push((token.into(), Hits::default()));
                self.places.insert(token.into(), self.tokens.len() - 1);
                self.tokens.len() - 1
            }
        };
        self.tokens.get_mut(place).map(|(_, hits)| hits)
    }

    fn of(entries: &[Entry], first: u32) -> Self {
        let mut postings = Self::default();
        for (number, entry) in (first..).zip(entries) {
            each_token(&fold(&entry.title), |token| {
                if let Some([titles, _]) = postings.hits(shortened(token))
                    && titles.last() != Some(&number)
                {
                    titles.push(number);
                }
            });
            for text in [&entry.place, &entry.text] {
                each_token(&fold(text), |token| {
                    if let Some([titles, others]) = postings.hits(shortened(token))
                        && titles.last() != Some(&number)
                        && others.last() != Some(&number)
                    {
                        others.push(number);
                    }
                });
            }
        }
        postings
    }
}

/// The first [`LONGEST_TOKEN`] UTF-16 units; no letter is cut in two.
fn shortened(token: &str) -> &str {
    if token.len() <= LONGEST_TOKEN {
        return token;
    }
    let mut units = 0;
    let end = token.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > LONGEST_TOKEN
    });
    end.map_or(token, |(at, _)| &token[..at])
}

/// The order of UTF-16 code units: that of UTF-8, but for letters beyond the first 65,536, which come before the last of these.
fn by_utf16(a: &str, b: &str) -> std::cmp::Ordering {
    let differing = a.chars().zip(b.chars()).find(|(a, b)| a != b);
    match differing {
        Some((a, b)) => a.encode_utf16(&mut [0; 2]).cmp(&b.encode_utf16(&mut [0; 2])),
        None => a.len().cmp(&b.len()),
    }
}

/// All tokens, sorted. Entries are read in runs of a fixed length, so that the number of threads changes nothing.
fn collect_postings(entries: &[Entry]) -> Vec<(Box<str>, Hits)> {
    const RUN: usize = 4096;
    let runs: Vec<Postings> = (entries.par_chunks(RUN).enumerate())
        .map(|(run, entries)| Postings::of(entries, u32::try_from(run * RUN).unwrap_or(u32::MAX)))
        .collect();
    let mut all = Postings::default();
    for run in runs {
        for (token, hits) in run.tokens {
            let Some(known) = all.hits(&token) else { continue };
            for (known, more) in known.iter_mut().zip(hits) {
                let room = MOST_HITS.saturating_sub(known.len());
                known.extend(more.into_iter().take(room));
            }
        }
    }
    let mut tokens = all.tokens;
    tokens.par_sort_unstable_by(|(a, _), (b, _)| by_utf16(a, b));
    tokens
}

/// `token 1a,2;3,4f`
fn push_line(shard: &mut String, token: &str, hits: &[Vec<u32>; 2]) {
    if !shard.is_empty() {
        shard.push('\n');
    }
    shard.push_str(token);
    for (mark, numbers) in [' ', ';'].into_iter().zip(hits) {
        shard.push(mark);
        let mut before = 0;
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                shard.push(',');
            }
            push_base_36(shard, number - before);
            before = *number;
        }
    }
}

fn push_base_36(into: &mut String, number: u32) {
    // 36⁷ is more than a u32 holds.
    let mut digits = [0_u8; 7];
    let mut first = digits.len();
    let mut rest = number;
    loop {
        first -= 1;
        let digit = (rest % 36) as u8;
        digits[first] = if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    into.push_str(std::str::from_utf8(&digits[first..]).unwrap_or_default());
}

/// The first so many characters, cut at a word where there is one.
fn cut(text: &str, most: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let head = &text[..end];
    head.rfind(char::is_whitespace).filter(|at| *at > end / 2).map_or(head, |at| &head[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    fn entry(title: &str, text: &str) -> Entry {
        Entry { kind: 0, title: title.into(), place: String::new(), href: "a.html".into(), text: text.into() }
    }

    #[test]
    fn a_token_knows_its_entries_by_title_and_by_text() {
        let entries = [entry("Box", "a crate"), entry("Crate", "the box"), entry("野菜箱", "")];
        let files = write_files(&entries, &Theme::built_in().strings);
        let tokens = files.iter().find(|(name, _)| name == "t-0.js").map(|(_, text)| text.as_str()).unwrap_or_default();
        for line in ["box 0;1", "crate 1;0", "菜箱 2;"] {
            assert!(tokens.contains(line), "{line}: {tokens}");
        }
        assert!(files.iter().any(|(name, text)| name == "index.js" && text.contains("\"count\":3")));
    }

    #[test]
    fn tokens_are_cut_and_sorted_as_scripts_do_it() {
        let long = "a".repeat(30);
        assert_eq!(shortened(&long).len(), LONGEST_TOKEN);
        assert_eq!(shortened(&"𐌰".repeat(30)).chars().count(), LONGEST_TOKEN / 2);
        for (a, b) in [("a", "ab"), ("a", "b"), ("é", "箱"), ("𐌰", "ﬀ"), ("x𐌰", "xﬀ"), ("", "a")] {
            assert_eq!(by_utf16(a, b), std::cmp::Ordering::Less, "{a} {b}");
            assert!(a.encode_utf16().lt(b.encode_utf16()), "{a} {b}");
        }
    }

    #[test]
    fn shards_stay_small_and_begin_where_the_index_says() {
        let entries: Vec<Entry> = (0..9000).map(|n| entry(&format!("word{n} other{n}"), "common words")).collect();
        let files = write_files(&entries, &Theme::built_in().strings);
        let shards: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("t-")).collect();
        assert!(shards.len() > 2, "{}", shards.len());
        assert!(shards.iter().all(|(_, text)| text.len() < SHARD + 30_000));
        let mut number = String::new();
        push_base_36(&mut number, 36 * 36 + 35);
        push_base_36(&mut number, u32::MAX);
        assert_eq!(number, "10z1z141z3");
        assert_eq!(cut("one two three four", 9), "one two");
    }
}
