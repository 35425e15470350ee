//! The words of the rows of a budget (`data/parametres/budget.toml`).

use crate::domaine::budget::{Groupe, NatureDeResultat, ResultatDit, Sens};
use crate::francais::cle;
use crate::lire::entetes::{is_year, texts};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use toml_edit::{Document, Item, TableLike};

const EMBEDDED: &str = include_str!("../../../data/parametres/budget.toml");

/// Longest label that is compared with words, bytes.
const LONGUEUR: usize = 200;

/// The words of the data file, folded.
pub(super) struct Mots {
    sens: Vec<(Sens, Vec<String>)>,
    prefixes: Vec<String>,
    numeros: BTreeMap<String, Groupe>,
    intitules: BTreeMap<String, (Sens, Groupe)>,
    /// Labels of groups that accounts have too.
    comptes: Vec<String>,
    resultats: BTreeMap<String, ResultatDit>,
    reprises: Vec<String>,
    excedent: Vec<String>,
    deficit: Vec<String>,
    total: Vec<String>,
    general: Vec<String>,
    vides: Vec<String>,
    parts: Vec<String>,
    milliers: Vec<String>,
}

/// A group as a cell names it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct GroupeLu {
    pub(super) groupe: Groupe,
    /// The side that its words say.
    pub(super) sens: Option<Sens>,
    /// True when no other word stands beside, or only those of its official label.
    pub(super) nu: bool,
    /// True when an account follows: « Groupe I – 60 Achats ».
    pub(super) compte: bool,
    /// True for words that an account may be called by too: « Charges de personnel », 64.
    pub(super) aussi_un_compte: bool,
}

/// What a row of totals says that it adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TotalLu {
    Groupe(Groupe, Option<Sens>),
    Sens(Option<Sens>),
    General(Option<Sens>),
    /// One account.
    Compte,
    /// Words that are not known.
    Autre,
}

