//! Where the year will end and what remains to be done each month; the tunnel of the contract, where there is one.

use super::{depuis, note_des_omis, rangs};
use crate::composer::entree::Element;
use crate::composer::matiere::Matiere;
use crate::composer::tables::{annuelle, par_perimetre_parmi};
use crate::domaine::indicateur::{Genre, Perimetre};

/// Most rows: beyond, the service alone.
const RANGS: usize = 9;

const METHODES: &str = "Calcul dérivé : projection des mois connus, sans valeur réglementaire. Atterrissage : au taux des mois connus. Fourchette : entre la plus basse et la plus haute de trois projections (taux constant, présents inchangés, prévision des mois restants). À faire par mois : journées prévues de l’année − réalisées, ÷ mois restants.";

pub(super) fn titre(m: &Matiere<'_>) -> String {
    if m.indicateurs.en_cours() { "Atterrissage de l’année".into() } else { "Tunnel".into() }
}

/// The projections, then the tunnel; nothing of either when it is not known.
pub(super) fn contenu(m: &Matiere<'_>, combien: usize) -> Vec<Element> {
    let (mut perimetres, mut omis) = rangs(m, combien.min(RANGS));
    if omis > 0 {
        perimetres.retain(|p| p.genre == Genre::Service);
        omis = 0;
    }
    let projections = vec![
        annuelle(m, "Réalisées à date", "journees_realisees"),
        annuelle(m, "Prévues dans l’année", "journees_previsionnelles_annee"),
        annuelle(m, "Atterrissage", "atterrissage"),
        annuelle(m, "Au moins", "atterrissage_min"),
        annuelle(m, "Au plus", "atterrissage_max"),
        annuelle(m, "Taux", "taux_d_atterrissage"),
        annuelle(m, "À faire par mois", "journees_par_mois_a_realiser"),
    ];
    let connu = |id: &str| perimetres.iter().any(|p: &&Perimetre| p.annuel(id).exact().is_some());
    let mut contenu = Vec::new();
    if connu("atterrissage") || connu("atterrissage_max") {
        let notes = note_des_omis(omis).into_iter().chain([METHODES.to_owned()]).collect();
        let legende = format!("Journées de l’année {} si les mois restants suivent.", m.annee());
        contenu.extend(par_perimetre_parmi(m, &perimetres, ("Dispositif", projections), legende, notes));
    }
    if connu("tunnel_ecart") {
        let bornes = vec![
            annuelle(m, "Plancher", "tunnel_plancher"),
            annuelle(m, "Plafond", "tunnel_plafond"),
            annuelle(m, "Réalisées", "journees_realisees"),
            annuelle(m, "Écart au tunnel", "tunnel_ecart"),
            annuelle(m, "Reprise", "tunnel_reprise"),
        ];
        let declarent: Vec<&Perimetre> =
            perimetres.iter().copied().filter(|p| p.annuel("tunnel_ecart").exact().is_some()).collect();
        let legende = format!("Tunnel du CPOM, journées {}.", depuis(m));
        contenu.extend(par_perimetre_parmi(m, &declarent, ("Dispositif", bornes), legende, Vec::new()));
    }
    contenu.into_iter().map(Element::Tableau).collect()
}
