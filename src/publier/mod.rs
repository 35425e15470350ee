//! `publier` stage.
