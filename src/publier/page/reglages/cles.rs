//! Every key of rapport.toml as the form shows it: its plain words, what it expects. A test compares this list with what
//! `lire` reads.

use crate::domaine::reglages::{
    BaseDuTunnel, Cadre, Modalite, NatureCapacite, NatureTarif, PorteeDeContrepartie, UniteDeCompte,
};
use serde::Serialize;

use Forme::{
    Chiffres, Code, Date, Entier, Entiers, Jours, Long, Mots, Noms, OuiNon, Quantite, Quantites, Texte, Textes,
};

/// A word of rapport.toml, and what people read.
pub(super) type Mot = (&'static str, &'static str);

/// What a key expects.
#[derive(Clone, Copy)]
pub(super) enum Forme {
    /// A line of text.
    Texte,
    /// Several lines of text.
    Long,
    /// A whole number.
    Entier,
    /// A number or an amount, as people write them.
    Quantite,
    Date,
    /// One of a closed list of words.
    Mots(fn() -> Vec<Mot>),
    OuiNon,
    /// The code of one of the dispositifs.
    Code,
    /// Texts, one a line.
    Textes,
    /// Words or a number alone on their line, or dates, one a line.
    Jours,
    /// A number alone, or several, one a line.
    Quantites,
    /// Whole numbers, one a line.
    Entiers,
    /// The other keys of the table, one a line: `name = text`.
    Noms,
    /// The same: `name = number`.
    Chiffres,
}

/// A key of one table.
#[derive(Clone, Copy)]
pub(super) struct Cle {
    /// Its path in the table; `*` for all those that are not in the list.
    pub(super) cle: &'static str,
    pub(super) libelle: &'static str,
    pub(super) aide: &'static str,
    pub(super) forme: Forme,
}

const fn cle(cle: &'static str, libelle: &'static str, forme: Forme, aide: &'static str) -> Cle {
    Cle { cle, libelle, aide, forme }
}

/// Keys that stay out of the form.
#[derive(Serialize)]
pub(super) struct Hors {
    /// Their paths, with points.
    pub(super) cles: &'static [&'static str],
    raison: &'static str,
}

/// Those that only the whole file shows, each with its reason.
pub(super) const HORS_DU_FORMULAIRE: &[Hors] = &[Hors {
    cles: &[
        "justification.code",
        "justification.fichier",
        "justification.feuille",
        "justification.cellule",
        "justification.valeur",
        "justification.constat",
    ],
    raison: "le point qu’une justification explique, et ce que la cellule contenait alors\u{a0}: les changer l’en détacherait. Retirer la justification ici, puis l’écrire de nouveau depuis la page Contrôles",
}];

pub(super) const RACINE: &[Cle] = &[
    cle("exercice", "Année de l’exercice", Entier, ""),
    cle("arrete_au", "Dernier jour connu", Date, "À remplir si les tableaux vont plus loin que ce qui est sûr."),
];

/// What every body says first; the others are `Identite::CLES`.
pub(super) const IDENTITE: &[Cle] = &[cle("nom", "Nom", Texte, ""), cle("sigle", "Sigle", Texte, "")];

pub(super) const RAPPORT: &[Cle] = &[
    cle("date", "Date du rapport", Date, "Le 31 décembre de l’exercice si rien n’est dit."),
    cle("lieu", "Fait à", Texte, ""),
    cle("signataire", "Signataire", Texte, ""),
    cle("qualite", "Qualité du signataire", Texte, "Par exemple\u{a0}: Directrice du service."),
    cle("destinataire", "Destinataire", Texte, ""),
    cle("logo", "Logo", Texte, "Le nom d’un fichier du dossier, par exemple images/logo.png."),
    cle("couleur", "Couleur", Texte, "Par exemple #0B5566."),
    cle("sections", "Ordre des chapitres", Textes, "Un nom de chapitre par ligne. Vide\u{a0}: l’ordre habituel."),
    cle("chiffres_cles", "Chiffres clés", Textes, "Un nom de chiffre par ligne. Vide\u{a0}: le choix habituel."),
];

