//! A new section or a new action sheet: its title is asked for, and its file gets a name that every system takes.

use super::ecriture::{self, Issue};
use super::plan::trouve;
use crate::domaine::dossier::Texte;
use crate::francais::sans_accent;
use crate::publier::page::Etat;
use crate::publier::page::adresses::encode;
use crate::publier::page::atelier::en_fond;
use crate::publier::page::reponse::{Echec, Reponse, vers};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use serde::Deserialize;

/// Characters of a title, and of the name that is made of it.
const PLUS_LONG_TITRE: usize = 120;
const PLUS_LONG_NOM: usize = 60;

/// Names that Windows keeps for its devices, whatever their extension.
const DE_WINDOWS: [&str; 4] = ["con", "prn", "aux", "nul"];

#[derive(Deserialize)]
pub(super) struct Demande {
    titre: String,
    /// « fiche », else a section.
    #[serde(default)]
    genre: String,
}

/// Opens the text of that title, which is made when there is none.
pub(super) async fn cree(State(etat): State<Etat>, demande: Result<Form<Demande>, FormRejection>) -> Reponse {
    let Form(Demande { titre, genre }) = demande.map_err(|_| Echec::refus("la demande ne se lit pas"))?;
    let titre = net(&titre);
    if titre.is_empty() || titre.chars().count() > PLUS_LONG_TITRE {
        return Err(Echec::refus(format!("un titre tient en {PLUS_LONG_TITRE}\u{a0}lettres au plus, une au moins")));
    }
    let nom = nom(&titre).ok_or_else(|| {
        Echec::refus("aucun fichier ne peut porter ce titre\u{a0}: en choisir un qui comporte des lettres, et qui n’est pas un nom que le système garde pour lui")
    })?;
    let id = if genre == "fiche" { format!("{}{nom}", Texte::FICHES) } else { nom };
    if id == "identite" {
        return Err(Echec::refus("la fiche d’identité vient des réglages\u{a0}: la compléter sur la page Réglages"));
    }
    let vue = etat.atelier.vue().await?;
    let adresse = format!("/textes/{}", encode(&id));
    if trouve(&vue, &id).is_some() {
        return Ok(vers(&adresse));
    }
    let dossier = etat.atelier.dossier().to_owned();
    let ecrit =
        en_fond(move || ecriture::enregistre(&dossier, &format!("textes/{id}.md"), &format!("# {titre}\n"), ""));
    match ecrit.await? {
        Issue::Ecrit => Ok(vers(&adresse)),
        Issue::Conflit => {
            Err(Echec::conflit("un fichier de ce nom vient d’apparaître dans le dossier\u{a0}: rien n’a été écrit"))
        }
        Issue::Lien => Err(Echec::refus("textes/ est un lien\u{a0}: Trame n’écrit pas hors du dossier")),
    }
}

/// One line, without what no file could show.
fn net(titre: &str) -> String {
    let lettres: String = titre.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    lettres.split_whitespace().collect::<Vec<_>>().join(" ").trim_start_matches('#').trim().to_owned()
}

/// « Vie du service » → `vie-du-service`: letters, digits and hyphens only.
fn nom(titre: &str) -> Option<String> {
    let plat = sans_accent(titre).to_lowercase();
    let mots = plat.split(|c: char| !c.is_ascii_alphanumeric()).filter(|mot| !mot.is_empty());
    let nom: String = mots.collect::<Vec<_>>().join("-").chars().take(PLUS_LONG_NOM).collect();
    let nom = nom.trim_end_matches('-').to_owned();
    let port = nom.strip_prefix("com").or_else(|| nom.strip_prefix("lpt"));
    let appareil = port.is_some_and(|n| n.len() == 1 && n.chars().all(|c| c.is_ascii_digit()));
    (!nom.is_empty() && !appareil && !DE_WINDOWS.contains(&nom.as_str())).then_some(nom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_titre_donne_un_nom_que_tous_les_systemes_prennent() {
        for (titre, attendu) in [
            ("Vie du service", "vie-du-service"),
            ("L’été à la mer : œuvres !", "l-ete-a-la-mer-oeuvres"),
            ("../../etc/passwd", "etc-passwd"),
            ("_prive", "prive"),
            ("<script>alert(1)</script>", "script-alert-1-script"),
        ] {
            assert_eq!(nom(titre).as_deref(), Some(attendu), "{titre}");
        }
        for refuse in ["", "…", "日本", "CON", "nul", "Com1", "///"] {
            assert_eq!(nom(refuse), None, "{refuse}");
        }
        assert!(nom(&"a ".repeat(300)).is_some_and(|nom| nom.len() <= PLUS_LONG_NOM && !nom.ends_with('-')));
        assert_eq!(net("  # Vie\r\n du\tservice "), "Vie du service");
    }
}
