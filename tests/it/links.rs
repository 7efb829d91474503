//! No dead link: every address in every page of a built site leads to a file that is there, and to an anchor that is in it.

use std::collections::{BTreeMap, BTreeSet};

/// Faults in a built site, each as "page: what".
pub(crate) fn dead_links(files: &[(String, Vec<u8>)]) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg"))
        .map(|(path, bytes)| {
            (path.as_str(), attributes(&String::from_utf8_lossy(bytes), &["id"]).into_iter().collect())
        })
        .collect();
    let paths: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let mut faults = Vec::new();
    for (page, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg")) {
        // It is shown at any depth: it names the site's address, or seeks its styles at each.
        if page == "404.html" {
            continue;
        }
        let text = String::from_utf8_lossy(bytes);
        for link in attributes(&text, &["href", "src", "xlink:href", "data"]) {
            if ["http:", "https:", "mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
                continue;
            }
            let (path, anchor) =
                link.split_once('#').map_or((link.as_str(), None), |(path, anchor)| (path, Some(anchor)));
            let Some(target) = (if path.is_empty() { Some(page.clone()) } else { resolve(page, path) }) else {
                faults.push(format!("{page}: {link} leaves the site"));
                continue;
            };
            if !paths.contains(target.as_str()) {
                faults.push(format!("{page}: {link} leads to {target}, which is not there"));
            } else if let (Some(anchor), Some(ids)) = (anchor, ids.get(target.as_str()))
                && !anchor.is_empty()
                && !ids.contains(&decode(anchor))
            {
                faults.push(format!("{page}: {link} leads to an anchor that is not there"));
            }
        }
    }
    faults
}

/// Ids that a page uses twice.
pub(crate) fn repeated_ids(files: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (page, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg")) {
        let mut seen = BTreeSet::new();
        for id in attributes(&String::from_utf8_lossy(bytes), &["id"]) {
            if !seen.insert(id.clone()) {
                faults.push(format!("{page}: id {id} stands twice"));
            }
        }
    }
    faults
}

fn resolve(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(decode(&parts.join("/")))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let hex = |byte: &u8| char::from(*byte).to_digit(16).expect("a hexadecimal digit");
                bytes.push(u8::try_from(hex(high) * 16 + hex(low)).expect("a byte"));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Values of the named attributes, entities decoded; text outside tags is passed over.
fn attributes(html: &str, names: &[&str]) -> Vec<String> {
    let mut values = Vec::new();
    for tag in html.split('<').skip(1) {
        let Some(end) = tag_end(tag) else { continue };
        let tag = &tag[..end];
        for name in names {
            for (at, found) in tag.match_indices(&format!(" {name}=\"")) {
                let value = &tag[at + found.len()..];
                let value = value.split('"').next().unwrap_or_default();
                values.push(
                    value
                        .replace("&quot;", "\"")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&#x2F;", "/")
                        .replace("&#x27;", "'")
                        .replace("&amp;", "&"),
                );
            }
        }
    }
    values
}

/// The `>` that ends a tag, outside quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.char_indices().find_map(|(at, character)| match character {
        '"' => {
            quoted = !quoted;
            None
        }
        '>' if !quoted => Some(at),
        _ => None,
    })
}

#[test]
fn the_checker_finds_what_it_is_for() {
    let page = |text: &str| text.as_bytes().to_vec();
    let files = vec![
        (
            "a/x.html".to_owned(),
            page(
                "<p id=\"one\">href=\"no.html\"</p><a href=\"../b.html#two%3A2\">x</a><a href=\"y.html\">y</a><a href=\"#one\">",
            ),
        ),
        (
            "b.html".to_owned(),
            page("<p id=\"two:2\"></p><p id=\"two:2\"></p><a href=\"#three\"></a><a href=\"../up.html\"></a>"),
        ),
    ];
    assert_eq!(
        dead_links(&files),
        [
            "a/x.html: y.html leads to a/y.html, which is not there",
            "b.html: #three leads to an anchor that is not there",
            "b.html: ../up.html leaves the site",
        ]
    );
    assert_eq!(repeated_ids(&files), ["b.html: id two:2 stands twice"]);
}
