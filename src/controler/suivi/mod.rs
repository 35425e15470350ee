//! Checks of the follow-up table.
