//! `texte-illisible`: a document of textes/ that Trame cannot read.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, DocumentNonLu, FormatNonLu, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "texte-illisible",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Ce qu’est chaque document de textes/, d’après son contenu : Markdown (.md), Word (.docx) ou LibreOffice (.odt).",
    importance: "Le texte d’un document abîmé, protégé ou d’un autre format manquerait au rapport sans que rien ne le montre.",
    exemple: "admissions.doc, enregistré par une ancienne version de Word.",
    correction: "L’ouvrir dans le traitement de texte, l’enregistrer sous… au format .docx ou .odt, et le déposer à la place.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::TexteIllisible { quoi } = &anomalie.nature else { return None };
    let (gravite, sujet, aide) = mots(*quoi);
    let message = format!("{sujet} : rien n’en est lu");
    let aide = Some(aide.to_owned());
    Some(Diagnostic { gravite, aide, ..FICHE.constat(anomalie.span.clone(), message) })
}

fn mots(quoi: DocumentNonLu) -> (Gravite, &'static str, &'static str) {
    const ENREGISTRER: &str =
        "l’ouvrir dans le traitement de texte, l’enregistrer sous… au format .docx, et déposer ce fichier à la place";
    match quoi {
        DocumentNonLu::Abime => (
            Gravite::Erreur,
            "ce document est abîmé ou incomplet",
            "l’ouvrir dans le traitement de texte et l’enregistrer de nouveau au format .docx ; s’il ne s’ouvre pas, reprendre une copie saine",
        ),
        DocumentNonLu::Protege => (
            Gravite::Erreur,
            "ce document est protégé par un mot de passe",
            "dans Word : Fichier > Informations > Protéger le document > Chiffrer avec mot de passe, vider le mot de passe, puis enregistrer ; dans LibreOffice : Fichier > Enregistrer sous, sans cocher « Enregistrer avec mot de passe »",
        ),
        DocumentNonLu::Ancien => {
            (Gravite::Erreur, "ce document est d’un format que Trame ne lit pas (.doc, .rtf, .pages)", ENREGISTRER)
        }
        DocumentNonLu::TexteSimple => (
            Gravite::Erreur,
            "ce fichier est du texte simple, malgré son nom",
            "le renommer en .md : Trame le lira tel qu’il est",
        ),
        DocumentNonLu::Autre(FormatNonLu::Pdf) => (
            Gravite::Avertissement,
            "ce fichier est un PDF",
            "déposer à la place le document d’où il vient, au format .docx ou .odt ; sinon, le retirer de textes/",
        ),
        DocumentNonLu::Autre(_) => (
            Gravite::Avertissement,
            "ce fichier n’est pas un document que Trame lit",
            "l’enregistrer au format .docx, .odt ou .md, et déposer ce fichier à la place ; sinon, le retirer de textes/",
        ),
    }
}
