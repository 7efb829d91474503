//! Properties of pictures of random content.
