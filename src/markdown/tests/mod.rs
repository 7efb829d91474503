//! What Markdown becomes, and where its mistakes are placed.

mod limits;
mod soup;

use super::*;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Address, Document, Embed, Fragment, JourneyId, LinkTarget, PageId, Part, PersonaId, TermId, Text};
use crate::source::{SourceId, Span};
use crate::url::SitePath;

/// A site with one persona, one journey, one image, and two terms.
struct SmallSite {
    glossary: Glossary,
}

impl SmallSite {
    fn new() -> Self {
        let terms = [("touchpoint", TermId(0)), ("moment of truth", TermId(1))];
        Self { glossary: Glossary::new(terms) }
    }
}

impl LinkResolver for SmallSite {
    fn resolve_link(&mut self, link: &LinkReference<'_>, diagnostics: &mut Diagnostics) -> Option<LinkTarget> {
        let anchor = link.anchor.map(Into::into);
        match link.path {
            "" if link.in_document => Some(LinkTarget::Entity(Address::Page(PageId(0)), anchor)),
            "../personas/maya.md" => Some(LinkTarget::Entity(Address::Persona(PersonaId(0)), anchor)),
            "a b.pdf" => SitePath::new("a b.pdf").map(LinkTarget::File),
            _ => {
                let (code, span) = if link.path.is_empty() {
                    (Code::BrokenAnchor, link.anchor_span)
                } else {
                    (Code::BrokenLink, link.path_span)
                };
                let message = format!("broken {} -> {}", link.written, link.anchor.unwrap_or(link.path));
                diagnostics.push(Diagnostic::new(code, span, message));
                None
            }
        }
    }

    fn resolve_wiki(&mut self, link: &WikiReference<'_>, diagnostics: &mut Diagnostics) -> WikiResolution {
        let anchor = link.anchor.map(Into::into);
        if link.name != "maya" {
            diagnostics.push(Diagnostic::new(Code::BrokenLink, link.name_span, format!("broken {}", link.name)));
            return WikiResolution { label: None, target: None };
        }
        let target = Some(LinkTarget::Entity(Address::Persona(PersonaId(0)), anchor));
        WikiResolution { label: Some("Maya <Okafor>".into()), target }
    }

    fn resolve_image(&mut self, image: &ImageReference<'_>, diagnostics: &mut Diagnostics) -> Option<ImageResolution> {
        if image.path != "van.jpg" {
            diagnostics.push(Diagnostic::new(Code::MissingImage, image.span, format!("missing {}", image.path)));
            return None;
        }
        SitePath::new("van.jpg").map(|path| ImageResolution { target: LinkTarget::File(path), size: Some((40, 30)) })
    }

    fn resolve_embed(&mut self, embed: &EmbedReference<'_>, diagnostics: &mut Diagnostics) -> Option<Embed> {
        let journey = embed.argument("journey")?;
        if journey.value != "order" {
            diagnostics.push(Diagnostic::new(Code::UnknownReference, journey.span, "unknown journey"));
            return None;
        }
        Some(match embed.kind {
            EmbedKind::Curve => Embed::Curve { journey: JourneyId(0), personas: Vec::new() },
            _ => Embed::Map { journey: JourneyId(0) },
        })
    }

    fn glossary(&self) -> Option<&Glossary> {
        Some(&self.glossary)
    }
}

const HTML: MarkdownOptions = MarkdownOptions { raw_html: true };
const SAFE: MarkdownOptions = MarkdownOptions { raw_html: false };

fn whole(text: &str) -> Place {
    Place::exact(Span::new(SourceId(0), 0, text.len()))
}

fn read(text: &str, options: MarkdownOptions) -> (Document, Diagnostics) {
    let (parsed, mut diagnostics) = parse_document(text, whole(text), options);
    let (document, more) = resolve_document(&parsed, &mut SmallSite::new());
    diagnostics.extend(more);
    (document, diagnostics)
}

fn read_inline(text: &str) -> (Text, Diagnostics) {
    let (parsed, mut diagnostics) = parse_inline(text, whole(text), SAFE);
    let (found, more) = resolve_inline(&parsed, &mut SmallSite::new());
    diagnostics.extend(more);
    (found, diagnostics)
}

