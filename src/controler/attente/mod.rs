//! Checks of waiting lists and of counts of populations.
