//! A table → a sheet, ready to be read and printed.

use super::formule::Nombre;
use super::plan::{Lieu, Plan};
use super::styles::{self, Contour};
use super::table::{Case, Ligne, Table};
use crate::publier::classeur::{self, TEXTE, propre};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// The height of a line of text, points.
const HAUTEUR: u32 = 15;
/// Widest line of a sentence above a table, characters.
const PHRASE: u32 = 110;
/// A4.
const PAPIER: u8 = 9;
/// Highest row, points.
const PLUS_HAUTE: u32 = 405;
/// Most characters of a footer's name.
const PIED: usize = 100;

pub(super) fn ecrit(
    page: &mut Worksheet,
    table: &Table,
    rang: usize,
    plan: &Plan,
    service: &str,
) -> Result<(), XlsxError> {
    page.set_name(table.feuille)?;
    page.write_string_with_format(0, 0, propre(&table.titre, TEXTE), &styles::titre())?;
    page.set_row_height(0, 24)?;
    for (colonne, modele) in (0..).zip(&table.colonnes) {
        page.set_column_width(colonne, modele.largeur)?;
    }
    consignes(page, table)?;
    let entete = table.entete();
    let titres = table.colonnes.iter().map(|colonne| lignes(&colonne.titre, colonne.largeur));
    page.set_row_height(entete, hauteur(titres.max().unwrap_or(1)) + 4)?;
    for (colonne, modele) in (0..).zip(&table.colonnes) {
        let mut cases = table.lignes.iter().filter_map(|ligne| ligne.cases.get(usize::from(colonne)));
        let format = styles::entete(!cases.any(|case| case.valeur().is_some()));
        page.write_string_with_format(entete, colonne, propre(&modele.titre, TEXTE), &format)?;
    }
    for (ligne, contenu) in (entete + 1..).zip(&table.lignes) {
        une_ligne(page, contenu, Lieu { feuille: rang, ligne, colonne: 0 }, plan)?;
        let textes = contenu.cases.iter().zip(&table.colonnes).filter_map(|(case, colonne)| match case {
            Case::Texte(texte) => {
                Some(lignes(texte, if contenu.forte { colonne.largeur * 9 / 10 } else { colonne.largeur }))
            }
            _ => None,
        });
        page.set_row_height(ligne, hauteur(textes.max().unwrap_or(1)))?;
    }
    mise_en_page(page, table, service)
}

/// The sentences, over as many columns as a line of reading takes.
fn consignes(page: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let (mut derniere, mut largeur) = (0_u16, 0);
    for (colonne, modele) in (0..).zip(&table.colonnes) {
        if colonne > 0 && largeur + modele.largeur > PHRASE {
            break;
        }
        (derniere, largeur) = (colonne, largeur + modele.largeur);
    }
    for (ligne, phrase) in (1..).zip(&table.consignes) {
        let phrase = propre(phrase, TEXTE);
        page.set_row_height(ligne, hauteur(lignes(&phrase, largeur)))?;
        match derniere {
            0 => page.write_string_with_format(ligne, 0, phrase, &styles::consigne())?,
            _ => page.merge_range(ligne, 0, ligne, derniere, &phrase, &styles::consigne())?,
        };
    }
    Ok(())
}

/// Lines that a text takes once folded, letters being a little narrower than the digits that measure a column: no
/// spreadsheet is trusted to fit its rows.
fn lignes(texte: &str, largeur: u32) -> u32 {
    let par_ligne = usize::try_from((largeur.saturating_sub(1) * 11 / 10).max(1)).unwrap_or(1);
    let pliees = texte.lines().map(|ligne| {
        let (mut lignes, mut place) = (1, 0);
        for mot in ligne.split(' ').map(|mot| mot.chars().count()) {
            if place > 0 && place + 1 + mot > par_ligne {
                (lignes, place) = (lignes + 1, 0);
            }
            place += mot + usize::from(place > 0);
            lignes += place.saturating_sub(1) / par_ligne;
            place = if place > par_ligne { (place - 1) % par_ligne + 1 } else { place };
        }
        lignes
    });
    u32::try_from(pliees.sum::<usize>().max(1)).unwrap_or(u32::MAX)
}

fn hauteur(lignes: u32) -> u32 {
    lignes.saturating_mul(HAUTEUR).saturating_add(2).min(PLUS_HAUTE)
}

fn une_ligne(page: &mut Worksheet, ligne: &Ligne, debut: Lieu, plan: &Plan) -> Result<(), XlsxError> {
    let contour = Contour { debut: ligne.debut, forte: ligne.forte };
    for (colonne, case) in (0..).zip(&ligne.cases) {
        let ici = Lieu { colonne, ..debut };
        match (case, plan.nombre(case, ici)) {
            (Case::Texte(texte), _) => {
                page.write_string_with_format(ici.ligne, colonne, propre(texte, TEXTE), &styles::texte(contour))?;
            }
            (Case::Jour(date), _) => match classeur::jour(*date)? {
                Some(jour) => {
                    page.write_datetime_with_format(ici.ligne, colonne, &jour, &styles::jour(contour))?;
                }
                None => {
                    page.write_string_with_format(ici.ligne, colonne, date.to_string(), &styles::texte(contour))?;
                }
            },
            (_, Some(Nombre::Base(nombre))) => {
                let format = styles::nombre(case, contour, true);
                page.write_number_with_format(ici.ligne, colonne, nombre, &format)?;
            }
            (_, Some(Nombre::Formule { formule, resultat })) => {
                let formule = Formula::new(formule).set_result(resultat);
                page.write_formula_with_format(ici.ligne, colonne, formule, &styles::nombre(case, contour, false))?;
            }
            (_, None) => {
                page.write_blank(ici.ligne, colonne, &styles::texte(contour))?;
            }
        }
    }
    Ok(())
}

fn mise_en_page(page: &mut Worksheet, table: &Table, service: &str) -> Result<(), XlsxError> {
    let entete = table.entete();
    let derniere = entete + u32::try_from(table.lignes.len()).unwrap_or(0);
    let colonnes = u16::try_from(table.colonnes.len()).unwrap_or(1).saturating_sub(1);
    if !table.lignes.is_empty() {
        page.autofilter(entete, 0, derniere, colonnes)?;
    }
    page.set_freeze_panes(entete + 1, table.figees)?;
    page.set_repeat_rows(entete, entete)?;
    page.set_print_area(0, 0, derniere, colonnes)?;
    page.set_landscape().set_paper_size(PAPIER).set_print_fit_to_pages(1, 0);
    page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    page.set_footer(format!("&L{}&C&A&RPage &P sur &N", propre(service, PIED).replace('\n', " ").replace('&', "&&")));
    Ok(())
}
