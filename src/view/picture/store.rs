//! Pictures that were painted before: painting takes longer than all the rest of a page.

use std::fmt::Debug;

/// Keeps painted pictures from build to build. What is found must be what painting would give.
pub trait PictureStore: Debug + Sync {
    /// The picture that was kept under a description of everything that its painting depends on.
    fn find(&self, description: &[&[u8]]) -> Option<Vec<u8>>;

    /// Keeps a picture, if it can.
    fn keep(&self, description: &[&[u8]], picture: &[u8]);
}

/// Paints a picture, unless it was painted before.
pub(super) fn painted(
    store: Option<&dyn PictureStore>,
    description: &[&[u8]],
    paint: impl FnOnce() -> Vec<u8>,
) -> Vec<u8> {
    let Some(store) = store else { return paint() };
    store.find(description).unwrap_or_else(|| {
        let picture = paint();
        store.keep(description, &picture);
        picture
    })
}