/// The parts joined, with `{…}` where a page fills something in, and without line ends between blocks.
fn html(fragment: &Fragment) -> String {
    let mut html = String::new();
    for part in &fragment.parts {
        match part {
            Part::Html(literal) => html.push_str(literal),
            Part::Word(key) => html.push_str(&format!("{{{}}}", key.trim_start_matches("markdown."))),
            Part::Address(LinkTarget::External(url)) => html.push_str(url),
            Part::Address(LinkTarget::File(path)) => html.push_str(&format!("{{{path}}}")),
            Part::Address(LinkTarget::Term(term)) => html.push_str(&format!("{{term {}}}", term.0)),
            Part::Address(LinkTarget::Entity(address, anchor)) => {
                let anchor = anchor.as_deref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                let name = match address {
                    Address::Persona(_) => "maya",
                    _ => "here",
                };
                html.push_str(&format!("{{{name}{anchor}}}"));
            }
            Part::Embed(Embed::Curve { .. }) => html.push_str("{curve}"),
            Part::Embed(Embed::Map { .. } | Embed::Diagram(_)) => html.push_str("{map}"),
            Part::Embed(Embed::Mermaid { text, .. }) => {
                html.push_str(&format!("{{mermaid {}}}", text.trim().replace('<', "&lt;").replace('>', "&gt;")));
            }
        }
    }
    html.replace('\n', "")
}

/// `code at "the words under the underline"`, one a mistake.
fn told(text: &str, diagnostics: &Diagnostics) -> Vec<String> {
    let mut lines: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.primary.span;
            let words = text.get(span.start as usize..span.end as usize).expect("a span on character boundaries");
            format!("{} at {words:?}", diagnostic.code.name())
        })
        .collect();
    lines.sort();
    lines
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let (document, diagnostics) = read(text, SAFE);
    assert_eq!(html(&document.body), expected);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
}

#[track_caller]
fn check_told(text: &str, expected: &[&str]) {
    let (_, diagnostics) = read(text, SAFE);
    assert_eq!(told(text, &diagnostics), expected, "{text}");
}

#[test]
fn blocks() {
    check(
        "a *b* **c** ~~d~~ `e<f`\\\ng",
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code><br>g</p>",
    );
    check("> q\n\n---\n\n3. x\n4. y", "<blockquote><p>q</p></blockquote><hr><ol start=\"3\"><li>x</li><li>y</li></ol>");
    check("term\n: one\n: two", "<dl><dt>term</dt><dd>one</dd><dd>two</dd></dl>");
    check("```rust x\na<b\n```", "<pre tabindex=\"0\"><code class=\"language-rust\">a&lt;b</code></pre>");
    check("\"as is\" -- it's...", "<p>&quot;as is&quot; -- it's...</p>");
}

#[test]
fn a_path_with_a_space_is_told_because_markdown_ends_it_there() {
    check_told("See ![A van](my pics/van 1.PNG) here", &["missing-image at \"my pics/van 1.PNG\""]);
    check_told("![A *green* van](my\\van 1.png)", &["missing-image at \"my\\\\van 1.png\""]);
    check_told("[the map](other map.md), [b] (see a b.md)", &["broken-link at \"other map.md\""]);
    for fine in ["`![A](a b.png)`", "[a](not a path)", "[x] (a b.md)", "[a] and (b c.md)"] {
        check_told(fine, &[]);
    }
}

#[test]
fn tables_have_heads_and_scroll_by_themselves() {
    check(
        "| a | |\n|---|--:|\n| b | c |",
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{table}: a\"><table><thead><tr>\
         <th scope=\"col\">a</th><td class=\"align-right\"></td></tr></thead><tbody><tr><td>b</td>\
         <td class=\"align-right\">c</td></tr></tbody></table></div>",
    );
    let (document, _) = read("|a|\n|-|\n\nx\n\n|a|\n|-|", SAFE);
    assert!(html(&document.body).contains("aria-label=\"{table}: a (2)\""), "names are unique");
}

#[test]
fn tasks_and_alerts_have_names() {
    check(
        "- [x] a\n- [ ] b\n- c",
        "<ul><li class=\"task-item\"><span role=\"img\" class=\"task task-done\" aria-label=\"{task-done}\">☑</span>a</li>\
         <li class=\"task-item\"><span role=\"img\" class=\"task\" aria-label=\"{task-open}\">☐</span>b</li><li>c</li></ul>",
    );
    check(
        "> [!NOTE]\n> x",
        "<aside role=\"note\" class=\"alert alert-note\"><p class=\"alert-title\">{alert-note}</p><p>x</p></aside>",
    );
}

