//! Texts: what is shown, checked, laid out and saved, and what never is.

mod nouveaux;

use super::{Essai, Retour, copie};
use axum::http::{StatusCode, header};
use std::fs;
use std::path::Path;

/// A text as a form sends it.
fn forme(texte: &str, empreinte: &str) -> String {
    let code = |mots: &str| mots.bytes().map(|octet| format!("%{octet:02X}")).collect::<String>();
    format!("texte={}&empreinte={empreinte}", code(texte))
}

/// The version that the editor loaded.
fn empreinte(page: &Retour) -> String {
    let texte = page.texte();
    let suite = texte.split("name=\"empreinte\" value=\"").nth(1).unwrap();
    suite.split('"').next().unwrap().to_owned()
}

fn vers(retour: &Retour) -> &str {
    retour.entetes[header::LOCATION].to_str().unwrap()
}

impl Essai {
    fn envoie_le_texte(&self, chemin: &str, texte: &str) -> Retour {
        self.envoie_en(chemin, "text/plain; charset=utf-8", texte.into())
    }

    fn disque(&self, relatif: &str) -> String {
        fs::read_to_string(self.chemin(relatif)).unwrap()
    }
}

#[test]
fn les_sections_sont_dans_l_ordre_avec_leur_etat() {
    let essai = Essai::sur("acesm-2021");
    fs::write(essai.chemin("textes/faits-marquants.md"), "\n").unwrap();
    let odt = essai.chemin("textes/objectifs.odt");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCUMENT), &odt).unwrap();
    let liste = essai.lit("/textes");
    let texte = liste.texte();
    assert_eq!(liste.etat, StatusCode::OK, "{texte}");
    let place = |mots: &str| texte.find(mots).unwrap_or_else(|| panic!("{mots} : {texte}"));
    assert!(place("/textes/introduction") < place("/textes/personnel"));
    assert!(place("/textes/personnel") < place("/textes/conclusion"));
    for etat in ["<td>écrit<", "<td>vide<", "<td>absent<", "en lecture seule ici"] {
        place(etat);
    }
    let document = essai.lit("/textes/objectifs").texte();
    assert!(document.contains("traitement de texte") && document.contains(" readonly"), "{document}");
    let refus = essai.envoie("/textes/objectifs", &forme("autre", ""));
    assert_eq!(refus.etat, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refus.texte().contains("autre") && !essai.chemin("textes/objectifs.md").exists());
}

/// Any document of a word processor.
const DOCUMENT: &str = "tests/textes/writer.odt";

#[test]
fn un_texte_s_enregistre_et_se_relit() {
    let essai = Essai::sur("acesm-2021");
    let page = essai.lit("/textes/introduction");
    assert!(page.texte().contains("Une année de changement d’échelle"), "{}", page.texte());
    let garde =
        essai.envoie("/textes/introduction", &forme("Un début.\r\n\r\nUne suite.\r\n\r\n\r\n", &empreinte(&page)));
    assert_eq!((garde.etat, vers(&garde)), (StatusCode::SEE_OTHER, "/textes/introduction?enregistre=1"));
    assert_eq!(essai.disque("textes/introduction.md"), "Un début.\n\nUne suite.\n");
    let apres = essai.lit("/textes/introduction?enregistre=1");
    assert!(apres.texte().contains("Le texte est enregistré") && apres.texte().contains("Une suite."));
    // a section without a text gets its file
    let page = essai.lit("/textes/faits-marquants");
    assert_eq!(empreinte(&page), "");
    assert_eq!(essai.envoie("/textes/faits-marquants", &forme("Neuf", "")).etat, StatusCode::SEE_OTHER);
    assert_eq!(essai.disque("textes/faits-marquants.md"), "Neuf\n");
}

#[test]
fn la_forme_du_fichier_est_gardee() {
    let essai = Essai::sur("acesm-2021");
    fs::write(essai.chemin("textes/budget.md"), "\u{feff}Un été\r\nau bureau\r\n").unwrap();
    let page = essai.lit("/textes/budget");
    essai.envoie("/textes/budget", &forme("Un été\nau service", &empreinte(&page)));
    assert_eq!(essai.disque("textes/budget.md"), "\u{feff}Un été\r\nau service\r\n");
}

