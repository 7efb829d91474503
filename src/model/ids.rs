//! Typed positions in the lists of a [`Site`](super::Site): four bytes each, and never mixed up.

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in its list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of a position; lists never grow beyond `u32`.
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// In [`Site::personas`](super::Site::personas).
    PersonaId;
    /// In [`Site::journeys`](super::Site::journeys).
    JourneyId;
    /// In [`Site::touchpoints`](super::Site::touchpoints).
    TouchpointId;
    /// In [`Site::channels`](super::Site::channels).
    ChannelId;
    /// In [`Site::teams`](super::Site::teams).
    TeamId;
    /// In [`Site::tags`](super::Site::tags).
    TagId;
    /// In [`Site::metrics`](super::Site::metrics).
    MetricId;
    /// In [`Site::sources`](super::Site::sources).
    EvidenceSourceId;
    /// In [`Site::pain_points`](super::Site::pain_points).
    PainPointId;
    /// In [`Site::opportunities`](super::Site::opportunities).
    OpportunityId;
    /// In [`Site::solutions`](super::Site::solutions).
    SolutionId;
    /// In [`Site::pages`](super::Site::pages).
    PageId;
    /// In [`Site::glossary`](super::Site::glossary).
    TermId;
    /// In [`Site::images`](super::Site::images).
    ImageId;
}
