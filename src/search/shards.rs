//! The index as script files.
//!
//! | file | call | content |
//! |---|---|---|
//! | `index.js` | `wayfareSearch.index({…})` | the first token of each shard, the size of a block, the kinds |
//! | `t-<n>.js` | `wayfareSearch.tokens(n, "…")` | a token a line: entries whose title has it; entries whose text has it |
//! | `e-<n>.js` | `wayfareSearch.entries(n, […])` | a block of entries: title, place, address, kind, text |
//!
//! Numbers of entries are ascending differences in base 36. Tokens are sorted by UTF-16 code units, as scripts compare.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::entries::{Entry, KINDS};
use super::fold::tokens;
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

/// Entries by token: those whose title has it, those whose other words have it. Ascending.
type Postings = BTreeMap<Vec<u16>, [Vec<u32>; 2]>;

pub(super) fn write_files(entries: &[Entry], strings: &Strings) -> Vec<(String, String)> {
    let postings = collect_postings(entries);
    let mut firsts: Vec<String> = Vec::new();
    let mut files = Vec::new();
    let mut shard = String::new();
    for (token, hits) in &postings {
        let token = String::from_utf16_lossy(token);
        if shard.len() >= SHARD {
            files.push(token_file(firsts.len() - 1, &shard));
            shard.clear();
        }
        if shard.is_empty() {
            firsts.push(token.clone());
        }
        push_line(&mut shard, &token, hits);
    }
    if !shard.is_empty() {
        files.push(token_file(firsts.len() - 1, &shard));
    }
    for (number, block) in entries.chunks(BLOCK).enumerate() {
        let rows: Vec<(&str, &str, &str, u8, &str)> = block
            .iter()
            .map(|entry| {
                let text = cut(&entry.text, SHOWN);
                (entry.title.as_str(), entry.place.as_str(), entry.href.as_str(), entry.kind, text)
            })
            .collect();
        files.push((format!("e-{number}.js"), format!("wayfareSearch.entries({number},{});\n", json(&rows))));
    }
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

fn collect_postings(entries: &[Entry]) -> Postings {
    let tokens_of = |text: &str| -> Vec<Vec<u16>> {
        let mut found: Vec<Vec<u16>> =
            tokens(text).iter().map(|token| token.encode_utf16().take(LONGEST_TOKEN).collect()).collect();
        found.sort();
        found.dedup();
        found
    };
    let found: Vec<[Vec<Vec<u16>>; 2]> = entries
        .par_iter()
        .map(|entry| {
            let title = tokens_of(&entry.title);
            let mut others = tokens_of(&entry.place);
            others.extend(tokens_of(&entry.text));
            others.sort();
            others.dedup();
            others.retain(|token| title.binary_search(token).is_err());
            [title, others]
        })
        .collect();
    let mut postings = Postings::new();
    for (number, lists) in (0_u32..).zip(found) {
        for (field, list) in lists.into_iter().enumerate() {
            for token in list {
                let hits = postings.entry(token).or_default();
                if let Some(numbers) = hits.get_mut(field).filter(|numbers| numbers.len() < MOST_HITS) {
                    numbers.push(number);
                }
            }
        }
    }
    postings
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
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        digits.push(char::from_digit(rest % 36, 36).unwrap_or('0'));
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    let _ = into.write_fmt(format_args!("{}", digits.iter().rev().collect::<String>()));
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
    fn shards_stay_small_and_begin_where_the_index_says() {
        let entries: Vec<Entry> = (0..9000).map(|n| entry(&format!("word{n} other{n}"), "common words")).collect();
        let files = write_files(&entries, &Theme::built_in().strings);
        let shards: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("t-")).collect();
        assert!(shards.len() > 2, "{}", shards.len());
        assert!(shards.iter().all(|(_, text)| text.len() < SHARD + 30_000));
        let mut number = String::new();
        push_base_36(&mut number, 36 * 36 + 35);
        assert_eq!(number, "10z");
        assert_eq!(cut("one two three four", 9), "one two");
    }
}
