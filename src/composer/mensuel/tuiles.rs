//! The key figures of a month: each beside the period, its forecast or its denominator.

use super::{au, depuis, janvier, mois};
use crate::composer::ecriture::{ecrit, ecrit_en_deux, libelle, propre, unite_de};
use crate::composer::entree::{Chiffres, Tuile};
use crate::composer::matiere::Matiere;
use crate::composer::notes::Appels;
use crate::composer::sections::budget;
use crate::composer::tables::repartition;
use crate::domaine::indicateur::{Perimetre, Valeur};

/// The service in the month.
struct Regard<'a> {
    m: &'a Matiere<'a>,
    service: &'a Perimetre,
}

/// The tiles that are known; `None` without any.
pub(super) fn chiffres(m: &Matiere<'_>) -> Option<Chiffres> {
    let regard = Regard { m, service: m.indicateurs.service()? };
    let mut appels = Appels::default();
    let faites = [Regard::presents, Regard::entrees, Regard::sorties, Regard::journees, Regard::taux, Regard::produits];
    let tuiles: Vec<Tuile> = faites.iter().filter_map(|faite| faite(&regard, &mut appels)).collect();
    let titre = format!("Le mois en chiffres, {}", m.dernier_mois());
    (!tuiles.is_empty()).then(|| Chiffres { titre, tuiles, notes: appels.notes(m, []) })
}

impl Regard<'_> {
    fn du_mois(&self, id: &str) -> Valeur {
        self.service.mensuel(id, mois(self.m))
    }

    /// A number of the month, in its unit.
    fn ecrit_du_mois(&self, id: &str) -> Option<String> {
        let unite = unite_de(self.m, id);
        self.du_mois(id).exact().map(|n| ecrit(self.service.a_ecrire(n, unite, Some(mois(self.m))), unite))
    }

    /// A number of the period, in its unit.
    fn ecrit_a_date(&self, id: &str) -> Option<String> {
        let unite = unite_de(self.m, id);
        self.service.annuel(id).exact().map(|n| ecrit(self.service.a_ecrire(n, unite, None), unite))
    }

    fn tuile(
        &self,
        (libelle, id): (String, &str),
        valeur: &Valeur,
        details: impl IntoIterator<Item = Option<String>>,
        appels: &mut Appels,
    ) -> Option<Tuile> {
        let (nombre, unite) = ecrit_en_deux(valeur.exact()?, unite_de(self.m, id));
        let details = details.into_iter().flatten().map(|detail| propre(&detail)).collect();
        let appel = appels.reserve(valeur);
        Some(Tuile { libelle: propre(&libelle), valeur: nombre, unite, details, appel, avant: None })
    }

    fn presents(&self, appels: &mut Appels) -> Option<Tuile> {
        let places = self.ecrit_du_mois("places").map(|n| format!("pour {n} places"));
        let details = [places, repartition(self.m, "presents_fin")];
        let valeur = self.du_mois("presents_fin");
        self.tuile((format!("Présents {}", au(self.m)), "presents_fin"), &valeur, details, appels)
    }

    fn entrees(&self, appels: &mut Appels) -> Option<Tuile> {
        self.mouvement("entrees", "Entrées", appels)
    }

    fn sorties(&self, appels: &mut Appels) -> Option<Tuile> {
        self.mouvement("sorties", "Sorties", appels)
    }

    fn mouvement(&self, id: &str, mot: &str, appels: &mut Appels) -> Option<Tuile> {
        let cumul = self.ecrit_a_date(id).filter(|_| !janvier(self.m));
        let cumul = cumul.map(|n| format!("{n} {}", depuis(self.m)));
        let titre = format!("{mot} {}", de(mois(self.m).nom()));
        self.tuile((titre, id), &self.du_mois(id), [cumul], appels)
    }

    fn journees(&self, appels: &mut Appels) -> Option<Tuile> {
        let prevues = self.ecrit_du_mois("journees_previsionnelles").map(|n| format!("pour {n} prévisionnelles"));
        let ecart = self.du_mois("ecart_journees").exact();
        let ecart = ecart.map(|n| format!("écart : {}", unite_de(self.m, "ecart_journees").ecart(n)));
        let titre = format!("Journées {}", de(mois(self.m).nom()));
        let valeur = self.du_mois("journees_realisees");
        self.tuile((titre, "journees_realisees"), &valeur, [prevues, ecart], appels)
    }

    /// The rate of the period with both its terms, then that of the month; on the théorique where nothing is planned.
    fn taux(&self, appels: &mut Appels) -> Option<Tuile> {
        let choix = [
            ("taux_de_realisation", "journees_previsionnelles", "prévisionnelles"),
            ("taux_d_occupation", "journees_theoriques", "théoriques"),
        ];
        let connu = |(id, _, _): &&(&str, &str, &str)| self.service.annuel(id).exact().is_some();
        let (id, dessous, mot) = choix.iter().find(connu)?;
        let termes = self.ecrit_a_date("journees_realisees").zip(self.ecrit_a_date(dessous));
        let termes = termes.map(|(haut, bas)| format!("{haut} journées sur {bas} {mot}"));
        let du_mois = self.ecrit_du_mois(id).filter(|_| !janvier(self.m));
        let du_mois = du_mois.map(|n| format!("{} : {n}", mois(self.m).nom()));
        let titre = format!("{} {}", libelle(self.m, id, self.service.modalite), depuis(self.m));
        self.tuile((titre, id), &self.service.annuel(id), [termes, du_mois], appels)
    }

    /// The proceeds of the period, where a price gives them.
    fn produits(&self, appels: &mut Appels) -> Option<Tuile> {
        let prevus = self.ecrit_a_date("produits_prevus").map(|n| format!("pour {n} prévus"));
        let ecart = self.service.annuel("ecart_produits").exact();
        let ecart = ecart.map(|n| format!("écart : {}", unite_de(self.m, "ecart_produits").ecart(n)));
        let suppose = self.m.indicateurs.tarif_suppose_moyen.then(|| budget::HYPOTHESE.to_owned());
        let titre = format!("Produits {}", depuis(self.m));
        let valeur = self.service.annuel("produits_realises");
        self.tuile((titre, "produits_realises"), &valeur, [prevus, ecart, suppose], appels)
    }
}

/// « de mars », « d’avril ».
pub(super) fn de(mois: &str) -> String {
    if mois.starts_with(['a', 'o']) { format!("d’{mois}") } else { format!("de {mois}") }
}