#[test]
fn headings_move_down_and_have_ids() {
    check("## A b\n\n## A b", "<h2 id=\"a-b\">A b</h2><h2 id=\"a-b-2\">A b</h2>");
    check("# A\n\n## B\n\n#### C", "<h2 id=\"a\">A</h2><h3 id=\"b\">B</h3><h4 id=\"c\">C</h4>");
    check("## A {#own .wide .Bad\"x}", "<h2 id=\"own\" class=\"wide\">A</h2>");
    check_told("## A\n\n## B {#a}", &["duplicate-id at \"## B {#a}\""]);
    check("##\n\n## &nbsp;\n\nx", "<p>x</p>");
    check_told("## A {#Own_Id}", &["invalid-id at \"## A {#Own_Id}\""]);
    let (document, _) = read("## A *b* [c](https://d.e) touchpoint", SAFE);
    let text = &document.headings[0].text;
    assert_eq!(&*text.plain, "A b c touchpoint");
    assert_eq!(text.html.as_deref().map(html).as_deref(), Some("A <em>b</em> c touchpoint"));
}

#[test]
fn links() {
    check("[m](../personas/maya.md#goals \"t\")", "<p><a href=\"{maya#goals}\" title=\"t\">m</a></p>");
    check("[f](a%20b.pdf) [g](<a b.pdf>)", "<p><a href=\"{a b.pdf}\">f</a> <a href=\"{a b.pdf}\">g</a></p>");
    check("## X\n\n[up](#x)", "<h2 id=\"x\">X</h2><p><a href=\"{here#x}\">up</a></p>");
    check(
        "see https://a.b/c_d. <a@b.c>",
        "<p>see <a rel=\"external\" href=\"https://a.b/c_d\">https://a.b/c_d</a>. \
         <a rel=\"external\" href=\"mailto:a@b.c\">a@b.c</a></p>",
    );
    check(
        "[[maya]] [[maya|M *y*]] [[maya#goals]]",
        "<p><a href=\"{maya}\">Maya &lt;Okafor&gt;</a> <a href=\"{maya}\">M <em>y</em></a> <a href=\"{maya#goals}\">Maya &lt;Okafor&gt;</a></p>",
    );
    check(
        "|a|\n|-|\n|[[maya\\|M]]|",
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{table}: a\"><table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td><a href=\"{maya}\">M</a></td></tr></tbody></table></div>",
    );
}

#[test]
fn broken_references_are_told_where_they_stand() {
    check_told("ä [a](b.md#c) [d](#e)", &["broken-anchor at \"e\"", "broken-link at \"b.md\""]);
    check_told("[[tom#x]] [[toma|T]]", &["broken-link at \"tom\"", "broken-link at \"toma\""]);
    check_told("[a][b]\n\n[b]: c.md", &["broken-link at \"c.md\""]);
    check_told("[a][b] [c][] [d] e[f][g]", &["broken-link at \"[a][b]\"", "broken-link at \"[c][]\""]);
    check_told("[a](javascript:b) [c](//d.e)", &["broken-link at \"//d.e\"", "broken-link at \"javascript:b\""]);
    check_told("[](https://a.b) [![c](van.jpg)](https://a.b)", &["missing-alternative-text at \"[](https://a.b)\""]);
    check_told("[a](C:\\b)", &["unsafe-path at \"C:\\\\b\""]);
    check_told("x[^1] [^2]\n\n[^3]: y\n\n[^1]: z", &["broken-footnote at \"[^2]\"", "broken-footnote at \"[^3]: y\""]);
    let (document, _) = read("[a *b*](javascript:c)", SAFE);
    assert_eq!(html(&document.body), "<p>a <em>b</em></p>");
}

#[test]
fn images() {
    check(
        "![A *van*](van.jpg \"Friday\")",
        "<figure><img src=\"{van.jpg}\" alt=\"A van\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"><figcaption>Friday</figcaption></figure>",
    );
    check(
        "a ![](van.jpg \"decorative\")",
        "<p>a <img src=\"{van.jpg}\" alt=\"\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    check_told("a ![](van.jpg)", &["missing-alternative-text at \"![](van.jpg)\""]);
    check_told(
        "![a](b.png) ![c](https://d.e/f.png)",
        &["missing-image at \"b.png\"", "missing-image at \"https://d.e/f.png\""],
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    check(
        "a[^n] b[^n]\n\n[^n]: c",
        "<p>a<sup class=\"footnote-mark\"><a id=\"_fnref-n\" href=\"#_fn-n\" role=\"doc-noteref\" aria-label=\"{footnote} 1\">1</a></sup> \
         b<sup class=\"footnote-mark\"><a id=\"_fnref-n-2\" href=\"#_fn-n\" role=\"doc-noteref\" aria-label=\"{footnote} 1\">1</a></sup></p>\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{footnotes}\"><ol><li id=\"_fn-n\"><p>c \
         <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#_fnref-n\" aria-label=\"{footnote-back} 1\">↩</a> \
         <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#_fnref-n-2\" aria-label=\"{footnote-back} 1-2\">↩</a></p></li></ol></section>",
    );
}