#[test]
fn deux_versions_sont_montrees_et_aucune_n_est_perdue() {
    let essai = Essai::sur("acesm-2021");
    let page = essai.lit("/textes/introduction");
    fs::write(essai.chemin("textes/introduction.md"), "Celle de <Word>.\n").unwrap();
    let conflit = essai.envoie("/textes/introduction", &forme("La mienne <b>.", &empreinte(&page)));
    let texte = conflit.texte();
    assert_eq!(conflit.etat, StatusCode::CONFLICT, "{texte}");
    assert!(texte.contains("Celle de &lt;Word&gt;") && texte.contains("La mienne &lt;b&gt;"), "{texte}");
    assert_eq!(essai.disque("textes/introduction.md"), "Celle de <Word>.\n");
    // those who saw both may replace it
    let garde = essai.envoie("/textes/introduction", &forme("Les deux.", &empreinte(&conflit)));
    assert_eq!(garde.etat, StatusCode::SEE_OTHER);
    assert_eq!(essai.disque("textes/introduction.md"), "Les deux.\n");
    // a file that was taken away is a change too
    let page = essai.lit("/textes/introduction");
    fs::remove_file(essai.chemin("textes/introduction.md")).unwrap();
    let conflit = essai.envoie("/textes/introduction", &forme("Encore.", &empreinte(&page)));
    assert!(conflit.etat == StatusCode::CONFLICT && conflit.texte().contains("Encore."));
    // and so is a section of one's own that disappeared with its file
    fs::write(essai.chemin("textes/vie-du-service.md"), "Rien.\n").unwrap();
    let page = essai.lit("/textes/vie-du-service");
    fs::remove_file(essai.chemin("textes/vie-du-service.md")).unwrap();
    let perdue = essai.envoie("/textes/vie-du-service", &forme("Ma saisie.", &empreinte(&page)));
    assert!(perdue.etat == StatusCode::UNPROCESSABLE_ENTITY && perdue.texte().contains("Ma saisie."));
    assert!(!essai.chemin("textes/vie-du-service.md").exists());
}

#[test]
fn les_remarques_viennent_avec_leur_ligne_sans_rien_enregistrer() {
    let essai = Essai::sur("acesm-2021");
    let avant = essai.disque("textes/introduction.md");
    let texte = "Une ligne.\n\nUn chiffre {{ service.nulle_part }} mal nommé.\n";
    let fragment = essai.envoie_le_texte("/textes/introduction/verifier", texte);
    let html = fragment.texte();
    assert!(fragment.etat == StatusCode::OK && !html.contains("<html"), "{html}");
    assert!(html.contains("ligne 3") && html.contains("expression-inconnue"), "{html}");
    let juste = essai.envoie_le_texte("/textes/introduction/verifier", "Une ligne.\n").texte();
    assert!(juste.contains("Aucune remarque"), "{juste}");
    // the same without JavaScript: the whole page, with its preview
    let page = essai.envoie("/textes/introduction/verifier", &forme("Une ligne à voir.", "abc"));
    let html = page.texte();
    assert!(html.contains("<html") && html.contains("Une ligne à voir.") && empreinte(&page) == "abc", "{html}");
    assert!(html.contains("/textes/introduction/apercu/"), "{html}");
    assert_eq!(essai.disque("textes/introduction.md"), avant);
}

