//! The kinds of tables of staff and of quality, by name.

use super::dossier::Table;

impl Table {
    /// Posts, one function per row (§ 4.5).
    pub const PERSONNEL: &'static str = "personnel";
    /// The same, one person per row: never shown.
    pub const PERSONNEL_PAR_SALARIE: &'static str = "personnel, une ligne par salarié";
    /// Arrivals and departures of staff.
    pub const MOUVEMENTS_DU_PERSONNEL: &'static str = "mouvements du personnel";
    /// The same, one person per row: never shown.
    pub const MOUVEMENTS_PAR_SALARIE: &'static str = "mouvements du personnel, une ligne par salarié";
    /// Absences of staff, one motive per row.
    pub const ABSENCES_DU_PERSONNEL: &'static str = "absences du personnel";
    /// The same, one person per row: never shown.
    pub const ABSENCES_PAR_SALARIE: &'static str = "absences du personnel, une ligne par salarié";
    /// Trainings.
    pub const FORMATIONS: &'static str = "formations";
    /// Scores (§ 4.6).
    pub const QUALITE: &'static str = "scores de qualité";
    /// Actions of improvement.
    pub const PLAN_D_ACTION: &'static str = "plan d’action";
    /// One row per event: never shown.
    pub const EVENEMENTS_INDESIRABLES: &'static str = "événements indésirables";
}
