//! A file that has the name which is looked for, and is not what is looked for: its folder or its ending is wrong.

use super::lints::unread_help;
use crate::content::discover::{FOLDERS, FileKind, classify};
use crate::slug::{Slug, is_slug};
use crate::source::SourceTree;

/// What to do with the file below `content/` that is named like `id` and is nothing that a reference could find: a line of help.
///
/// `folder`: where things of the kind looked for lie; `None` when any kind would do.
pub(super) fn help_for_namesake(tree: &SourceTree, id: &str, folder: Option<&str>) -> Option<String> {
    let wanted = Slug::from_text(id)?;
    let own_kind = FOLDERS.iter().find(|(name, _)| Some(*name) == folder).map(|(_, kind)| *kind);
    let helps = tree.iter().filter_map(|(_, file)| {
        let inside = file.path.strip_prefix("content/").filter(|inside| !inside.starts_with("data/"))?;
        let name = inside.rsplit('/').next().unwrap_or(inside);
        let stem = name.split('.').next().unwrap_or(name);
        // Most names are slugs already: a missing persona may be named by every map, and every file is looked at for each.
        let is_namesake = if is_slug(stem) { stem == wanted.as_str() } else { Slug::from_text(stem)? == wanted };
        if !is_namesake {
            return None;
        }
        match (classify(&file.path).map(|found| found.kind), folder) {
            (None, _) => {
                let help = unread_help(name)?;
                Some((0, format!("`{}` has this name, and is not read: {help}", file.path)))
            }
            // Links in brackets find pages too.
            (Some(kind), Some(folder)) if Some(kind) != own_kind => {
                let rank = if kind == FileKind::Page { 1 } else { 2 };
                Some((rank, format!("if `{}` is meant, move it to content/{folder}/", file.path)))
            }
            _ => None,
        }
    });
    helps.min().map(|(_, help)| help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_with_another_ending_or_in_another_folder_are_found() {
        let tree = SourceTree::from_texts([
            ("content/Personas/maya.md", ""),
            ("content/journeys/tom.md", ""),
            ("content/personas/ida.md.txt", ""),
            ("content/personas/ada.md", ""),
            ("content/personas/ada.jpg", ""),
            ("content/data/eve.md.txt", ""),
        ]);
        for (id, folder, help) in [
            ("maya", Some("personas"), Some("if `content/Personas/maya.md` is meant, move it to content/personas/")),
            ("tom", Some("personas"), Some("if `content/journeys/tom.md` is meant, move it to content/personas/")),
            (
                "ida",
                Some("personas"),
                Some(
                    "`content/personas/ida.md.txt` has this name, and is not read: rename it to `ida.md`; your system may \
                     hide the last ending until you tell it not to",
                ),
            ),
            ("maya", None, None),
            ("ada", Some("personas"), None),
            ("nobody", Some("personas"), None),
        ] {
            assert_eq!(help_for_namesake(&tree, id, folder).as_deref(), help, "{id} {folder:?}");
        }
    }
}
