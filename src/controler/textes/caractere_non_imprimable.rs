//! `caractere-non-imprimable`: characters that the embedded fonts lack.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::reglages::{Identite, Reglages};
use crate::fontes;
use std::collections::BTreeSet;

const FICHE: Fiche = Fiche {
    code: "caractere-non-imprimable",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "Les caractères des textes de l’équipe et des libellés de rapport.toml, comparés à ceux des polices du rapport.",
    importance: "Le PDF archivé n’accepte aucun caractère absent de ses polices : le rapport imprime à la place un équivalent, qu’il faut connaître.",
    exemple: "☎ est imprimé « Tél. », la puce de Word « • ».",
    correction: "Remplacer le caractère dans le texte si ce qui est imprimé à sa place ne convient pas.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let textes = vue.textes.iter();
    let textes = textes.filter_map(|t| {
        let constat = constat(&t.fichier, &t.contenu, &perdus(&t.contenu))?;
        Some(Diagnostic { span: t.lieu(constat.span.line), ..constat })
    });
    let libelles = perdus(&libelles(vue.reglages).join("\n"));
    let rapport = vue.dossier.rapport_toml.as_deref().unwrap_or_default();
    textes.chain(constat("rapport.toml", rapport, &libelles)).collect()
}

/// The characters that a reader would miss: an invisible one, or a space or hyphen printed as a plain one, is none.
fn perdus(texte: &str) -> BTreeSet<char> {
    let perdu = |c: &char| !fontes::imprimable(*c) && !matches!(fontes::remplacement(*c), "" | " " | "-");
    texte.chars().filter(perdu).collect()
}

fn constat(fichier: &str, texte: &str, perdus: &BTreeSet<char>) -> Option<Diagnostic> {
    let noms: Vec<_> =
        perdus.iter().map(|c| format!("{} (imprimé « {} »)", nom(*c), fontes::remplacement(*c))).collect();
    let ligne = texte.lines().position(|ligne| ligne.contains(|c| perdus.contains(&c))).map_or(0, |i| i + 1);
    let sujet = match noms.len() {
        0 => return None,
        1 => "un caractère n’existe pas".to_owned(),
        n => format!("{n} caractères n’existent pas"),
    };
    let message = format!("{sujet} dans les polices du rapport : {}", mots::liste(&noms));
    let aide = Some("remplacer ce caractère dans le texte si ce qui est imprimé à sa place ne convient pas".to_owned());
    let span = Span::line(fichier, u32::try_from(ligne).unwrap_or(0), None);
    Some(Diagnostic { aide, ..FICHE.constat(span, message) })
}

/// The character itself, or its code when no screen shows it.
fn nom(c: char) -> String {
    let prive = matches!(c, '\u{e000}'..='\u{f8ff}') || c.is_control();
    if prive { format!("U+{:04X}", u32::from(c)) } else { format!("{c} (U+{:04X})", u32::from(c)) }
}

/// Everything of rapport.toml that the report prints.
fn libelles(reglages: &Reglages) -> Vec<&str> {
    let identites = [Some(&reglages.association), reglages.etablissement.as_ref(), Some(&reglages.service)];
    let mut tous: Vec<&str> = identites.into_iter().flatten().flat_map(de_l_identite).collect();
    let rapport = &reglages.rapport;
    let options = [&rapport.destinataire, &rapport.lieu, &rapport.signataire, &rapport.qualite];
    tous.extend(options.into_iter().flatten().map(String::as_str));
    tous.extend(reglages.dispositifs.iter().flat_map(|d| [d.code.as_str(), &d.libelle]));
    tous.extend(reglages.dispositifs.iter().flat_map(|d| &d.anciens_noms).map(String::as_str));
    tous.extend(reglages.groupes.iter().flat_map(|g| [g.code.as_str(), &g.libelle]));
    tous.extend(reglages.unites.iter().flat_map(|u| [u.code.as_str(), &u.libelle]));
    tous.extend(reglages.justifications.iter().map(|j| j.motif.as_str()));
    tous
}

fn de_l_identite(identite: &Identite) -> Vec<&str> {
    let nom = [Some(identite.nom.as_str()), identite.sigle.as_deref()];
    nom.into_iter().flatten().chain(identite.mentions.iter().map(|(_, v)| v.as_str())).collect()
}
