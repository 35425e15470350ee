//! Number formats: whether a number is shown as a day, as a length of time, as a share, or as itself.

use super::cellule::Aspect;

/// Formats that every workbook has without writing them.
pub(super) fn builtin(format: u16) -> Aspect {
    match format {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Aspect::Date,
        46 => Aspect::Duree,
        9 | 10 => Aspect::Pourcentage,
        _ => Aspect::Nombre,
    }
}

/// A format as it is written: `[$-40C]mmm-yy;@` is a date, `# ##0 "jours"` is not.
pub(super) fn written(code: &str) -> Aspect {
    let mut lettres = sans_general(code).chars();
    while let Some(lettre) = lettres.next() {
        match lettre {
            '\\' | '_' | '*' => drop(lettres.next()),
            '"' => drop(lettres.by_ref().find(|l| *l == '"')),
            '[' => {
                let crochet: String = lettres.by_ref().take_while(|l| *l != ']').collect();
                let durees = ['h', 'H', 'm', 'M', 's', 'S'];
                if crochet.starts_with(durees) && crochet.chars().all(|l| durees.contains(&l)) {
                    return Aspect::Duree;
                }
            }
            ';' => return Aspect::Nombre,
            '%' => return Aspect::Pourcentage,
            'd' | 'D' | 'j' | 'J' | 'm' | 'M' | 'y' | 'Y' | 'a' | 'A' | 'h' | 'H' | 's' | 'S' => return Aspect::Date,
            _ => {}
        }
    }
    Aspect::Nombre
}

/// What follows the word for « as it comes », which has letters of dates and is none: `General_)`.
fn sans_general(code: &str) -> &str {
    let general =
        ["General", "Standard"].iter().find(|mot| code.get(..mot.len()).is_some_and(|d| d.eq_ignore_ascii_case(mot)));
    general.map_or(code, |mot| &code[mot.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_known_by_its_format() {
        for code in ["mmm-yy", "[$-40C]mmmm\\ yyyy;@", "jj/mm/aaaa", "d/m/yy h:mm", "h:mm AM/PM"] {
            assert_eq!(written(code), Aspect::Date, "{code}");
        }
        for code in [
            "General",
            "STANDARD",
            "General_)",
            "0.00",
            "# ##0 \"jours\"",
            "0\\h",
            "[Red]0;-0",
            "0\"%\"",
            "0_d",
            "\"mois",
        ] {
            assert_eq!(written(code), Aspect::Nombre, "{code}");
        }
        assert_eq!([written("0.0%"), written("0 %;-0"), builtin(9)], [Aspect::Pourcentage; 3]);
        assert_eq!((written("[h]:mm"), builtin(17), builtin(46)), (Aspect::Duree, Aspect::Date, Aspect::Duree));
    }
}