pub(super) const COMPTAGE: &[Cle] = &[
    cle("jour_d_entree", "Le premier jour d’une mesure est-il compté\u{202f}?", Mots(compte_a_l_entree), ""),
    cle("jour_de_sortie", "Le dernier jour d’une mesure est-il facturé\u{202f}?", Mots(compte_a_la_sortie), ""),
    cle(
        "jours_ouverture",
        "Jours d’ouverture",
        Jours,
        "«\u{a0}calendaires\u{a0}» si tous les jours comptent, un nombre de jours par an (304), ou les jours fermés, un par ligne.",
    ),
    cle("prevision_par", "Partage du prévisionnel annuel entre les mois", Mots(prevision), ""),
    cle("capacite_de_reference", "Capacité à laquelle les taux se rapportent", Mots(references), ""),
    cle("unite_de_compte", "Ce que les tableaux comptent", Mots(unites), ""),
    cle(
        "delai_de_passage_jours",
        "Délai d’un passage, en jours",
        Entier,
        "Une sortie suivie d’une entrée du même jeune dans ce délai est un passage d’un dispositif à l’autre. D’ordinaire 1.",
    ),
    cle("couper_a_l_echeance", "Ne plus compter les jours après l’échéance de la décision", OuiNon, ""),
    cle(
        "absences/*",
        "Absences",
        Noms,
        "Un motif par ligne, par exemple\u{a0}: hospitalisation = maintenue\u{202f}; fugue = retirée après 48 heures\u{202f}; séjour = plafonnée à 35 jours.",
    ),
];

pub(super) const CAPACITE: &[Cle] = &[
    cle("depuis", "À partir du", Date, ""),
    cle("places", "Places", Entier, ""),
    cle("nature", "Nature", Mots(natures_de_capacite), ""),
];

pub(super) const ACTIVITE: &[Cle] = &[
    cle(
        "journees_previsionnelles",
        "Journées prévisionnelles",
        Quantites,
        "Un nombre pour l’année, ou douze nombres, un par ligne, de janvier à décembre.",
    ),
    cle("taux_cible", "Taux cible", Texte, "À la place des journées prévisionnelles, par exemple 95\u{a0}%."),
    cle("taux_retenu", "Taux retenu pour prévoir", Texte, "La part des journées théoriques qui a servi à prévoir."),
    cle(
        "journees_realisees",
        "Journées réalisées de l’année",
        Quantite,
        "Seulement si aucun tableau ne les donne mois par mois.",
    ),
    cle(
        "mesures_previsionnelles",
        "Mesures prévues",
        Quantites,
        "Si le tarif est un forfait par mesure\u{a0}: un nombre pour l’année, ou douze, un par ligne.",
    ),
    cle("tunnel", "Tunnel du CPOM", Textes, "Deux taux, un par ligne, par exemple 95\u{a0}% puis 105\u{a0}%."),
    cle("tunnel_base", "Journées auxquelles le tunnel se rapporte", Mots(bases), ""),
    cle(
        "tunnel_regle/texte",
        "Reprise\u{a0}: où elle est écrite",
        Texte,
        "Par exemple\u{a0}: CPOM 2024–2028, article 7.",
    ),
    cle("tunnel_regle/part", "Reprise\u{a0}: part des journées sous le plancher", Texte, "Par exemple 50\u{a0}%."),
    cle("tunnel_regle/prix", "Reprise\u{a0}: prix, en euros", Quantite, "Le prix en vigueur si rien n’est dit."),
];

pub(super) const TARIF: &[Cle] = &[
    cle("dispositif", "Dispositif", Code, ""),
    cle("depuis", "À partir du", Date, ""),
    cle("prix_de_journee", "Prix de journée, en euros", Quantite, "Par exemple 22,54. Un seul des trois prix."),
    cle("forfait_mesure", "ou forfait par mesure, en euros", Quantite, ""),
    cle("dotation_globalisee", "ou dotation globalisée de l’année, en euros", Quantite, ""),
    cle("nature", "Nature du prix", Mots(natures_de_tarif), ""),
    cle("payeur", "Payeur", Texte, "S’il n’y en a qu’un pour ce tarif."),
    cle("arrete", "Arrêté", Texte, ""),
    cle("date_arrete", "Date de l’arrêté", Date, ""),
    cle(
        "journees_previsionnelles",
        "Journées prévues pour ce payeur",
        Quantites,
        "Un nombre pour l’année, ou douze, un par ligne.",
    ),
];

pub(super) const DISPOSITIF: &[Cle] = &[
    cle("code", "Code", Texte, "Court, comme dans vos tableaux\u{a0}: AEMO-R."),
    cle("libelle", "Libellé", Texte, ""),
    cle("cadre", "Cadre", Mots(cadres), ""),
    cle("modalite", "Modalité", Mots(modalites), ""),
    cle("anciens_noms", "Anciens noms", Textes, "Un par ligne\u{a0}: vos tableaux peuvent encore les porter."),
    cle("sur_les_places_de", "Sur les places vacantes de", Code, "Pour un accueil qui n’a pas de places à lui."),
    cle("duree_decision_mois", "Durée d’une décision, en mois", Entier, "La durée habituelle si rien n’est dit."),
    cle("renouvelable", "Renouvelable combien de fois", Entier, ""),
];

pub(super) const GROUPE: &[Cle] = &[
    cle("code", "Code", Texte, ""),
    cle("libelle", "Libellé", Texte, ""),
    cle("dispositifs", "Dispositifs réunis", Textes, "Un code par ligne."),
];

