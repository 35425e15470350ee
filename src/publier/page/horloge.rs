//! The only clock of the program: when a file was saved, beside now, on the screen; nothing of it is ever printed.

use std::time::SystemTime;

/// Now.
#[allow(clippy::disallowed_methods, reason = "the page says when a file was saved; the report knows no clock")]
pub(super) fn maintenant() -> SystemTime {
    SystemTime::now()
}

/// « il y a 3 jours »: how long ago, without a time zone.
pub(super) fn depuis(quand: SystemTime) -> String {
    il_y_a(maintenant().duration_since(quand).map_or(0, |duree| duree.as_secs()))
}

fn il_y_a(secondes: u64) -> String {
    let minutes = secondes / 60;
    let dit = |nombre: u64, un: &str, plusieurs: &str| match nombre {
        1 => format!("il y a {un}"),
        n => format!("il y a {n}\u{a0}{plusieurs}"),
    };
    match minutes {
        0 => "il y a moins d’une minute".to_owned(),
        1..=59 => dit(minutes, "une minute", "minutes"),
        60..=1439 => dit(minutes / 60, "une heure", "heures"),
        _ => dit(minutes / 1440, "un jour", "jours"),
    }
}

#[cfg(test)]
mod tests {
    use super::{depuis, il_y_a, maintenant};
    use std::time::Duration;

    #[test]
    fn une_duree_se_dit_comme_on_la_dirait() {
        let il_y_a = |minutes: u64| il_y_a(minutes * 60);
        assert_eq!(il_y_a(0), "il y a moins d’une minute");
        assert_eq!([il_y_a(1), il_y_a(59)], ["il y a une minute", "il y a 59\u{a0}minutes"]);
        assert_eq!(
            [il_y_a(119), il_y_a(1440), il_y_a(4320)],
            ["il y a une heure", "il y a un jour", "il y a 3\u{a0}jours"]
        );
        assert_eq!(depuis(maintenant() + Duration::from_secs(3600)), "il y a moins d’une minute");
    }
}