impl Mots {
    /// Made once.
    pub(super) fn tous() -> &'static Self {
        static TOUS: LazyLock<Mots> = LazyLock::new(Mots::new);
        &TOUS
    }

    fn new() -> Self {
        let document = Document::parse(EMBEDDED).ok();
        let table = |nom: &str| document.as_ref().and_then(|d| d.get(nom)).and_then(Item::as_table_like);
        let mots = |nom: &str, key: &str| plies(table(nom), key);
        let mut numeros = BTreeMap::new();
        let mut intitules = BTreeMap::new();
        for groupe in Groupe::TOUS {
            numeros.extend(mots("numeros", groupe.numero()).into_iter().map(|mot| (mot, groupe)));
            for sens in Sens::TOUS {
                let siens = mots(sens.libelle(), groupe.numero()).into_iter();
                intitules.extend(siens.map(|mot| (mot, (sens, groupe))));
            }
        }
        let dits = [
            (ResultatDit::Signe, "signe"),
            (ResultatDit::ApresReprise, "apres_reprise"),
            (ResultatDit::Excedent, "excedent"),
            (ResultatDit::Deficit, "deficit"),
            (ResultatDit::ExcedentOuDeficit, "excedent_ou_deficit"),
        ];
        let resultats =
            dits.into_iter().flat_map(|(dit, key)| mots("resultat", key).into_iter().map(move |m| (m, dit)));
        Self {
            sens: Sens::TOUS.map(|sens| (sens, mots("sens", sens.libelle()))).into(),
            prefixes: mots("numeros", "mots"),
            numeros,
            intitules,
            comptes: mots("comptes", "intitules"),
            resultats: resultats.collect(),
            reprises: mots("reprise", "expressions"),
            excedent: mots("reprise", "excedent"),
            deficit: mots("reprise", "deficit"),
            total: mots("lignes", "total"),
            general: mots("lignes", "general"),
            vides: mots("lignes", "vides"),
            parts: mots("lignes", "parts"),
            milliers: texts(table("lignes"), "milliers"),
        }
    }

    /// The only side among the words of a text.
    pub(super) fn sens(&self, texte: &str) -> Option<Sens> {
        self.sens_parmi(&mots_de(texte))
    }

    fn sens_parmi(&self, mots: &[String]) -> Option<Sens> {
        let mots = avec_classes(mots);
        let dit = |(_, siens): &&(Sens, Vec<String>)| mots.iter().any(|mot| siens.contains(mot));
        let mut dits = self.sens.iter().filter(dit).map(|(sens, _)| *sens);
        dits.next().filter(|_| dits.next().is_none())
    }

    fn dit_le_sens(&self, mot: &String) -> bool {
        self.sens.iter().any(|(_, siens)| siens.contains(mot))
    }

    /// The group that a cell names; `seul` in a column of groups, where a number is enough.
    pub(super) fn groupe(&self, texte: &str, seul: bool) -> Option<GroupeLu> {
        let mots = mots_de(texte);
        if let Some((groupe, reste)) = self.numerote(&mots) {
            return self.lu(groupe, reste);
        }
        if let Some((sens, groupe)) = self.intitules.get(&mots.join(" ")) {
            let aussi_un_compte = self.comptes.contains(&mots.join(" "));
            return Some(GroupeLu { groupe: *groupe, sens: Some(*sens), nu: true, compte: false, aussi_un_compte });
        }
        let (dits, autres): (Vec<String>, Vec<String>) = mots.into_iter().partition(|mot| self.dit_le_sens(mot));
        match &autres[..] {
            [numero] if seul => self.lu(*self.numeros.get(numero)?, dits),
            _ => None,
        }
    }

    /// A group, and what stands around its number.
    fn lu(&self, groupe: Groupe, reste: Vec<String>) -> Option<GroupeLu> {
        let autres = || reste.iter().filter(|mot| !self.dit_le_sens(mot)).cloned().collect::<Vec<_>>();
        let officiel = self.intitules.get(&reste.join(" ")).or_else(|| self.intitules.get(&autres().join(" ")));
        if officiel.is_some_and(|(_, dit)| *dit != groupe) {
            return None;
        }
        let sens = self.sens_parmi(&reste).or(officiel.map(|(sens, _)| *sens));
        let compte = reste.first().is_some_and(|mot| est_un_compte(mot));
        let nu = officiel.is_some() || autres().is_empty();
        Some(GroupeLu { groupe, sens, nu, compte, aussi_un_compte: false })
    }

    /// True for « Groupe 4 », « Groupes I et II »: a group that is none.
    pub(super) fn est_un_autre_groupe(&self, texte: &str) -> bool {
        self.groupe(texte, false).is_none() && mots_de(texte).first().is_some_and(|mot| self.prefixes.contains(mot))
    }

    /// « groupe 1 », « gr ii », « g3 », and the other words. Two groups are none.
    fn numerote(&self, mots: &[String]) -> Option<(Groupe, Vec<String>)> {
        let colle = |mot: &String| {
            let suffixes = self.prefixes.iter().filter_map(|prefixe| mot.strip_prefix(prefixe.as_str()));
            suffixes.filter_map(|suffixe| self.numeros.get(suffixe)).next().copied()
        };
        let trouve = |i: usize| {
            let (mot, suivant) = (&mots[i], mots.get(i + 1));
            let avec = |n: usize| mots.get(i + n).and_then(|mot| self.numeros.get(mot)).map(|g| (*g, n + 1));
            let deux = suivant.map(|suivant| format!("{mot} {suivant}"));
            let long = deux.filter(|deux| self.prefixes.contains(deux)).and_then(|_| avec(2));
            long.or_else(|| avec(1).filter(|_| self.prefixes.contains(mot))).or_else(|| Some((colle(mot)?, 1)))
        };
        let (debut, (groupe, longueur)) = (0..mots.len()).find_map(|i| Some((i, trouve(i)?)))?;
        let (avant, apres) = (&mots[..debut], &mots[debut + longueur..]);
        let joint = |mot: &String| ["et", "a", "ou"].contains(&mot.as_str());
        let autre = |mot: &String| self.numeros.contains_key(mot) || colle(mot).is_some();
        let plusieurs = match apres {
            [premier, second, ..] if joint(premier) => autre(second),
            [premier, ..] => autre(premier),
            [] => false,
        };
        (!plusieurs).then(|| (groupe, [avant, apres].concat()))
    }

    /// What a row adds up, when it is one of totals.
    pub(super) fn total(&self, texte: &str) -> Option<TotalLu> {
        let mots = mots_de(texte);
        let est_total = |mot: &String| self.total.iter().any(|t| t.split(' ').next_back() == Some(mot.as_str()));
        if !mots.iter().any(est_total) {
            return None;
        }
        let prefixes = ["sous", "sou", "s"];
        let garde = |mot: &&String| !est_total(mot) && !prefixes.contains(&mot.as_str()) && !is_year(mot);
        let mots = avec_classes(&mots.iter().filter(garde).cloned().collect::<Vec<_>>());
        if let Some(lu) = self.groupe(&mots.join(" "), false) {
            return Some(TotalLu::Groupe(lu.groupe, lu.sens));
        }
        let sens = self.sens_parmi(&mots);
        let deux = sens.is_none() && mots.iter().any(|mot| self.dit_le_sens(mot));
        let compte = mots.iter().any(|mot| est_un_compte(mot));
        let general = mots.iter().any(|mot| self.general.contains(mot));
        let connu = |mot: &String| self.dit_le_sens(mot) || self.general.contains(mot) || self.vides.contains(mot);
        Some(match (mots.iter().all(connu) && !deux, general) {
            (false, _) if compte => TotalLu::Compte,
            (false, _) => TotalLu::Autre,
            (true, true) => TotalLu::General(sens),
            (true, false) => TotalLu::Sens(sens),
        })
    }

    /// True for « dont intérim »: a part of what stands above, already counted there.
    pub(super) fn est_une_part(&self, texte: &str) -> bool {
        mots_de(texte).first().is_some_and(|mot| self.parts.contains(mot))
    }

    /// The result that a row states.
    pub(super) fn resultat(&self, texte: &str, exercice: i32) -> Option<ResultatDit> {
        let mut mots = mots_de(texte);
        while mots.last().is_some_and(|mot| *mot == "n" || mot.parse() == Ok(exercice)) && mots.len() > 1 {
            mots.pop();
        }
        self.resultats.get(&mots.join(" ")).copied()
    }

    /// True for a row that carries the result of an earlier exercice over.
    pub(super) fn est_une_reprise(&self, texte: &str) -> bool {
        let texte = format!(" {} ", mots_de(texte).join(" "));
        self.reprises.iter().any(|expression| texte.contains(&format!(" {expression} ")))
    }

    /// Whether a row speaks of an excédent or of a déficit; nothing when it names both.
    pub(super) fn nature(&self, texte: &str) -> Option<NatureDeResultat> {
        let mots = mots_de(texte);
        let dit = |siens: &[String]| mots.iter().any(|mot| siens.contains(mot));
        match (dit(&self.excedent), dit(&self.deficit)) {
            (true, false) => Some(NatureDeResultat::Excedent),
            (false, true) => Some(NatureDeResultat::Deficit),
            _ => None,
        }
    }

    /// True where amounts are said to be thousands.
    pub(super) fn en_milliers(&self, texte: &str) -> bool {
        let bas = texte.to_lowercase();
        texte.len() <= LONGUEUR && self.milliers.iter().any(|mot| bas.contains(mot.as_str()))
    }
}

