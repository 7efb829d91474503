//! The small things that all of these pages are made of, ready for a template.

use serde::Serialize;

use crate::view::parts::{LinkView, RatingView, ReviewBadge};

/// How something felt on average: a face, a number, and over how many scores it is.
#[derive(Debug, Clone, Serialize)]
pub struct FeltView {
    pub face_html: String,
    /// With its sign where the scale has one.
    pub number: String,
    pub n_scores: u32,
    /// Tint of a heat cell: `low-4` … `neutral` … `high-4`.
    pub heat: &'static str,
}

/// When something is to be looked at again.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    /// The day of the next review, in words; `None` where the badge tells it.
    pub on: Option<String>,
    /// The day of the last one, in words.
    pub last: Option<String>,
    pub badge: Option<ReviewBadge>,
}

/// How far a piece of work is.
#[derive(Debug, Clone, Serialize)]
pub struct StateView {
    /// `proposed`, `planned`, `in-progress`, `done` or `dropped`.
    pub key: &'static str,
    pub label: String,
}

/// The pages of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct PagerView {
    /// 1-based.
    pub current: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<PagerLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PagerLink {
    pub number: usize,
    pub href: String,
    pub is_current: bool,
    /// Pages between the one before and this one are left out.
    pub after_gap: bool,
}

/// A table of things. Every row has one cell a column.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerView {
    /// What the table is about, for those who do not see the heading above it.
    pub caption: String,
    pub columns: Vec<ColumnView>,
    pub rows: Vec<Vec<CellView>>,
    /// Where the rows are sorted by something else first: the row before which the second group begins, and what it is called.
    pub divider: Option<DividerView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DividerView {
    /// From 1.
    pub before_row: usize,
    pub label: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    pub label: String,
    /// `title`, `words`, `number`, `bar`, `felt`, `mark`: alignment and width.
    pub class: &'static str,
}

/// One cell of a ledger; `kind` says which.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CellView {
    /// What the row is about.
    Title(TitleCell),
    Words {
        html: String,
        note: Option<String>,
    },
    Links {
        links: Vec<LinkView>,
        n_more: usize,
    },
    People {
        people: Vec<PersonMention>,
    },
    /// A count with a bar of its share of the largest, in per cent.
    Bar {
        label: String,
        percent: String,
        note: Option<String>,
    },
    Number {
        label: String,
        note: Option<String>,
    },
    Felt {
        felt: FeltView,
    },
    Severity {
        rating: RatingView,
    },
    Rating {
        rating: RatingView,
    },
    /// What is done about it: the thing, when it has a name, and its state.
    Work {
        title: Option<LinkView>,
        state: StateView,
    },
    Review {
        review: ReviewView,
    },
    /// Said in the color of what hurts: nothing is done.
    Lack {
        label: String,
    },
    Drawing {
        html: String,
    },
    Empty {},
}

#[derive(Debug, Clone, Serialize)]
pub struct TitleCell {
    pub label: String,
    pub href: Option<String>,
    pub icon_html: String,
    /// Small words below the title.
    pub note_html: Option<String>,
    pub people: Vec<PersonMention>,
    /// An anchor of the row, for rows that are reached from elsewhere.
    pub anchor: Option<String>,
}

/// One thing with everything that a row about it shows; the same on the overview, in lists and on persona pages.
#[derive(Debug, Clone, Serialize)]
pub struct JourneyRow {
    pub title: String,
    pub href: String,
    pub summary_html: Option<String>,
    pub people: Vec<PersonMention>,
    pub kind: String,
    /// Named for a to-be map.
    pub scope: Option<String>,
    pub status: String,
    pub owner: Option<LinkView>,
    /// `None` when nothing is scored.
    pub curve_html: Option<String>,
    /// The ends of the map's scale, where it is not the site's.
    pub own_scale: Option<String>,
    pub mean: Option<FeltView>,
    pub lowest: Option<MomentView>,
    /// "21 %"
    pub assumed: Option<String>,
    pub review: ReviewView,
    /// The map that this one is a part of.
    pub part_of: Option<LinkView>,
    /// The to-be maps of this one.
    pub futures: Vec<JourneyRow>,
    /// What the list can be narrowed by; only where it can.
    pub facets: Vec<FacetView>,
}

/// The values of a row for one filter.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    /// `persona`, `team`, `channel`, `status`, `scope`, `tag`.
    pub key: &'static str,
    /// Joined by `|`.
    pub values: String,
}

/// A moment that stands out.
#[derive(Debug, Clone, Serialize)]
pub struct MomentView {
    pub place: PlaceView,
    pub face_html: String,
    /// `None` on a journey without personas.
    pub who: Option<String>,
    pub feeling: Option<String>,
    pub score: String,
    /// Another moment that is just as low, where it is the only one; else how many further ones there are.
    pub equal: Option<PlaceView>,
    /// Whose that is, where it is somebody else's.
    pub equal_who: Option<String>,
    /// What it feels like there.
    pub equal_feeling: Option<String>,
    pub n_equals: u32,
    pub quote_html: Option<String>,
}

/// A place in a map, as a link.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// "2.3"; empty for the whole of a map.
    pub number: String,
    pub label: String,
    pub href: String,
}

/// A persona as it is named in passing: its mark and its first name.
#[derive(Debug, Clone, Serialize)]
pub struct PersonMention {
    pub short_name: String,
    pub href: String,
    pub marker_html: String,
}

/// A persona in a gallery.
#[derive(Debug, Clone, Serialize)]
pub struct PersonaCard {
    pub name: String,
    pub href: String,
    pub portrait_html: String,
    pub title_html: Option<String>,
    pub quote_html: Option<String>,
    pub felt: Option<FeltView>,
    pub n_journeys: usize,
    /// Over which `felt` is the mean.
    pub n_felt_journeys: usize,
    pub lowest: Option<MomentView>,
    /// "secondary", "anti-persona"; the usual kind is not named.
    pub kind: Option<String>,
}
