//! Names: of the workbooks, from the paths of the tables; of their sheets, under the rules of spreadsheets.

use std::collections::BTreeSet;
use std::path::Path;

/// The first sheet.
pub(super) const LISTE: &str = "À corriger";
/// Longest name of a sheet, UTF-16 units.
const FEUILLE: usize = 31;
/// Longest name of a file, characters, without its end.
const FICHIER: usize = 100;
/// Names that Windows keeps for itself.
const RESERVES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// donnees/2021/aemo-r.csv → 2021-aemo-r-annote.xlsx. Given every table of a folder in order, so that a name does not
/// change when another table is corrected.
pub(super) fn de_fichiers<'a>(chemins: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut pris = BTreeSet::new();
    chemins.map(|chemin| libre(&radical(chemin), &mut pris, |nom, suite| format!("{nom}{suite}-annote.xlsx"))).collect()
}

fn radical(chemin: &str) -> String {
    let court = chemin.strip_prefix("donnees/").unwrap_or(chemin);
    let sans_extension = Path::new(court).with_extension("");
    let permis = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '(' | ')' | '’' | '+');
    let net: String = sans_extension.to_string_lossy().chars().map(|c| if permis(c) { c } else { '-' }).collect();
    let net: String = net.trim_start_matches(['.', ' ']).chars().take(FICHIER).collect();
    let reserve = RESERVES.contains(&net.to_lowercase().as_str());
    if net.is_empty() || reserve { format!("tableau{net}") } else { net }
}

/// The names of the sheets of a workbook, in order: those of the source, as far as a spreadsheet takes them.
pub(super) fn de_feuilles<'a>(sources: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut pris = BTreeSet::from([LISTE.to_lowercase()]);
    sources.map(|source| libre(&autorise(source), &mut pris, |nom, suite| coupe(nom, &suite))).collect()
}

fn autorise(source: &str) -> String {
    let interdit = |c: char| c.is_control() || matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let net: String = source.chars().map(|c| if interdit(c) { '-' } else { c }).collect();
    let net = net.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    match net.to_lowercase().as_str() {
        "" => "Feuille".to_owned(),
        "history" | "historique" => format!("{net} (feuille)"),
        _ => net.to_owned(),
    }
}

/// The name and its suffix, within the length of a sheet's name.
fn coupe(nom: &str, suite: &str) -> String {
    let mut reste = FEUILLE - suite.encode_utf16().count().min(FEUILLE);
    let tient = |c: &char| {
        let tient = c.len_utf16() <= reste;
        reste -= c.len_utf16().min(reste);
        tient
    };
    let debut: String = nom.chars().take_while(tient).collect();
    format!("{}{suite}", debut.trim_end_matches('\''))
}

/// The first of « nom », « nom-2 », « nom-3 »… that no other bears, whatever its case.
fn libre(nom: &str, pris: &mut BTreeSet<String>, ecrit: impl Fn(&str, String) -> String) -> String {
    let mut essai = ecrit(nom, String::new());
    let mut rang = 2;
    while !pris.insert(essai.to_lowercase()) {
        essai = ecrit(nom, format!("-{rang}"));
        rang += 1;
    }
    essai
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_classeur_porte_le_chemin_de_son_tableau() {
        let chemins = ["donnees/2021/aemo-r.csv", "donnees/2021-aemo-r.csv", "donnees/Aed.csv", "donnees/aed.xlsx"];
        let attendus = ["2021-aemo-r-annote.xlsx", "2021-aemo-r-2-annote.xlsx", "Aed-annote.xlsx", "aed-2-annote.xlsx"];
        assert_eq!(de_fichiers(chemins.into_iter()), attendus);
    }

    #[test]
    fn aucun_nom_ne_sort_du_dossier_ni_ne_gene_windows() {
        let chemins =
            ["donnees/../../x.csv", "donnees/..\\..\\y.csv", "donnees/CON.csv", "donnees/.csv", "donnees/a:b?.csv"];
        for nom in de_fichiers(chemins.into_iter()) {
            assert_eq!(Path::new(&nom).components().count(), 1, "{nom}");
            assert!(!nom.contains(['/', '\\', ':', '?', '*', '"', '<', '>', '|']) && !nom.starts_with('.'), "{nom}");
        }
        assert_eq!(radical("donnees/CON.csv"), "tableauCON");
        assert!(de_fichiers([format!("donnees/{}.csv", "é".repeat(300)).as_str()].into_iter())[0].len() < 255);
    }

    #[test]
    fn les_feuilles_suivent_les_regles_des_tableurs() {
        let long = "x".repeat(40);
        let sources = ["à corriger", "2021", "a/b:c*[d]", "'cité'", "", &long, &long, "Historique", "2021 "];
        let noms = de_feuilles(sources.into_iter());
        let attendus = ["à corriger-2", "2021", "a-b-c--d-", "cité", "Feuille"];
        assert_eq!(noms[..5], attendus);
        assert_eq!((noms[5].len(), noms[6].len(), noms[6].ends_with("-2")), (31, 31, true));
        assert_eq!(noms[7..], ["Historique (feuille)", "2021-2"]);
        for nom in noms {
            rust_xlsxwriter::utility::check_sheet_name(&nom).unwrap();
        }
    }
}
