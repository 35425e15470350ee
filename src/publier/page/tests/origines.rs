//! « D’où vient ce chiffre ? »: every number that a page prints in a table or in a tile leads to its explanation, or has a
//! reason not to.

use super::Essai;
use axum::http::StatusCode;

const DOSSIERS: [&str; 3] = ["acesm-2021", "exemple", "millau-segur-2025"];

/// Every page that prints figures.
const PAGES: [&str; 8] =
    ["/", "/tableau-de-bord", "/facturation", "/chiffres", "/rapport", "/controles", "/textes", "/deposer"];

/// The content of each element that opens so, up to its end.
fn contenus<'a>(page: &'a str, debut: &str, fin: &str) -> Vec<&'a str> {
    let suites = page.split(debut).skip(1).filter_map(|suite| suite.split_once('>'));
    suites.filter_map(|(_, suite)| suite.split_once(fin).map(|(dedans, _)| dedans)).collect()
}

/// The words of an element, without what only a screen reader says.
fn mots(html: &str) -> String {
    let visible: String = html
        .split('<')
        .enumerate()
        .map(|(n, bout)| match (n, bout.split_once('>')) {
            (0, _) => bout,
            (_, Some(("span class=\"pour-lecteur\"", _))) | (_, None) => "",
            (_, Some((_, suite))) => suite,
        })
        .collect();
    visible.trim().to_owned()
}

fn est_un_nombre(html: &str) -> bool {
    mots(html).chars().any(|c| c.is_ascii_digit())
}

/// The numbers of a page that lead nowhere: cells of tables, tiles.
fn orphelins(page: &str) -> Vec<String> {
    let cellules = contenus(page, "<td class=\"nombre", "</td>");
    let tuiles = contenus(page, "<span class=\"valeur\"", "</span>");
    let seuls = |html: &&str| est_un_nombre(html) && !html.contains("href=\"/chiffres/");
    cellules.into_iter().chain(tuiles).filter(seuls).map(mots).collect()
}

/// What is printed without a link of its own, with the reason of each; nothing else is.
fn excepte(chemin: &str, page: &str) -> bool {
    match chemin {
        // counts of problems, not of the service
        "/textes" => true,
        // each row leads to its figure by its name
        "/chiffres" => {
            let rangees = contenus(page, "<tr", "</tr>");
            rangees
                .iter()
                .filter(|rangee| rangee.contains("<td class=\"nombre"))
                .all(|r| r.contains("href=\"/chiffres/"))
        }
        _ => false,
    }
}

/// The numbers of the charts: those of a population, of a score or of the year before have no name, and their table says
/// where they were read or counted; a step in days that has none stands in the row of its amount, which is explained.
fn orphelins_des_figures(page: &str) -> Vec<String> {
    let sections = contenus(page, "<section class=\"figure", "</section>").into_iter();
    let inexpliques = sections.filter(|section| !section.contains("Nombres sans lien, lus ou comptés dans"));
    inexpliques
        .flat_map(|section| {
            let rangees = contenus(section, "<tr", "</tr>").into_iter();
            let etapes = section.contains(">Étape</th>");
            rangees.filter(move |rangee| !(etapes && rangee.contains("href=\"/chiffres/"))).flat_map(orphelins)
        })
        .collect()
}

/// The page without its charts nor the rows of files, shown as they were typed with their address.
fn sans_figures_ni_extraits(page: &str) -> String {
    let sans = |page: String, debut: &str, fin: &str| {
        let bouts = page.split(debut).enumerate();
        bouts.map(|(n, bout)| if n == 0 { bout } else { bout.split_once(fin).map_or("", |(_, suite)| suite) }).collect()
    };
    let page: String = sans(page.to_owned(), "<section class=\"figure", "</section>");
    sans(page, "<table class=\"extrait\"", "</table>")
}

#[test]
fn chaque_nombre_mene_a_ce_dont_il_vient() {
    let mut vus = 0;
    let mut manquent = Vec::new();
    for dossier in DOSSIERS {
        let essai = Essai::sur(dossier);
        for chemin in PAGES {
            let retour = essai.lit(chemin);
            assert_eq!(retour.etat, StatusCode::OK, "{dossier} {chemin}");
            let page = retour.texte().replace(['\u{202f}', '\u{a0}'], " ");
            vus += page.matches("href=\"/chiffres/").count();
            let mut seuls = orphelins(&sans_figures_ni_extraits(&page));
            seuls.extend(orphelins_des_figures(&page));
            if !seuls.is_empty() && !excepte(chemin, &page) {
                manquent.push(format!("{dossier} {chemin} : {seuls:?}"));
            }
        }
    }
    assert!(manquent.is_empty(), "{}", manquent.join("\n"));
    assert!(vus > 1_500, "{vus}");
}

#[test]
fn un_nombre_sans_lien_est_vu() {
    assert_eq!(orphelins("<td class=\"nombre fautive\">1 571</td><td class=\"nombre\">—</td>"), ["1 571"]);
    assert_eq!(orphelins("<td class=\"nombre\"><a href=\"/chiffres/service.entrees\">12</a></td>"), [""; 0]);
}

#[test]
fn l_annee_en_cours_explique_aussi_ou_elle_arrive() {
    let essai = Essai::sur("exemple");
    let rapport = essai.chemin("rapport.toml");
    let texte = std::fs::read_to_string(&rapport).unwrap();
    std::fs::write(&rapport, texte.replacen("exercice = 2025", "exercice = 2025\narrete_au = 2025-08-31", 1)).unwrap();
    let page = essai.lit("/tableau-de-bord").texte().replace(['\u{202f}', '\u{a0}'], " ");
    assert!(page.contains("Atterrissage, au moins") && page.contains("href=\"/chiffres/service.atterrissage_min\""));
    assert_eq!(orphelins(&sans_figures_ni_extraits(&page)), [""; 0]);
    assert_eq!(orphelins_des_figures(&page), [""; 0]);
}
