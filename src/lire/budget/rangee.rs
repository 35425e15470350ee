//! One row of one face: a title, a group, an account, a total, a result or a carry-over.

use super::assemblage::TOTAUX;
use super::mots::{GroupeLu, TotalLu, compte_de};
use super::plan::Face;
use super::{Etat, Lecture};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{ManqueDUnBudget, NatureAnomalie};
use crate::domaine::budget::{Colonne, Groupe, LigneDeBudget, Montants, NatureDeResultat, Reprise, Sens};
use crate::domaine::dossier::{Ligne, Saisie};
use crate::domaine::exact::Exact;
use crate::francais::apostrophes;
use crate::lire::tableau_mensuel::discretion::est_nom_et_prenom;

/// A row with its words.
struct Rangee<'r> {
    entete: &'r Ligne,
    ligne: &'r Ligne,
    face: &'r Face,
    /// The first words, and their column.
    principal: &'r str,
    colonne: usize,
}

impl Rangee<'_> {
    fn texte(&self, colonne: Option<usize>) -> &str {
        colonne.map_or("", |i| self.ligne.cellule(i).texte().trim())
    }

    /// Every label of the row.
    fn etiquettes(&self) -> impl Iterator<Item = (usize, &str)> {
        self.face.etiquettes().map(|i| (i, self.ligne.cellule(i).texte().trim())).filter(|(_, texte)| !texte.is_empty())
    }

    /// What stands in a column of its own beside the group.
    fn a_cote(&self) -> Option<&str> {
        self.etiquettes().map(|(_, texte)| texte).nth(1)
    }

    /// The side of its account: class 6 is charges, class 7 is produits.
    fn classe(&self) -> Option<Sens> {
        self.compte().map(|compte| if compte.starts_with('6') { Sens::Charges } else { Sens::Produits })
    }

    /// The number of the account, from its column or the head of a label.
    fn compte(&self) -> Option<String> {
        let propre = Some(self.texte(self.face.compte)).filter(|c| compte_de(c).is_some());
        propre
            .or_else(|| self.etiquettes().map(|(_, texte)| texte).find(|texte| compte_de(texte).is_some()))
            .and_then(compte_de)
            .map(str::to_owned)
    }
}

