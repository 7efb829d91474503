//! The disk. No other module touches it.
//!
//! 1. [`read_tree`] reads the folder of a site into a [`crate::source::SourceTree`], with a diagnostic for every file that cannot be
//!    read right.
//! 2. [`Error`] says in plain words what the machine refused, always with the path.
//! 3. `folder`, `file`, `place` and `lock` are the few operations that `output` publishes with.
//!
//! **Places in a file with a byte order mark.** The mark is taken off before anything else sees the text, so every span counts from the
//! first real character. Lines and columns are what an editor shows, because editors hide the mark too.

mod error;
mod file;
mod file_stamp;
mod folder;
mod history;
mod image_info;
mod lock;
mod names;
mod orientation;
mod place;
mod read_tree;
mod svg_size;
mod text;
mod watch;

pub use error::{Action, Error, ErrorKind};
pub use file::{
    copy_new, exists, is_same_as, is_same_file, link_or_copy, read_bytes, read_bytes_inside, replace_file, write_new,
};
pub use file_stamp::look;
pub use folder::{
    Entry, EntryKind, Stamp, create_folder, create_missing_folders, exchange, first_name, is_mount_point,
    keep_folder_look, list_tree, names_in, remove_file, remove_folder, rename, rename_unless_taken, stamp,
};
pub use history::{NoHistory, read_history};
pub use image_info::read_image_info;
pub use lock::FolderLock;
pub use names::{Reading, is_ignored, reading_of};
pub use place::{Place, real_place};
pub use read_tree::{SiteFiles, read_tree};
pub use text::{LONGEST_TEXT, read_text};
pub use watch::{Changes, Noticed, StopWatch, Watch, WatchError, watch};

/// The file or folder of the site that a [`crate::source::Source`] was read from.
#[must_use]
pub fn source_path(root: &std::path::Path, source: &crate::source::Source) -> std::path::PathBuf {
    root.join(&*source.path)
}