#[test]
fn les_pages_montrent_le_texte_qui_s_ecrit() {
    let essai = Essai::sur("acesm-2021");
    let avant = essai.disque("textes/budget.md");
    let texte = "## Un écart\n\nIl vaut {{ service.ecart_produits }}, dit **ici**.\n";
    let fragment = essai.envoie_le_texte("/textes/budget/apercu", texte);
    let html = fragment.texte();
    assert_eq!(fragment.etat, StatusCode::OK, "{html}");
    let montant = "−42\u{202f}645,68\u{202f}€";
    assert!(html.contains(montant) && html.contains("Un écart"), "{html}");
    let adresse = html.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    let page = essai.lit(adresse);
    assert_eq!((page.etat, page.entetes[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "image/svg+xml"));
    assert!(
        page.texte().starts_with("<svg")
            && page.entetes["content-security-policy"].to_str().unwrap().contains("sandbox")
    );
    // no other page of the report under that number
    let autre = format!("{}/0", adresse.rsplit_once('/').unwrap().0);
    assert_eq!(essai.lit(&autre).etat, StatusCode::NOT_FOUND);
    assert_eq!(essai.disque("textes/budget.md"), avant);
    // the preview of what is saved is the report's own
    let vue = essai.moteur.block_on(essai.etat.atelier.vue()).unwrap_or_else(|_| panic!("vue"));
    let fragment = essai.envoie_le_texte("/textes/budget/apercu", &avant).texte();
    let edition = crate::domaine::edition::Edition::Travail;
    let pages = essai.moteur.block_on(essai.etat.atelier.pages(&vue, edition)).unwrap();
    let rangs = pages.section("budget").unwrap();
    assert_eq!(fragment.matches("<img").count(), rangs.len());
    assert!(pages.texte(rangs.start).unwrap().contains("Éléments budgétaires"));
    assert!(pages.section("introduction").unwrap().end <= rangs.start && pages.section("inconnue").is_none());
}

#[test]
fn une_erreur_dans_le_texte_remet_les_pages_a_plus_tard() {
    let essai = Essai::sur("acesm-2021");
    let html = essai.envoie_le_texte("/textes/budget/apercu", "{{ service.nulle_part }}").texte();
    assert!(html.contains("ce texte ne comportera plus d’erreur") && !html.contains("<img"), "{html}");
    let vide = essai.envoie_le_texte("/textes/introduction/apercu", "").texte();
    assert!(vide.contains("ne s’imprime pas"), "{vide}");
}

#[test]
fn un_texte_hostile_n_est_que_du_texte() {
    let essai = Essai::sur("acesm-2021");
    let texte = "</textarea><script>alert(1)</script>\n\n#import \"@preview/x:1.0.0\"; #read(\"/etc/passwd\") $x^2$ <a> @b\n\n\
                 \\{\\{ get_env(name=\"HOME\") }} {# x #}\n\n<img src=x onerror=alert(1)>\n";
    let sans_balise = texte.replace("{# x #}", "");
    let html = essai.envoie_le_texte("/textes/introduction/apercu", &sans_balise).texte();
    assert!(html.contains("#import") && html.contains("#read"), "{html}");
    assert!(!html.contains("<script") && !html.contains("root:"), "{html}");
    let page = essai.envoie("/textes/introduction/verifier", &forme(texte, "\"><script>")).texte();
    assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"), "{page}");
    let garde = essai.envoie("/textes/introduction", &forme(texte, &empreinte(&essai.lit("/textes/introduction"))));
    assert_eq!(garde.etat, StatusCode::SEE_OTHER);
    assert_eq!(essai.disque("textes/introduction.md"), texte);
    let page = essai.lit("/textes/introduction").texte();
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
}

#[test]
fn aucun_nom_ne_mene_hors_du_dossier() {
    let essai = Essai::sur("acesm-2021");
    for nom in [
        "..%2Frapport",
        "..%2F..%2Fx",
        "%2Fetc%2Fpasswd",
        "rapport.toml",
        "inconnue",
        "_prive",
        "identite",
        "..%5Cx",
        "a%00b",
    ] {
        for retour in
            [essai.lit(&format!("/textes/{nom}")), essai.envoie_le_texte(&format!("/textes/{nom}/apercu"), "x")]
        {
            assert_eq!(retour.etat, StatusCode::NOT_FOUND, "{nom}");
        }
        assert!(essai.envoie(&format!("/textes/{nom}"), &forme("x", "")).etat.is_client_error(), "{nom}");
    }
    let textes: Vec<_> = fs::read_dir(essai.chemin("textes")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(textes.len(), 13, "{textes:?}");
    // rapport.toml may ask for any name
    let reglages = essai.disque("rapport.toml");
    let demandees = format!("rapport.sections = [\"../x\", \"notre-vie\"]\n{reglages}");
    fs::write(essai.chemin("rapport.toml"), demandees).unwrap();
    let liste = essai.lit("/textes").texte();
    assert!(liste.contains("/textes/notre-vie") && !liste.contains("../x") && !liste.contains("..%2Fx"), "{liste}");
    assert_eq!(essai.envoie("/textes/..%2Fx", &forme("x", "")).etat, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!essai.chemin("x.md").exists());
}

#[test]
fn un_long_texte_se_lit_et_un_trop_long_n_est_pas_perdu() {
    let essai = Essai::sur("acesm-2021");
    let long = "Une phrase de plus, pour voir où cela mène.\n\n".repeat(25_000);
    assert!(long.len() > 1 << 20);
    let html = essai.envoie_le_texte("/textes/introduction/verifier", &long).texte();
    assert!(html.contains("texte-trop-long"), "{html}");
    let html = essai.envoie_le_texte("/textes/introduction/apercu", &long).texte();
    assert!(html.contains("trop long") && !html.contains("<img"), "{html}");
    let version = empreinte(&essai.lit("/textes/introduction"));
    assert_eq!(essai.envoie("/textes/introduction", &forme(&long, &version)).etat, StatusCode::SEE_OTHER);
    assert_eq!(essai.disque("textes/introduction.md").len(), long.trim_end().len() + 1);
    let version = empreinte(&essai.lit("/textes/introduction"));
    let avant = essai.disque("textes/introduction.md");
    let trop = "mots ".repeat(430_000);
    let refus = essai.envoie("/textes/introduction", &format!("texte={}&empreinte={version}", trop.replace(' ', "+")));
    assert_eq!(refus.etat, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refus.texte().contains("partager") && refus.texte().contains(trop.trim_end()));
    let enorme = essai.envoie_le_texte("/textes/introduction/verifier", &"a".repeat(7 << 20));
    assert_eq!(enorme.etat, StatusCode::BAD_REQUEST);
    assert_eq!(essai.disque("textes/introduction.md"), avant);
}

#[test]
fn ce_qui_s_insere_a_sa_valeur_du_jour() {
    let essai = Essai::sur("acesm-2021");
    let page = essai.lit("/textes/budget").texte();
    for mots in [
        "{{ service.ecart_produits }}",
        "−42\u{202f}645,68\u{202f}€",
        "/chiffres/service.ecart_produits",
        "{{ service.journees_realisees | jours }}",
    ] {
        assert!(page.contains(mots), "{mots} : {page}");
    }
    assert!(essai.lit("/textes/admissions").texte().contains("Phrases prêtes pour cette section"));
    // a rapport.toml that cannot be read takes nothing away from those who write
    fs::write(essai.chemin("rapport.toml"), "exercice = ").unwrap();
    let version = empreinte(&essai.lit("/textes/budget"));
    assert_eq!(essai.envoie("/textes/budget", &forme("Un texte.", &version)).etat, StatusCode::SEE_OTHER);
    assert_eq!(essai.disque("textes/budget.md"), "Un texte.\n");
}

#[test]
fn un_nom_de_fichier_hostile_est_echappe() {
    let essai = Essai::sur("acesm-2021");
    fs::write(essai.chemin("textes/<script>alert(1)<b>.md"), "# <i>titre</i>\n\nmots\n").unwrap();
    let autre = tempfile::tempdir().unwrap();
    copie(essai.dossier.path(), autre.path());
    let liste = essai.lit("/textes").texte();
    assert!(!liste.contains("<script>alert") && liste.contains("%3Cscript%3E"), "{liste}");
}

#[test]
fn un_texte_enregistre_garde_ce_que_les_tableaux_ont_donne() {
    let essai = Essai::sur("exemple");
    let vue = || essai.moteur.block_on(essai.etat.atelier.vue()).unwrap();
    let avant = vue();
    let mars = avant.preparation.indicateurs().unwrap().exercice.mois().nth(2);
    let coupe = |vue| essai.moteur.block_on(essai.etat.atelier.a_fin(vue, mars)).unwrap();
    assert!(coupe(&avant).est_partielle());
    let editeur = empreinte(&essai.lit("/textes/conclusion"));
    assert_eq!(essai.envoie("/textes/conclusion", &forme("Une phrase.", &editeur)).etat, StatusCode::SEE_OTHER);
    let apres = vue();
    assert!(apres.version > avant.version);
    let memes = |a: &crate::Preparation, b: &crate::Preparation| {
        std::ptr::eq(a.indicateurs().unwrap(), b.indicateurs().unwrap())
    };
    assert!(memes(&avant.preparation, &apres.preparation), "rien n’est calculé à nouveau");
    assert!(memes(coupe(&avant).preparation(), coupe(&apres).preparation()), "ni le mois coupé");
    assert!(apres.preparation.textes().iter().any(|texte| texte.contenu == "Une phrase.\n"));
    // one table changed: nothing is kept
    let table = essai.chemin("donnees/aemo.csv");
    let octets = [fs::read(&table).unwrap(), b"\n".to_vec()].concat();
    fs::write(&table, octets).unwrap();
    assert!(!memes(&apres.preparation, &vue().preparation));
}