#[test]
fn pictures_of_the_site() {
    check("{{ curve(journey=\"order\") }}\n{{ map(journey=\"order\") }}\n\nx", "{curve}{map}<p>x</p>");
    check("> {{ curve(journey=\"order\") }}\n\nx", "<blockquote>{curve}</blockquote><p>x</p>");
    check("~~~mermaid\njourney\n  title x\n~~~", "{mermaid journey  title x}");
    check("```mermaid\nflowchart\n```", "<pre tabindex=\"0\"><code class=\"language-mermaid\">flowchart</code></pre>");
    check_told("ä\n\n{{ curve(journey=\"ordr\") }}", &["unknown-reference at \"ordr\""]);
    check_told("a {{ curve(journey=\"order\") }}", &["unknown-value at \"{{ curve(journey=\\\"order\\\") }}\""]);
    let text = "x\n\n```mermaid\njourney\n```";
    let (document, _) = read(text, SAFE);
    let spans: Vec<_> = document
        .body
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Embed(Embed::Mermaid { span, .. }) => text.get(span.start as usize..span.end as usize),
            _ => None,
        })
        .collect();
    assert_eq!(spans, ["journey\n"]);
}

#[test]
fn raw_html_is_shown_or_sanitised() {
    let text = "a <b>c</b> <!-- d --> e<br>f\n\n<div>\n*g*\n</div>\n\n<!-- h -->";
    let (document, diagnostics) = read(text, SAFE);
    assert_eq!(html(&document.body), "<p>a &lt;b&gt;c&lt;/b&gt;  e<br>f</p><p>&lt;div&gt;*g*&lt;/div&gt;</p>");
    assert_eq!(told(text, &diagnostics), ["raw-html at \"<b>\"", "raw-html at \"<div>\""]);

    let text = "a <b onclick=x>c <i>d</b> e\n\n<details><summary>s</summary>\n\n*f* <script>g</script>\n\n</details>\n\n</div>";
    let (document, diagnostics) = read(text, HTML);
    assert_eq!(
        html(&document.body),
        "<p>a <b>c <i>d</i></b> e</p><details><summary>s</summary><p><em>f</em> g</p></details>"
    );
    assert_eq!(told(text, &diagnostics), ["raw-html at \"<script>\""]);
    let text = "<a href='b.md'>c</a>\n\n<div>\n<a href='https://d.e'>f</a> <a href=g.md>h</a>\n</div>";
    let (_, diagnostics) = read(text, HTML);
    assert_eq!(told(text, &diagnostics), ["raw-html at \"<a href='b.md'>\"", "raw-html at \"<a href=g.md>\""]);
}

#[test]
fn terms_are_linked_once_and_not_everywhere() {
    check(
        "## Touchpoint\n\n`touchpoint` [touchpoint](https://a.b) Touchpoints and a touchpoint, a moment\nof *truth*, moments of truth, a moment\nof truth",
        "<h2 id=\"touchpoint\">Touchpoint</h2><p><code>touchpoint</code> <a rel=\"external\" href=\"https://a.b\">touchpoint</a> \
         <a class=\"term\" href=\"{term 0}\">Touchpoints</a> and a touchpoint, a momentof <em>truth</em>, moments of truth, a \
         <a class=\"term\" href=\"{term 1}\">momentof truth</a></p>",
    );
}

#[test]
fn plain_text_has_a_line_for_each_block() {
    let text = "## A  b\n\nc *d*\ne[^1] ![f](van.jpg)\n\n- g\n- h\n\n|i|j|\n|-|-|\n|k|l|\n\n[[maya]]\n\n[^1]: m";
    let (document, _) = read(text, SAFE);
    assert_eq!(&*document.plain, "A b\nc d e f\ng\nh\ni j\nk l\nMaya <Okafor>\nm");
    assert_eq!(count_words(&document.plain), 15);
}

