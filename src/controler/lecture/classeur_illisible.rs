//! `classeur-illisible`: a file that is no table, or a damaged workbook.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, FormatNonLu, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "classeur-illisible",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Ce qu’est chaque fichier de donnees/, d’après son contenu et non d’après son nom.",
    importance: "Un fichier qui n’est ni un tableau ni du texte ne donne aucun chiffre ; beaucoup de logiciels nomment « .xls » une page web.",
    exemple: "Une exportation du logiciel nommée export.xls, qui est une page web.",
    correction: "L’ouvrir dans le tableur, l’enregistrer au format .xlsx, et le déposer à la place.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ClasseurIllisible { quoi, vraie } = &anomalie.nature else { return None };
    let message = format!("{} : rien n’en est lu", nom(*quoi));
    Some(Diagnostic { aide: Some(renomme(*vraie, aide(*quoi))), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// The remedy, after the name that lets the file be opened at all.
pub(super) fn renomme(vraie: Option<&str>, aide: &str) -> String {
    let Some(vraie) = vraie else { return aide.to_owned() };
    let quoi = match vraie {
        "xlsx" | "xlsb" => "un classeur Excel",
        "xls" => "un classeur d’une ancienne version d’Excel",
        "ods" => "un classeur LibreOffice",
        "docx" | "doc" => "un document Word",
        "odt" => "un document LibreOffice",
        "rtf" => "un document de traitement de texte",
        "pptx" | "ppt" | "odp" => "une présentation",
        "pdf" => "un PDF",
        "html" => "une page web",
        "xml" => "du XML",
        _ => "une archive compressée",
    };
    format!("malgré son nom, c’est {quoi} : le renommer en .{vraie}, puis {aide}")
}

fn nom(quoi: FormatNonLu) -> &'static str {
    match quoi {
        FormatNonLu::Abime => "ce classeur est abîmé ou incomplet",
        FormatNonLu::Xlsb => "ce fichier est un classeur Excel binaire (.xlsb)",
        FormatNonLu::Numbers => "ce fichier est un classeur Numbers",
        FormatNonLu::Xml => "ce fichier est du XML, comme « Feuille de calcul XML 2003 »",
        FormatNonLu::PageWeb => "ce fichier est une page web, pas un classeur",
        FormatNonLu::Document => "ce fichier est un document de traitement de texte",
        FormatNonLu::Presentation => "ce fichier est une présentation",
        FormatNonLu::Pdf => "ce fichier est un PDF",
        FormatNonLu::Image => "ce fichier est une image",
        FormatNonLu::Archive => "ce fichier est une archive compressée",
        FormatNonLu::Autre => "ce fichier n’est ni un tableau, ni un classeur que Trame connaît",
    }
}

fn aide(quoi: FormatNonLu) -> &'static str {
    match quoi {
        FormatNonLu::Abime => {
            "l’ouvrir dans le tableur et l’enregistrer de nouveau au format .xlsx ; s’il ne s’ouvre pas, reprendre une copie saine"
        }
        FormatNonLu::Xlsb | FormatNonLu::Xml | FormatNonLu::PageWeb | FormatNonLu::Autre => {
            "l’ouvrir dans le tableur, l’enregistrer au format .xlsx, et déposer ce fichier à la place"
        }
        FormatNonLu::Numbers => "dans Numbers : Fichier > Exporter vers > Excel, et déposer le .xlsx à la place",
        FormatNonLu::Document | FormatNonLu::Presentation | FormatNonLu::Pdf | FormatNonLu::Image => {
            "recopier le tableau dans un tableur, l’enregistrer au format .xlsx, et déposer ce fichier à la place ; sinon, retirer ce fichier de donnees/"
        }
        FormatNonLu::Archive => "l’ouvrir, en extraire les tableaux, et les déposer dans donnees/ à la place",
    }
}
