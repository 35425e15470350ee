//! The compte administratif of a perimetre: its groups as values that know their cells.

use super::contexte::{Contexte, Sujet};
use crate::diagnostic::Span;
use crate::domaine::budget::{Colonne, CompteAdministratif, Groupe, NatureDeResultat, Reprise, Sens, Somme, sujet};
use crate::domaine::indicateur::Valeur;

const PAR_COMPTE: &str = "le tableau est par compte : Trame ne répartit pas les comptes entre les groupes";
const SANS_BUDGET: &str = "aucun compte administratif";

impl<'a> Contexte<'a> {
    /// What a group amounts to.
    pub(crate) fn groupe_du_compte(&self, id: &str, sens: Sens, groupe: Groupe, colonne: Colonne) -> Valeur {
        self.du_compte(id, |compte| match compte.par_compte(sens) {
            true => Valeur::manquante(PAR_COMPTE),
            false => self.tiree(&compte.groupe(sens, groupe, colonne), colonne),
        })
    }

    /// What a side amounts to: its three groups, whose indicators are given, or its accounts where there are no groups.
    pub(crate) fn cote_du_compte(&self, id: &str, groupes: [&str; 3], sens: Sens, colonne: Colonne) -> Valeur {
        let somme = || Valeur::somme(&groupes.map(|id| self.perimetre.annuel(id)));
        let groupe = matches!(self.sujet, Sujet::Groupe(_));
        let par_compte = self.recensement.comptes_administratifs.iter().any(|compte| compte.par_compte(sens));
        if !par_compte {
            return somme();
        }
        if groupe {
            return self.somme_des_parts(|part| part.annuel(id));
        }
        self.du_compte(id, |compte| match compte.par_compte(sens) {
            true => self.tiree(&compte.total(sens, colonne), colonne),
            false => somme(),
        })
    }

    /// The results of earlier exercices carried over.
    pub(crate) fn reprise(&self, id: &str) -> Valeur {
        self.du_compte(id, |compte| {
            let reprise = compte.reprise(Colonne::Realise);
            match reprise.nombre {
                None => Valeur::manquante(manque(&reprise)),
                Some(nombre) if reprise.cellules.is_empty() => {
                    Valeur::convenue(nombre, "aucun résultat antérieur repris")
                }
                Some(_) => Valeur::somme(&self.reprises(&reprise.cellules)),
            }
        })
    }

    /// Each carry-over that these cells hold, with its sign.
    fn reprises(&self, cellules: &[Span]) -> Vec<Valeur> {
        let reprises = self.controle.dossier().budget.reprises.iter();
        let signee = |reprise: &Reprise| {
            let (saisie, span) = reprise.montants.cellule(Colonne::Realise)?;
            let (lue, signee) = (saisie.nombre()?, reprise.signee(Colonne::Realise)?);
            let valeur = Valeur::lue(lue, span);
            let regle = match reprise.nature {
                NatureDeResultat::Excedent => "excédent repris, en plus",
                NatureDeResultat::Deficit => "déficit repris, en moins",
            };
            let valeur =
                if lue == signee { valeur.dite_en_euros(regle) } else { Valeur::deduite(signee, regle, vec![valeur]) };
            cellules.contains(span).then_some(valeur)
        };
        reprises.filter_map(signee).collect()
    }

    fn du_compte(&self, id: &str, valeur: impl Fn(&CompteAdministratif) -> Valeur) -> Valeur {
        let code = match &self.sujet {
            Sujet::Groupe(_) => return self.somme_des_parts(|part| part.annuel(id)),
            Sujet::Dispositif(tableau) => Some(&tableau.dispositif.code),
            Sujet::Service(_) => None,
        };
        let sien = self.recensement.comptes_administratifs.iter().find(|c| c.dispositif.as_ref() == code);
        sien.map_or_else(|| Valeur::manquante(SANS_BUDGET), valeur)
    }

    /// A sum as the rows that it adds up; as the cell itself when a typed total stands for rows that lack theirs.
    fn tiree(&self, somme: &Somme, colonne: Colonne) -> Valeur {
        let Some(nombre) = somme.nombre else { return Valeur::manquante(manque(somme)) };
        let budget = &self.controle.dossier().budget;
        let lignes = somme.lignes.iter().filter_map(|rang| budget.lignes.get(*rang));
        let mut lues: Vec<Valeur> = lignes
            .filter_map(|ligne| {
                let (saisie, span) = ligne.montants.cellule(colonne)?;
                let mots = ligne.libelle.clone().or_else(|| ligne.compte.clone());
                let lue = Valeur::lue(saisie.nombre().filter(|_| somme.cellules.contains(span))?, span);
                Some(lue.dite_en_euros(mots.unwrap_or_else(|| sujet(ligne.sens, ligne.groupe))))
            })
            .collect();
        let totaux = budget.totaux.iter().filter(|t| t.colonne == colonne && somme.cellules.contains(&t.span));
        lues.extend(totaux.map(|total| Valeur::lue(total.nombre, &total.span)));
        match &lues[..] {
            [seule] => seule.clone(),
            [] => Valeur::convenue(nombre, "groupe absent du compte, que le total du tableau donne nul"),
            _ => Valeur::somme(&lues),
        }
    }
}

/// Why a sum is not known.
fn manque(somme: &Somme) -> String {
    match (&somme.absents[..], &somme.manquantes[..]) {
        ([(sens, groupe), ..], _) => format!("{} non renseigné", groupe.de(*sens)),
        ([], [span, ..]) => format!("non renseigné en {}", span.short()),
        ([], []) => "le compte administratif n’a pas cette colonne".to_owned(),
    }
}