pub(super) const UNITE: &[Cle] = &[
    cle("code", "Code", Texte, ""),
    cle("libelle", "Libellé", Texte, ""),
    cle("dispositif", "Dispositif", Code, ""),
    cle("commune", "Commune", Texte, ""),
    cle("finess", "FINESS", Texte, "Neuf caractères, zéros du début compris."),
];

pub(super) const HISTORIQUE: &[Cle] = &[
    cle("exercice", "Année", Entier, ""),
    cle("dispositif", "Dispositif", Code, ""),
    cle(
        "*",
        "Chiffres déclarés cette année-là",
        Chiffres,
        "Un par ligne, par exemple\u{a0}: sorties = 30, places = 60, prix_de_journee = 22,54, taux_de_realisation = 103\u{a0}%.",
    ),
];

pub(super) const CONTREPARTIE: &[Cle] = &[
    cle("financeur", "Qui la doit", Texte, ""),
    cle("en_regard_de", "En regard de qui", Texte, ""),
    cle("taux", "Taux", Texte, "Par exemple 100\u{a0}%."),
    cle("par", "Comptée sur", Mots(portees), ""),
    cle("sauf_enveloppes", "Enveloppes qui n’en sont pas", Textes, "Une par ligne."),
    cle("source", "Où c’est écrit", Texte, ""),
];

pub(super) const JUSTIFICATION: &[Cle] = &[cle("motif", "Explication", Long, ""), cle("date", "Date", Date, "")];

pub(super) const CORRESPONDANCES: &[Cle] = &[
    cle(
        "*",
        "Noms de vos tableaux",
        Noms,
        "Un par ligne\u{a0}: le nom de vos tableaux = ce qu’il désigne (le code d’un dispositif, une ligne, une colonne ou un mot que Trame connaît).",
    ),
    cle("territoires/*", "Territoires", Noms, "Un par ligne\u{a0}: une façon de l’écrire = celle à garder."),
];

pub(super) const CONFIDENTIALITE: &[Cle] = &[cle(
    "seuil",
    "Seuil de l’édition publique",
    Entier,
    "En dessous, un effectif est masqué dans l’édition publique. 5 si rien n’est dit.",
)];

pub(super) const AGES: &[Cle] =
    &[cle("bandes", "Tranches d’âge", Entiers, "Le premier âge de chaque tranche, un par ligne, à partir de 0.")];

pub(super) const LIMITES: &[Cle] = &[
    cle("octets_par_fichier", "Taille d’un fichier texte, en octets", Entier, ""),
    cle("lignes_par_fichier", "Lignes d’un fichier texte", Entier, ""),
    cle("octets_par_classeur", "Taille d’un classeur, en octets", Entier, ""),
    cle("octets_decompresses", "Taille d’un classeur une fois ouvert, en octets", Entier, ""),
    cle("cellules_par_classeur", "Cellules d’un classeur", Entier, ""),
    cle("cellules_vides_par_tableau", "Cellules vides d’un tableau mensuel", Entier, ""),
];

fn compte_a_l_entree() -> Vec<Mot> {
    vec![("", "oui, compté (par défaut)"), ("compte", "oui, compté"), ("non-compte", "non")]
}

fn compte_a_la_sortie() -> Vec<Mot> {
    vec![("", "non (par défaut)"), ("compte", "oui, facturé"), ("non-compte", "non")]
}

fn prevision() -> Vec<Mot> {
    vec![("", "selon leurs jours (par défaut)"), ("jours", "selon leurs jours"), ("douziemes", "par douzièmes")]
}

/// The first word is that of a key that is absent.
fn ou<T, const N: usize>(absente: &'static str, mots: [(T, &'static str, &'static str); N]) -> Vec<Mot> {
    std::iter::once(("", absente)).chain(mots.map(|(_, cle, mot)| (cle, mot))).collect()
}

fn references() -> Vec<Mot> {
    ou("autorisée (par défaut)", NatureCapacite::TOUTES)
}

fn natures_de_capacite() -> Vec<Mot> {
    ou("autorisée (par défaut)", NatureCapacite::TOUTES)
}

fn unites() -> Vec<Mot> {
    ou("mesure (par défaut)", UniteDeCompte::TOUTES.map(|(unite, cle, _)| (unite, cle, cle)))
}

fn bases() -> Vec<Mot> {
    ou("journées prévisionnelles (par défaut)", BaseDuTunnel::TOUTES)
}

fn natures_de_tarif() -> Vec<Mot> {
    ou("de nature non précisée (par défaut)", NatureTarif::TOUTES)
}

fn cadres() -> Vec<Mot> {
    ou("à préciser", Cadre::TOUS)
}

fn modalites() -> Vec<Mot> {
    ou("à préciser", Modalite::TOUTES)
}

fn portees() -> Vec<Mot> {
    ou("à préciser", PorteeDeContrepartie::TOUTES)
}
