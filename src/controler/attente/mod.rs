//! Checks of waiting lists and of counts of populations.

pub(super) mod repartition_incomprise;
