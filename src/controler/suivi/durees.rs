//! What one decision may last: `data/parametres/durees_legales.toml`, dated, with its article and how sure it is.

use crate::domaine::reglages::{Cadre, Dispositif, Modalite};
use crate::francais;
use chrono::NaiveDate;
use toml_edit::{DocumentMut, Table, Value};

const EMBEDDED: &str = include_str!("../../../data/parametres/durees_legales.toml");

/// A limit that applies to a dispositif.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Limite {
    /// The legal basis of the decisions that it bounds.
    pub(super) cadre: Cadre,
    /// For decisions taken from this day on.
    pub(super) depuis: NaiveDate,
    /// Months that a decision may last.
    pub(super) mois: u32,
    /// « Code civil, article 375, alinéa 3 ».
    pub(super) article: String,
    /// When more is allowed.
    pub(super) exception: Option<String>,
    /// True when the official text was read.
    pub(super) lu: bool,
}

/// A line of the file: whom the limit is for.
struct Duree {
    limite: Limite,
    modalites: Vec<String>,
    renforcee: bool,
}

/// Per dispositif, in their order, the limits that may bound its decisions.
pub(super) fn limites(dispositifs: &[Dispositif]) -> Vec<Vec<Limite>> {
    let durees = durees();
    let de = |dispositif: &Dispositif| {
        let renforce = est_renforce(dispositif);
        let cle = Modalite::TOUTES.iter().find(|(m, _, _)| *m == dispositif.modalite).map_or("", |(_, cle, _)| cle);
        let pour_lui = |d: &&Duree| d.modalites.iter().any(|m| m == cle) && (renforce || !d.renforcee);
        durees.iter().filter(pour_lui).map(|d| d.limite.clone()).collect()
    };
    dispositifs.iter().map(de).collect()
}

/// The shortest limit of a decision taken on a day. Where it is not known who decided, the longest of both cadres.
pub(super) fn limite(limites: &[Limite], cadre: Cadre, jour: NaiveDate) -> Option<&Limite> {
    let du = |cadre| limites.iter().filter(move |l| l.cadre == cadre && l.depuis <= jour).min_by_key(|l| l.mois);
    match cadre {
        Cadre::Mixte => Some([du(Cadre::Judiciaire)?, du(Cadre::Administratif)?].into_iter().max_by_key(|l| l.mois)?),
        cadre => du(cadre),
    }
}

/// « AEMO-R », « AEMO-RH », « AED intensifiée »: the code or the label says it.
fn est_renforce(dispositif: &Dispositif) -> bool {
    let dit = |texte: &str| {
        let cle = francais::cle(texte);
        cle.split_whitespace().any(|mot| mot.starts_with("renforc") || mot.starts_with("intensi"))
    };
    let code = dispositif.code.to_uppercase();
    let lettre = code.split(|c: char| !c.is_alphanumeric()).skip(1).any(|mot| mot == "R" || mot == "RH");
    dit(&dispositif.code) || dit(&dispositif.libelle) || lettre || ["AEMOR", "AEDR"].contains(&code.as_str())
}

fn durees() -> Vec<Duree> {
    let document = EMBEDDED.parse::<DocumentMut>().ok();
    let tables = document.as_ref().and_then(|d| d.get("duree")?.as_array_of_tables());
    tables.into_iter().flatten().filter_map(duree).collect()
}

fn duree(table: &Table) -> Option<Duree> {
    let texte = |cle: &str| table.get(cle)?.as_str().map(str::to_owned);
    let vrai = |cle: &str| table.get(cle).and_then(|item| item.as_bool());
    let cadre = texte("cadre")?;
    let depuis = table.get("depuis")?.as_datetime()?.date?;
    let limite = Limite {
        cadre: Cadre::TOUS.iter().find(|(_, cle, _)| *cle == cadre).map(|(cadre, _, _)| *cadre)?,
        depuis: NaiveDate::from_ymd_opt(i32::from(depuis.year), u32::from(depuis.month), u32::from(depuis.day))?,
        mois: u32::try_from(table.get("mois")?.as_integer()?).ok()?,
        article: texte("article")?,
        exception: texte("exception"),
        lu: vrai("lu")?,
    };
    let modalites = table.get("modalites")?.as_array()?.iter().filter_map(Value::as_str);
    Some(Duree {
        limite,
        modalites: modalites.map(str::to_owned).collect(),
        renforcee: vrai("renforcee") == Some(true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::controler::essais::reglages;

    fn mois(code: &str, cadre: Cadre, modalite: Modalite, annee: i32) -> Option<u32> {
        let mut dispositif = reglages(&[code]).dispositifs.remove(0);
        (dispositif.cadre, dispositif.modalite) = (cadre, modalite);
        let limites = limites(&[dispositif]).remove(0);
        limite(&limites, cadre, NaiveDate::from_ymd_opt(annee, 3, 1).unwrap()).map(|l| l.mois)
    }

    #[test]
    fn chaque_ligne_du_fichier_se_lit() {
        assert_eq!(durees().len(), EMBEDDED.matches("[[duree]]").count());
        assert!(
            durees().iter().all(|d| d.modalites.iter().all(|m| Modalite::TOUTES.iter().any(|(_, cle, _)| cle == m)))
        );
    }

    #[test]
    fn la_limite_suit_le_cadre_la_modalite_et_la_date() {
        let ouvert = Modalite::MilieuOuvert;
        assert_eq!(mois("AEMO", Cadre::Judiciaire, ouvert, 2023), Some(24));
        assert_eq!(mois("AEMO-R", Cadre::Judiciaire, ouvert, 2021), Some(24));
        assert_eq!(mois("AEMO-R", Cadre::Judiciaire, ouvert, 2023), Some(12));
        assert_eq!(mois("AEMO intensifiée", Cadre::Judiciaire, ouvert, 2023), Some(12));
        assert_eq!(mois("AED", Cadre::Administratif, ouvert, 2023), Some(12));
        assert_eq!(mois("AED", Cadre::Administratif, ouvert, 2021), None);
        assert_eq!(mois("MECS", Cadre::Judiciaire, Modalite::Hebergement, 2023), Some(24));
        assert_eq!(mois("MECS", Cadre::Mixte, Modalite::Hebergement, 2023), Some(24));
        assert_eq!(mois("MJIE", Cadre::Judiciaire, Modalite::Investigation, 2023), None);
    }
}
