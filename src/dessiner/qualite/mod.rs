//! Quality: the scores of the chapters, the progress of the plan d'action.

mod avancement;
mod scores;

pub(super) use avancement::figure as avancement;
pub(super) use scores::figure as scores;