fn plies(table: Option<&dyn TableLike>, key: &str) -> Vec<String> {
    texts(table, key).iter().map(|texte| cle(texte)).collect()
}

/// The folded words of a label; none of a text too long to be one.
fn mots_de(texte: &str) -> Vec<String> {
    if texte.len() > LONGUEUR {
        return Vec::new();
    }
    cle(texte).split(' ').filter(|mot| !mot.is_empty()).map(str::to_owned).collect()
}

/// The words, where « classe 6 » says charges, and « classe 7 » produits.
fn avec_classes(mots: &[String]) -> Vec<String> {
    let classe = |i: usize| match (mots.get(i).map(String::as_str), mots.get(i + 1).map(String::as_str)) {
        (Some("classe"), Some("6")) => Some("charge"),
        (Some("classe"), Some("7")) => Some("produit"),
        _ => None,
    };
    let garde = |i: usize| i == 0 || classe(i - 1).is_none();
    (0..mots.len()).filter(|i| garde(*i)).map(|i| classe(i).map_or_else(|| mots[i].clone(), str::to_owned)).collect()
}

/// True for the number of an account of charges or produits: « 60 », « 6411 ».
fn est_un_compte(mot: &str) -> bool {
    (2..=6).contains(&mot.len()) && mot.starts_with(['6', '7']) && mot.bytes().all(|b| b.is_ascii_digit())
}

