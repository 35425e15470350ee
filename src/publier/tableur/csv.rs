//! A table → CSV as French spreadsheets read it: semicolons, decimal commas, CRLF, and the mark that says UTF-8.

use super::exacts::arrondi;
use super::formule::decimales;
use super::table::{Case, Forme, Table};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Unite;
use crate::francais::{date_en_chiffres, decimal_saisi};
use ::csv::{Error, Terminator, WriterBuilder};

const UTF_8: &[u8] = "\u{feff}".as_bytes();

pub(super) fn ecrit(table: &Table) -> Result<Vec<u8>, Error> {
    let mut ecriture = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(UTF_8.to_vec());
    ecriture.write_record(table.colonnes.iter().map(|c| neutre(&c.titre)))?;
    for ligne in &table.lignes {
        ecriture.write_record(ligne.cases.iter().map(case))?;
    }
    ecriture.into_inner().map_err(|erreur| erreur.into_error().into())
}

fn case(case: &Case) -> String {
    let connu = |exact: Option<Exact>, texte: &dyn Fn(Exact) -> String| exact.map(texte).unwrap_or_default();
    match case {
        Case::Vide => String::new(),
        Case::Texte(texte) => neutre(texte),
        Case::Jour(jour) => date_en_chiffres(*jour),
        Case::Valeur(valeur, Forme::Unite(Unite::Euros)) => connu(valeur.exact(), &centimes),
        Case::Valeur(valeur, _) | Case::Controle(valeur) => connu(valeur.exact(), &decimal_saisi),
        Case::Imprimee(valeur, Unite::Euros) => connu(valeur.exact(), &centimes),
        Case::Imprimee(valeur, unite) => connu(valeur.exact(), &|n| decimal_saisi(arrondi(n, decimales(n, *unite)))),
    }
}

/// Two decimals, always: `-42645,68`.
fn centimes(n: Exact) -> String {
    let centimes = n.arrondi(2);
    let signe = if centimes < 0 { "-" } else { "" };
    format!("{signe}{},{:02}", centimes.unsigned_abs() / 100, centimes.unsigned_abs() % 100)
}

/// A text that no spreadsheet takes for a formula.
fn neutre(texte: &str) -> String {
    let texte: String = texte.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
    let formule = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if texte.starts_with(formule) { format!("'{texte}") } else { texte }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domaine::indicateur::Valeur;

    #[test]
    fn un_texte_ne_devient_pas_une_formule_et_un_nombre_negatif_reste_un_nombre() {
        for texte in ["=1+1", "+33 2", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(case(&Case::texte(texte)), format!("'{texte}"));
        }
        assert_eq!(case(&Case::texte("AEMO-R = 12")), "AEMO-R = 12");
        let n = |mantisse| Valeur::convenue(Exact::decimal(mantisse, 2), "essai");
        assert_eq!(case(&Case::de(n(-4_264_568), Unite::Euros)), "-42645,68");
        assert_eq!(case(&Case::de(n(-5), Unite::Euros)), "-0,05");
        assert_eq!(case(&Case::de(n(-189_250), Unite::Journees)), "-1892,5");
        assert_eq!(case(&Case::Imprimee(n(-189_250), Unite::Journees)), "-1893");
        assert_eq!(case(&Case::de(Valeur::manquante("inconnu"), Unite::Euros)), "");
    }

    #[test]
    fn le_fichier_est_celui_que_les_tableurs_francais_ouvrent() {
        let mut table = Table::new("Essai", "essai", "Essai").colonnes([("Périmètre", 1), ("=Valeur", 1)]);
        table.lignes.push(vec![Case::texte("a;\"b\""), Case::Vide].into());
        assert_eq!(
            String::from_utf8(ecrit(&table).unwrap()).unwrap(),
            "\u{feff}Périmètre;'=Valeur\r\n\"a;\"\"b\"\"\";\r\n"
        );
    }
}
