//! Icons are names here; the painter knows their outlines on the 16-unit grid.

/// Marks and channels. No icon stands without its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IconName {
    Web,
    Email,
    Phone,
    TextMessage,
    Chat,
    App,
    Social,
    InPerson,
    Post,
    Street,
    Door,
    Print,
    WordOfMouth,
    Shop,
    Video,
    Event,
    Machine,
    Voice,
    /// Any other channel.
    Other,
    Star,
    Failure,
    Clock,
    Check,
    Pain,
    Idea,
}

impl IconName {
    pub const ALL: [Self; 25] = [
        Self::Web,
        Self::Email,
        Self::Phone,
        Self::TextMessage,
        Self::Chat,
        Self::App,
        Self::Social,
        Self::InPerson,
        Self::Post,
        Self::Street,
        Self::Door,
        Self::Print,
        Self::WordOfMouth,
        Self::Shop,
        Self::Video,
        Self::Event,
        Self::Machine,
        Self::Voice,
        Self::Other,
        Self::Star,
        Self::Failure,
        Self::Clock,
        Self::Check,
        Self::Pain,
        Self::Idea,
    ];

    /// Long, exact name, as in class names and look-ups.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::TextMessage => "text-message",
            Self::Chat => "chat",
            Self::App => "app",
            Self::Social => "social",
            Self::InPerson => "in-person",
            Self::Post => "post",
            Self::Street => "street",
            Self::Door => "door",
            Self::Print => "print",
            Self::WordOfMouth => "word-of-mouth",
            Self::Shop => "shop",
            Self::Video => "video",
            Self::Event => "event",
            Self::Machine => "machine",
            Self::Voice => "voice",
            Self::Other => "other",
            Self::Star => "star",
            Self::Failure => "failure",
            Self::Clock => "clock",
            Self::Check => "check",
            Self::Pain => "pain",
            Self::Idea => "idea",
        }
    }

    /// The icon of exactly this name, for an icon named in content.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|icon| icon.name() == name)
    }

    /// The icon that fits a channel's name best; [`IconName::Other`] when nothing does.
    /// A channel's own choice goes before this guess.
    pub fn for_channel(channel: &str) -> Self {
        if let Some(icon) = Self::by_name(channel) {
            return icon;
        }
        let lower = channel.to_lowercase();
        let has_word = |words: &[&str]| {
            words.iter().any(|word| {
                // Short words must stand alone ("app" is not in "happen"); long ones may be part of a compound.
                if word.len() > 5 {
                    lower.contains(word)
                } else {
                    lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word)
                }
            })
        };
        CHANNEL_WORDS.iter().find(|(_, words)| has_word(words)).map_or(Self::Other, |(icon, _)| *icon)
    }
}

/// Tried from top to bottom: more telling words come first.
const CHANNEL_WORDS: &[(IconName, &[&str])] = &[
    (
        IconName::WordOfMouth,
        &["mouth", "friend", "friends", "family", "neighbour", "neighbor", "colleague", "referral"],
    ),
    (IconName::Email, &["e-mail", "email", "mail", "newsletter", "inbox"]),
    (IconName::TextMessage, &["text message", "sms", "text", "texts", "whatsapp", "messenger"]),
    (IconName::Chat, &["chat", "chatbot", "livechat", "bot"]),
    (IconName::Video, &["video", "zoom", "tv", "television", "webinar", "call screen"]),
    (IconName::Phone, &["phone", "telephone", "call", "hotline", "helpline", "call centre", "call center"]),
    (IconName::App, &["app", "apps", "mobile", "smartphone", "tablet"]),
    (
        IconName::Social,
        &["social", "instagram", "facebook", "linkedin", "twitter", "tiktok", "youtube", "forum", "review"],
    ),
    (
        IconName::Web,
        &[
            "web", "website", "webshop", "online", "portal", "browser", "internet", "search", "site", "page",
            "intranet", "digital",
        ],
    ),
    (IconName::Post, &["post", "letter", "postal", "parcel", "courier", "package", "delivery"]),
    (IconName::Shop, &["shop", "store", "branch", "counter", "market", "retail", "restaurant", "showroom"]),
    (
        IconName::Door,
        &["door", "doorstep", "home", "house", "reception", "office", "clinic", "hospital", "ward", "room"],
    ),
    (
        IconName::Street,
        &["street", "van", "outdoor", "billboard", "vehicle", "car", "bus", "train", "transport", "field"],
    ),
    (
        IconName::Print,
        &["print", "paper", "leaflet", "brochure", "form", "document", "flyer", "catalogue", "newspaper", "magazine"],
    ),
    (IconName::Event, &["event", "fair", "conference", "workshop", "meeting", "calendar"]),
    (
        IconName::Machine,
        &["kiosk", "machine", "terminal", "system", "device", "backend", "software", "robot", "self-service"],
    ),
    (IconName::Voice, &["voice", "radio", "podcast", "speaker", "assistant"]),
    (
        IconName::InPerson,
        &["person", "in-person", "face to face", "face-to-face", "people", "staff", "visit", "human", "agent"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_find_their_icon() {
        for (channel, expected) in [
            ("Web", IconName::Web),
            ("e-mail", IconName::Email),
            ("text message", IconName::TextMessage),
            ("In person", IconName::InPerson),
            ("word of mouth", IconName::WordOfMouth),
            ("what may happen", IconName::Other),
            ("Mobile app", IconName::App),
            ("doorstep", IconName::Door),
            ("社交", IconName::Other),
        ] {
            assert_eq!(IconName::for_channel(channel), expected, "{channel}");
        }
    }

    #[test]
    fn names_are_unique_and_found() {
        for icon in IconName::ALL {
            assert_eq!(IconName::by_name(icon.name()), Some(icon));
        }
    }
}
