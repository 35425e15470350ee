//! The first sheet: every finding of the file, its cell as a link, in the order of the terminal.

use super::feuille::Page;
use super::{TEXTE, adresse, marques, noms, page_de, propre, styles};
use crate::diagnostic::{Diagnostic, Span};
use crate::domaine::constats::Constats;
use crate::francais::majuscule;
use crate::publier::compris::{Comprehension, compte};
use crate::publier::groupes::Fichier;
use crate::publier::rendu;
use rust_xlsxwriter::{FormatUnderline, Url, Worksheet, XlsxError};

/// Headers and widths, characters.
const COLONNES: [(&str, u32); 7] = [
    ("Gravité", 15),
    ("Feuille", 14),
    ("Cellule", 11),
    ("Ce qui ne va pas", 48),
    ("À faire", 42),
    ("Contrôle", 21),
    ("Voir aussi", 32),
];
const DERNIERE: u16 = 6;
/// The height of a line, of the lowest row and of the highest, points.
const HAUTEUR: usize = 15;
const PLUS_BASSE: u32 = 18;
const PLUS_HAUTE: usize = 405;
/// Most links that a spreadsheet takes in a sheet.
const LIENS: usize = 65_000;

pub(super) fn ecrit(
    page: &mut Worksheet,
    fichier: &Fichier<'_>,
    pages: &[Page<'_>],
    constats: &Constats,
    comprehension: &Comprehension<'_>,
) -> Result<(), XlsxError> {
    page.set_name(noms::LISTE)?;
    for (colonne, (_, largeur)) in (0..).zip(COLONNES) {
        page.set_column_width(colonne, largeur)?;
    }
    let titre = format!("{}\u{a0}: {}", noms::LISTE, fichier.chemin);
    page.merge_range(0, 0, 0, DERNIERE, &propre(&titre, TEXTE), &styles::titre())?;
    page.set_row_height(0, 26)?;
    let mut ligne = 1;
    for phrase in consignes(fichier, pages, constats, comprehension) {
        let phrase = propre(&phrase, TEXTE);
        page.merge_range(ligne, 0, ligne, DERNIERE, &phrase, &styles::consigne())?;
        page.set_row_height(ligne, hauteur(&phrase, COLONNES.iter().map(|(_, l)| l).sum()))?;
        ligne += 1;
    }
    let entete = ligne;
    for (colonne, (intitule, _)) in (0..).zip(COLONNES) {
        page.write_string_with_format(entete, colonne, intitule, &styles::entete_de_liste())?;
    }
    page.set_row_height(entete, 20)?;
    for constat in fichier.constats() {
        ligne += 1;
        let avec_lien = ligne - entete <= u32::try_from(LIENS).unwrap_or(0);
        un_constat(page, ligne, constat, page_de(pages, constat.span.sheet.as_deref()).filter(|_| avec_lien))?;
    }
    page.autofilter(entete, 0, ligne, DERNIERE)?;
    page.set_freeze_panes(entete + 1, 0)?;
    page.set_repeat_rows(entete, entete)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    page.set_footer("&L&A&RPage &P sur &N");
    Ok(())
}

/// What stands above the list: how much, what was understood, what to do, and what is not there.
fn consignes(
    fichier: &Fichier<'_>,
    pages: &[Page<'_>],
    constats: &Constats,
    comprehension: &Comprehension<'_>,
) -> Vec<String> {
    let mut phrases = Vec::new();
    let bilan = rendu::bilan(constats, |chemin| chemin == fichier.chemin).unwrap_or_default();
    phrases.push(match pages.is_empty() {
        true => format!("{bilan}."),
        false => format!("{bilan}. Les cellules gardent leur adresse\u{202f}; chaque cellule colorée porte une note."),
    });
    for feuille in &fichier.feuilles {
        if let Some(table) = feuille.table {
            let nom = feuille.nom.map_or("Lecture".to_owned(), |f| format!("Feuille «\u{a0}{f}\u{a0}»"));
            let montree = page_de(pages, feuille.nom).is_some_and(Page::est_montree);
            let cache = if montree || table.est_agrege() { "" } else { ". Son contenu n’est pas recopié ici" };
            phrases.push(format!("{nom}\u{a0}: {}{cache}.", comprehension.ligne(table)));
        }
    }
    phrases.push(format!(
        "Corriger dans {}, enregistrer, puis relancer le contrôle. Ce classeur-ci est une copie, que Trame ne relit pas\u{202f}; \
         les colonnes de noms et les cellules que Trame n’a pas comprises y sont vides.",
        fichier.chemin
    ));
    for omis in constats.omis.iter().filter(|o| o.fichier == fichier.chemin) {
        let autres = compte(omis.nombre, "autre constat n’est pas listé", "autres constats ne sont pas listés");
        phrases.push(format!("{}\u{a0}: {autres}.", omis.code));
    }
    for page in pages.iter().filter(|p| p.lignes_coupees() > 0) {
        let coupees = compte(page.lignes_coupees(), "ligne dépasse", "lignes dépassent");
        phrases.push(format!("{}\u{a0}: {coupees} ce qu’une feuille peut contenir.", page.nom));
    }
    phrases
}

fn un_constat(page: &mut Worksheet, ligne: u32, d: &Diagnostic, cible: Option<&Page<'_>>) -> Result<(), XlsxError> {
    let simple = styles::liste();
    page.write_string_with_format(ligne, 0, marques::gravite(d), &styles::marque(styles::liste(), Some(d.gravite)))?;
    let feuille = cible.map(|p| p.nom.as_str()).or(d.span.sheet.as_deref()).unwrap_or_default();
    page.write_string_with_format(ligne, 1, propre(feuille, TEXTE), &simple)?;
    let place = place(&d.span);
    match cible.filter(|_| d.span.cell.is_some_and(|c| adresse(c).is_some())) {
        Some(cible) => {
            let lien = Url::new(format!("internal:'{}'!{place}", cible.nom.replace('\'', "''"))).set_text(&place);
            let format = simple.clone().set_font_color("#0563C1").set_underline(FormatUnderline::Single);
            page.write_url_with_format(ligne, 2, lien, &format)?;
        }
        None => {
            page.write_string_with_format(ligne, 2, place, &simple)?;
        }
    }
    let mut a_faire: Vec<String> = d.remede().map(majuscule).into_iter().collect();
    a_faire.extend(d.justification.as_ref().map(|motif| format!("Explication\u{a0}: {motif}")));
    let voir: Vec<String> =
        d.lies.iter().map(|(span, message)| format!("{}\u{a0}: {message}", rendu::place(span, &d.span))).collect();
    let textes = [majuscule(&d.message), a_faire.join("\n"), d.code.to_owned(), voir.join("\n")];
    let mut haute = PLUS_BASSE;
    for ((colonne, texte), (_, largeur)) in (3..).zip(textes).zip(&COLONNES[3..]) {
        let texte = propre(&texte, TEXTE);
        haute = haute.max(hauteur(&texte, *largeur));
        page.write_string_with_format(ligne, colonne, texte, &simple)?;
    }
    page.set_row_height(ligne, haute)?;
    Ok(())
}

/// Room for a text folded in a column, whatever font stands for the workbook's own: spreadsheets do not all fit rows.
fn hauteur(texte: &str, largeur: u32) -> u32 {
    let par_ligne = usize::try_from(largeur).unwrap_or(1).max(1);
    let lignes: usize = texte.lines().map(|ligne| ligne.chars().count() / par_ligne + 1).sum();
    u32::try_from((lignes.max(1) * HAUTEUR + 3).min(PLUS_HAUTE)).unwrap_or(PLUS_BASSE)
}

fn place(span: &Span) -> String {
    match (span.cell, span.line, &span.sheet) {
        (Some(cell), _, _) => cell.to_string(),
        (None, 0, None) => "tout le fichier".to_owned(),
        (None, 0, Some(_)) => "toute la feuille".to_owned(),
        (None, ..) => span.ligne(),
    }
}