/// The account that a label begins with.
pub(super) fn compte_de(texte: &str) -> Option<&str> {
    let prefixe = ["compte ", "comptes ", "cpte ", "c/"]
        .into_iter()
        .find(|prefixe| texte.get(..prefixe.len()).is_some_and(|debut| debut.eq_ignore_ascii_case(prefixe)));
    let texte = texte[prefixe.map_or(0, str::len)..].trim_start();
    let fin = texte.find(|c: char| !c.is_ascii_digit()).unwrap_or(texte.len());
    Some(&texte[..fin]).filter(|mot| est_un_compte(mot))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lu(texte: &str) -> Option<(Groupe, Option<Sens>, bool)> {
        Mots::tous().groupe(texte, true).map(|lu| (lu.groupe, lu.sens, lu.nu))
    }

    #[test]
    fn un_groupe_se_lit_de_bien_des_facons() {
        use {Groupe::*, Sens::*};
        for (texte, attendu) in [
            ("Groupe I", (I, None, true)),
            ("GR1", (I, None, true)),
            ("Gr. II", (II, None, true)),
            ("Charges - groupe II", (II, Some(Charges), true)),
            ("G3 produits", (III, Some(Produits), true)),
            ("GROUPE FONCTIONNEL III", (III, None, true)),
            ("2", (II, None, true)),
            ("III", (III, None, true)),
            ("Charges I", (I, Some(Charges), true)),
            ("Groupe I : Dépenses afférentes à l’exploitation courante", (I, Some(Charges), true)),
            ("Groupe II : Autres produits relatifs à l'exploitation", (II, Some(Produits), true)),
            ("Groupe II – Personnel", (II, Some(Charges), true)),
            ("Dépenses afférentes à la structure", (III, Some(Charges), true)),
            ("Produits de la tarification", (I, Some(Produits), true)),
            ("Groupe I – fournitures", (I, None, false)),
        ] {
            assert_eq!(lu(texte), Some(attendu), "{texte}");
        }
        for texte in ["Groupe IV", "Groupes I et II", "60 Achats", "Groupe II : structure", "Gens", "", "4", "Total"] {
            assert_eq!(lu(texte), None, "{texte}");
        }
        assert!(Mots::tous().est_un_autre_groupe("Groupe 4") && !Mots::tous().est_un_autre_groupe("Achats"));
    }

    #[test]
    fn un_total_dit_ce_qu_il_additionne() {
        for (texte, attendu) in [
            ("Total", TotalLu::Sens(None)),
            ("TOTAL DES CHARGES D'EXPLOITATION", TotalLu::Sens(Some(Sens::Charges))),
            ("Total produits 2021", TotalLu::Sens(Some(Sens::Produits))),
            ("Total groupe II", TotalLu::Groupe(Groupe::II, None)),
            ("S/Total GR1", TotalLu::Groupe(Groupe::I, None)),
            ("Total charges de personnel", TotalLu::Groupe(Groupe::II, Some(Sens::Charges))),
            ("TOTAL GENERAL", TotalLu::General(None)),
            ("Total charges et produits", TotalLu::Autre),
            ("Total ETP", TotalLu::Autre),
        ] {
            assert_eq!(Mots::tous().total(texte), Some(attendu), "{texte}");
        }
        assert_eq!(Mots::tous().total("Résultat"), None);
    }

    #[test]
    fn une_reprise_de_resultat_n_est_pas_une_reprise_de_provision() {
        let mots = Mots::tous();
        assert!(mots.est_une_reprise("Reprise d’excédent N-2") && mots.est_une_reprise("002 Déficit reporté"));
        assert!(!mots.est_une_reprise("78 Reprises sur provisions"));
        assert_eq!(mots.nature("Reprise du déficit 2019"), Some(NatureDeResultat::Deficit));
        assert_eq!(mots.resultat("Résultat 2021", 2021), Some(ResultatDit::Signe));
        assert_eq!(mots.resultat("Résultat financier", 2021), None);
        assert_eq!(mots.resultat("Excédent (ou déficit)", 2021), Some(ResultatDit::ExcedentOuDeficit));
    }
}