#[test]
fn short_texts() {
    for (text, plain, expected) in [
        ("Just words, 3 > 2", "Just words, 3 > 2", None),
        ("- no list", "- no list", None),
        ("# 3 of *4*", "# 3 of 4", Some("# 3 of <em>4</em>")),
        ("_a_ b", "a b", Some("<em>a</em> b")),
        ("    `x`", "x", Some("<code>x</code>")),
        ("a\n\n- b\r\n> c", "a - b > c", None),
        ("a\n\n* b", "a * b", None),
        ("AT&amp;T \\*", "AT&T *", None),
        ("R&D", "R&D", None),
        ("[[maya]]!", "Maya <Okafor>!", Some("<a href=\"{maya}\">Maya &lt;Okafor&gt;</a>!")),
        ("a touchpoint", "a touchpoint", None),
        ("| a |\\\n|---|", "| a | |---|", None),
        ("[a]: b", "[a]: b", None),
        ("+++", "+++", None),
        ("", "", None),
    ] {
        let (found, diagnostics) = read_inline(text);
        assert_eq!(&*found.plain, plain, "{text:?}");
        assert_eq!(found.html.as_deref().map(html).as_deref(), expected, "{text:?}");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
    }
    let text = "ä [b](c.md) ![](van.jpg)";
    assert_eq!(
        told(text, &read_inline(text).1),
        ["broken-link at \"c.md\"", "missing-alternative-text at \"![](van.jpg)\""]
    );
}

#[test]
fn sections_of_stages_are_taken_out() {
    let text = "intro[^1]\n\n## Hears about us\n\nfirst[^1]\n\n### Pays\n\ndeep\n\n## Other\n\nother\n\n## Pay {#pays}\n\nsecond\n\n\
                ## hears-about-us\n\nthird\n\n# Top\n\ntop\n\n## Pasy\n\nlast\n\n[^1]: note";
    let (parsed, diagnostics) = parse_document(text, whole(text), SAFE);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let stages = [StageNames { id: "hears", name: "Hears about us" }, StageNames { id: "pays", name: "Pays" }];
    let (body, sections, diagnostics) = split_by_stages(parsed, &stages);
    assert_eq!(told(text, &diagnostics), ["unattached-heading at \"## Pasy\""]);
    let plain = |parsed: &ParsedDocument| resolve_document(parsed, &mut SmallSite::new()).0.plain.replace('\n', "|");
    assert_eq!(plain(&body), "intro|Other|other|Top|top|Pasy|last|note");
    let sections: Vec<_> = sections.iter().map(|(stage, section)| (*stage, plain(section))).collect();
    assert_eq!(sections, [(0, "first|Pays|deep|third|note".to_owned()), (1, "second".to_owned())]);
}

#[test]
fn links_to_a_heading_that_became_a_section_lead_to_its_stage() {
    let text = "[a](#hears-about-us) [b](#hears) [c](#other)\n\n## Hears about us\n\nx\n\n## Other";
    let (parsed, _) = parse_document(text, whole(text), SAFE);
    let (body, _, _) = split_by_stages(parsed, &[StageNames { id: "hears", name: "Hears about us" }]);
    let (document, diagnostics) = resolve_document(&body, &mut SmallSite::new());
    assert!(html(&document.body).ends_with("<a href=\"{here#other}\">c</a></p><h2 id=\"other\">Other</h2>"));
    let asked: Vec<_> = diagnostics.iter().map(|diagnostic| &*diagnostic.message).collect();
    assert_eq!(asked, ["broken #hears-about-us -> hears", "broken #hears -> hears"], "the site knows its stages");
}

#[test]
fn parts_of_one_page_share_no_id() {
    let text = "a[^1]\n\n## Pays\n\nb[^1]\n\n### Pays\n\n[^1]: note";
    let (parsed, _) = parse_document(text, whole(text), SAFE);
    let (body, sections, _) = split_by_stages(parsed, &[StageNames { id: "pays", name: "Pays" }]);
    let mut page = html(&resolve_document(&body, &mut SmallSite::new()).0.body);
    for (_, section) in &sections {
        page.push_str(&html(&resolve_document(section, &mut SmallSite::new()).0.body));
    }
    let ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids, ["_fnref-1", "_fn-1", "_fnref-pays-1", "pays-2", "_fn-pays-1"]);
}

#[test]
fn definition_lists_become_terms() {
    let text = "Intro\n\nTouchpoint\n: Where *we* meet.\n\n  Second.\n\nLow point\nValley\n: Worst.\n: Really.\n\nEnd";
    let (parsed, _) = parse_document(text, whole(text), SAFE);
    let (rest, terms) = split_definitions(parsed);
    let plain = |parsed: &ParsedDocument| resolve_document(parsed, &mut SmallSite::new()).0.plain.replace('\n', "|");
    assert_eq!(plain(&rest), "Intro|End");
    let terms: Vec<_> = terms
        .iter()
        .map(|term| {
            let span = &text[term.span.start as usize..term.span.end as usize];
            (&*term.term, term.also.len(), span, plain(&term.definition))
        })
        .collect();
    assert_eq!(
        terms,
        [
            ("Touchpoint", 0, "Touchpoint", "Where we meet.|Second.".to_owned()),
            ("Low point", 1, "Low point\nValley", "Worst.|Really.".to_owned())
        ]
    );
}