impl Lecture<'_> {
    pub(super) fn rangee(&mut self, entete: &Ligne, ligne: &Ligne, face: &Face, etat: &mut Etat) {
        let vide = |colonne: Option<usize>| colonne.is_none_or(|i| ligne.cellule(i).is_empty());
        let sans_montant = vide(face.autorise) && vide(face.realise);
        let colonnes = face.etiquettes().filter(|i| !ligne.cellule(*i).is_empty());
        let total = face.dispositif.filter(|i| self.mots.total(ligne.cellule(*i).texte().trim()).is_some());
        let Some(colonne) = colonnes.chain(face.sens).chain(total).find(|i| !ligne.cellule(*i).is_empty()) else {
            let premiere = face.etiquettes().next().unwrap_or(0);
            if !sans_montant {
                self.manque(ManqueDUnBudget::Groupe, self.lieu.span(ligne, premiere, entete.cellule(premiere)));
            }
            return;
        };
        let principal = ligne.cellule(colonne).texte().trim();
        let rangee = Rangee { entete, ligne, face, principal, colonne };
        if let Some(sens) = face.sens.and_then(|i| self.mots.sens(ligne.cellule(i))) {
            etat.sens = Some(sens);
        }
        self.dispositif(&rangee, etat);
        if face.partagee && sans_montant && self.est_de_l_autre_cote(&rangee) {
            return;
        }
        if let Some(total) = self.est_un_total(&rangee) {
            self.total(&rangee, total, etat);
        } else if self.mots.est_une_part(principal) {
            self.ligne_ignoree(&rangee);
        } else if self.mots.est_une_reprise(&textes(&rangee)) {
            self.reprise(&rangee, etat);
        } else if let Some(dit) = self.mots.resultat(principal, self.exercice) {
            let (montants, _) = self.montants(&rangee);
            self.assemblage.resultat(dit, etat.dispositif.as_deref(), montants);
            self.utilisees += 1;
        } else if let Some((lu, propre)) = self.groupe(&rangee) {
            self.ligne_de_groupe(&rangee, (&lu, propre), etat);
        } else if sans_montant {
            self.titre(&rangee, etat);
        } else {
            self.ligne_de_detail(&rangee, etat);
        }
    }

    /// True for a row without amounts here, beside the amounts of the other side: it is none of this side's.
    fn est_de_l_autre_cote(&self, rangee: &Rangee<'_>) -> bool {
        let ses_etiquettes: Vec<usize> = rangee.face.etiquettes().collect();
        let ailleurs = rangee.ligne.remplies().any(|(i, c)| !ses_etiquettes.contains(&i) && c.est_un_nombre());
        let dit = rangee.etiquettes().find_map(|(_, texte)| self.mots.sens(texte));
        ailleurs || dit.is_some_and(|sens| rangee.face.cote.is_some_and(|cote| cote != sens))
    }

    /// A row of totals, by its label, or by « Total » among the dispositifs where it has none.
    fn est_un_total(&self, rangee: &Rangee<'_>) -> Option<TotalLu> {
        let dispositif = || rangee.texte(rangee.face.dispositif.filter(|_| rangee.etiquettes().next().is_none()));
        self.mots.total(rangee.principal).or_else(|| self.mots.total(dispositif()))
    }

    fn ligne_ignoree(&mut self, rangee: &Rangee<'_>) {
        let libelle = if est_nom_et_prenom(rangee.principal) { "" } else { rangee.principal };
        let nature = NatureAnomalie::LigneIgnoree { libelle: libelle.to_owned(), proche: None };
        let span = self.span(rangee);
        self.signale(nature, span);
    }

    fn span(&self, rangee: &Rangee<'_>) -> Span {
        self.lieu.span(rangee.ligne, rangee.colonne, rangee.entete.cellule(rangee.colonne))
    }

    /// The amounts of a row, and where it begins.
    fn montants(&mut self, rangee: &Rangee<'_>) -> (Montants, Span) {
        let mut lu = |colonne: Option<usize>| {
            let colonne = colonne?;
            let (cellule, entete) = (rangee.ligne.cellule(colonne), rangee.entete.cellule(colonne));
            let span = self.lieu.span(rangee.ligne, colonne, entete);
            self.compris.ajoute(rangee.ligne.rang, [colonne]);
            Some((self.montant(cellule, &span), span))
        };
        let montants = Montants { autorise: lu(rangee.face.autorise), realise: lu(rangee.face.realise) };
        let montrables: Vec<usize> =
            rangee.etiquettes().filter(|(_, texte)| !est_nom_et_prenom(texte)).map(|(i, _)| i).collect();
        self.compris.ajoute(rangee.ligne.rang, montrables);
        self.compris.ajoute(rangee.ligne.rang, [rangee.face.sens, rangee.face.dispositif].into_iter().flatten());
        (montants, self.span(rangee))
    }

    /// The dispositif that the column names; a blank cell repeats the one above.
    fn dispositif(&mut self, rangee: &Rangee<'_>, etat: &mut Etat) {
        let Some(colonne) = rangee.face.dispositif else { return };
        let texte = rangee.ligne.cellule(colonne).texte().trim();
        if texte.is_empty() {
            return;
        }
        if self.noms.est_ensemble(texte) {
            etat.dispositif = None;
        } else if let Some(code) = self.noms.code(texte) {
            etat.dispositif = Some(code.to_owned());
        } else {
            let (proche, codes) = (self.noms.proche(texte), self.noms.codes());
            let span = self.lieu.span(rangee.ligne, colonne, rangee.entete.cellule(colonne));
            self.signale(NatureAnomalie::DispositifInconnu { lu: Some(texte.to_owned()), proche, codes }, span);
        }
    }

    /// The group that a row names, and whether it stands in a column of its own.
    fn groupe(&self, rangee: &Rangee<'_>) -> Option<(GroupeLu, bool)> {
        let du_groupe = rangee.face.groupe.map(|i| rangee.ligne.cellule(i).texte());
        let seul = rangee.face.etiquettes().nth(1).is_some() || rangee.face.sous_un_cote || rangee.face.sens.is_some();
        let numero = du_groupe.and_then(|texte| self.mots.groupe(texte, true)).map(|lu| (lu, seul));
        let compte = rangee.compte().is_some();
        let lu = |texte| self.mots.groupe(texte, false).filter(|lu| !(compte && lu.aussi_un_compte));
        let ailleurs = || rangee.etiquettes().find_map(|(_, texte)| lu(texte));
        numero.or_else(|| {
            Some((ailleurs().filter(|_| du_groupe.is_none_or(str::is_empty) || rangee.compte().is_none())?, false))
        })
    }

    /// The side of a group: every source must say the same.
    fn cote(&mut self, rangee: &Rangee<'_>, lu: Option<Sens>, etat: &Etat) -> Option<Sens> {
        let a_cote = || {
            let beside = rangee.a_cote()?;
            self.mots.groupe(beside, false).and_then(|lu| lu.sens).or_else(|| self.mots.sens(beside))
        };
        let dits = [etat.sens, lu, rangee.classe(), rangee.face.cote, etat.section];
        let mut connus = dits.into_iter().flatten();
        let Some(premier) = connus.next().or_else(a_cote) else {
            let span = self.span(rangee);
            self.manque(ManqueDUnBudget::Sens, span);
            return None;
        };
        if connus.any(|autre| autre != premier) {
            let span = self.span(rangee);
            self.manque(ManqueDUnBudget::SensContradictoire, span);
            return None;
        }
        Some(premier)
    }

    fn ligne_de_groupe(&mut self, rangee: &Rangee<'_>, (lu, propre): (&GroupeLu, bool), etat: &mut Etat) {
        (etat.courant, etat.titre) = (None, None);
        let Some(sens) = self.cote(rangee, lu.sens, etat) else { return };
        etat.courant = Some((sens, lu.groupe));
        let (montants, span) = self.montants(rangee);
        if [&montants.autorise, &montants.realise].iter().all(|m| m.as_ref().is_none_or(|(s, _)| *s == Saisie::Vide)) {
            self.assemblage.chapeau((sens, lu.groupe), etat.dispositif.as_deref(), montants, span);
            return;
        }
        let officiel = |texte: &str| self.mots.groupe(texte, false).is_some_and(|autre| autre.nu);
        let autre_libelle = rangee.a_cote().filter(|texte| propre && !officiel(texte));
        let detail = lu.compte || rangee.compte().is_some() || autre_libelle.is_some();
        let libelle = autre_libelle.or(Some(rangee.principal).filter(|_| !lu.nu));
        self.ajoute(rangee, (sens, Some(lu.groupe)), detail, libelle, (montants, span), etat);
    }

    fn ligne_de_detail(&mut self, rangee: &Rangee<'_>, etat: &mut Etat) {
        let colonne_propre = rangee.face.groupe == Some(rangee.colonne) && rangee.face.etiquettes().nth(1).is_some();
        let hors_groupe = colonne_propre && rangee.compte().is_none();
        let contraire = |sens| etat.sens.is_some_and(|dit| dit != sens);
        let courant = etat
            .courant
            .filter(|(sens, _)| !contraire(*sens) && !hors_groupe && !self.mots.est_un_autre_groupe(rangee.principal));
        let classe = rangee.classe();
        let du_titre = || etat.titre.and_then(|(sens, groupe)| Some((sens.or(classe)?, groupe)));
        let courant = courant.or_else(|| du_titre().filter(|_| rangee.compte().is_some()));
        let dits = [courant.map(|(sens, _)| sens), etat.sens, rangee.face.cote, etat.section];
        if classe.is_some_and(|classe| dits.into_iter().flatten().any(|dit| dit != classe)) {
            let span = self.span(rangee);
            return self.manque(ManqueDUnBudget::SensContradictoire, span);
        }
        let sans_groupe = || classe.filter(|_| !hors_groupe).map(|sens| (sens, None));
        let Some((sens, groupe)) = courant.map(|(sens, groupe)| (sens, Some(groupe))).or_else(sans_groupe) else {
            let span = self.span(rangee);
            return self.manque(ManqueDUnBudget::Groupe, span);
        };
        let lus = self.montants(rangee);
        let libelle = rangee.etiquettes().map(|(_, texte)| texte).last();
        self.ajoute(rangee, (sens, groupe), true, libelle, lus, etat);
    }

    fn ajoute(
        &mut self,
        rangee: &Rangee<'_>,
        (sens, groupe): (Sens, Option<Groupe>),
        detail: bool,
        libelle: Option<&str>,
        (montants, span): (Montants, Span),
        etat: &Etat,
    ) {
        let libelle = libelle.filter(|texte| !est_nom_et_prenom(texte)).map(apostrophes);
        let (compte, dispositif) = (rangee.compte(), etat.dispositif.clone());
        self.assemblage.ligne(LigneDeBudget { sens, groupe, dispositif, compte, libelle, detail, montants, span });
        self.utilisees += 1;
    }

    fn total(&mut self, rangee: &Rangee<'_>, total: TotalLu, etat: &mut Etat) {
        let (dite, section) = (etat.sens.or(rangee.face.cote), etat.section);
        let total = match (total, etat.titre) {
            (TotalLu::Sens(dit), Some((sens, groupe))) if etat.courant.is_none() => {
                TotalLu::Groupe(groupe, dit.or(sens))
            }
            _ => total,
        };
        let cote = |dit: Option<Sens>| dit.or(dite).or(section);
        let courant = etat.courant;
        let lu = match total {
            TotalLu::Groupe(groupe, dit) => {
                let du_groupe = courant.filter(|(_, autre)| *autre == groupe).map(|(sens, _)| sens);
                cote(dit.or(du_groupe)).map(|sens| TotalLu::Groupe(groupe, Some(sens)))
            }
            TotalLu::Sens(dit) => {
                let de_la_suite = self.assemblage.cote();
                let sens = cote(dit).or(courant.map(|(sens, _)| sens)).or(de_la_suite);
                sens.map(|sens| TotalLu::Sens(Some(sens)))
            }
            TotalLu::General(dit) => cote(dit).map(|sens| TotalLu::General(Some(sens))),
            TotalLu::Compte => return self.ligne_ignoree(rangee),
            TotalLu::Autre => None,
        };
        etat.courant = None;
        if matches!(lu, Some(TotalLu::Sens(_))) && rangee.face.cote.is_none() {
            etat.section = None;
        }
        let Some(lu) = lu else { return self.ligne_ignoree(rangee) };
        let (montants, _) = self.montants(rangee);
        self.utilisees += 1;
        if self.assemblage.total(lu, courant, etat.dispositif.as_deref(), montants) {
            let span = self.span(rangee);
            self.signale(NatureAnomalie::TotauxNonVerifies { limite: TOTAUX }, span);
        }
    }

    fn reprise(&mut self, rangee: &Rangee<'_>, etat: &Etat) {
        let (montants, span) = self.montants(rangee);
        let cote = etat.sens.or(rangee.face.cote).or(etat.section).map(|sens| match sens {
            Sens::Charges => NatureDeResultat::Deficit,
            Sens::Produits => NatureDeResultat::Excedent,
        });
        let vide = |m: &Option<(Saisie, Span)>| m.as_ref().is_none_or(|(saisie, _)| *saisie == Saisie::Vide);
        if vide(&montants.autorise) && vide(&montants.realise) {
            return;
        }
        // a minus before an excédent, or before an amount whose side alone says what it is, says the contrary
        let negatif = Colonne::TOUTES.iter().any(|c| montants.nombre(*c).is_some_and(|n| n < Exact::ZERO));
        let dite = self.mots.nature(&textes(rangee));
        let contredite = negatif && dite != Some(NatureDeResultat::Deficit);
        match dite.or(cote).filter(|_| !contredite) {
            Some(nature) => {
                self.utilisees += 1;
                self.assemblage.reprise(Reprise { nature, dispositif: etat.dispositif.clone(), montants, span });
            }
            None => self.manque(ManqueDUnBudget::Reprise, span),
        }
    }

    /// A row without amounts: « PRODUITS » opens a section.
    fn titre(&mut self, rangee: &Rangee<'_>, etat: &mut Etat) {
        if let Some(sens) = self.mots.sens(rangee.principal) {
            self.compris.ajoute(rangee.ligne.rang, [rangee.colonne]);
            etat.courant = None;
            if rangee.face.cote.is_none() {
                etat.section = Some(sens);
            }
        }
    }
}

fn textes(rangee: &Rangee<'_>) -> String {
    rangee.etiquettes().map(|(_, texte)| texte).collect::<Vec<_>>().join(" ")
}
