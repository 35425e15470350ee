//! What must hold of every drawing, then of each.

use super::cascade;
use super::donnees::{self, acesm, en_cours, grand, lacunaire, six_dispositifs, vingt_dispositifs, zero};
use super::lecture::{cercles, lignes, polygones, taille, textes};
use super::par_dispositif;
use crate::dessiner::figures;
use crate::domaine::essais;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Indicateurs;

fn cas() -> Vec<(&'static str, Indicateurs)> {
    let mut cas = vec![
        ("acesm", acesm()),
        ("janvier", en_cours(1)),
        ("mars", en_cours(3)),
        ("lacunaire", lacunaire()),
        ("grand", grand()),
        ("zero", zero()),
        ("six", six_dispositifs()),
        ("vingt", vingt_dispositifs()),
        ("populations", donnees::populations(essais::populations())),
        ("difficiles", donnees::populations(essais::populations_difficiles())),
        ("hasard-1", donnees::au_hasard(&mut 1)),
        ("hasard-2", donnees::au_hasard(&mut 22)),
        ("hasard-3", donnees::au_hasard(&mut 333)),
    ];
    cas.push(("tunnels", par_dispositif::tunnels()));
    cas.push(("acesm-tunnel", par_dispositif::acesm_avec_tunnel()));
    cas.extend(
        [("quatre", 4), ("vingt-quatre", 24)].map(|(nom, n)| (nom, par_dispositif::au_hasard_par_dispositif(n))),
    );
    cas.extend(cascade::cas());
    cas
}

fn figure(indicateurs: &Indicateurs, nom: &str) -> Figure {
    figures(indicateurs).into_iter().find(|f| f.nom == nom).unwrap()
}

/// Writes every drawing where it can be looked at.
#[test]
fn les_dessins_s_ecrivent_dans_target() {
    let dossier = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/figures");
    std::fs::create_dir_all(&dossier).unwrap();
    for (cas, indicateurs) in cas() {
        for f in figures(&indicateurs) {
            std::fs::write(dossier.join(format!("{cas}-{}.svg", f.nom)), &f.svg).unwrap();
            let tableau: Vec<String> = f.tableau.iter().map(|l| l.join(" | ")).collect();
            let mots = [f.legende, f.texte_alternatif, f.note, tableau.join("\n")].join("\n\n");
            std::fs::write(dossier.join(format!("{cas}-{}.txt", f.nom)), mots).unwrap();
        }
    }
}

#[test]
fn aucune_etiquette_ne_sort_de_la_toile_ni_n_en_couvre_une_autre() {
    for (cas, indicateurs) in cas() {
        rien_ne_deborde(cas, &indicateurs);
    }
}

#[test]
fn ni_avec_des_nombres_au_hasard() {
    let mut hasard = 2_021_u64;
    for tour in 0..300_u32 {
        rien_ne_deborde(&format!("tour {tour}"), &donnees::au_hasard(&mut hasard));
    }
}

fn rien_ne_deborde(cas: &str, indicateurs: &Indicateurs) {
    for f in figures(indicateurs) {
        let (largeur, hauteur) = taille(&f.svg);
        let (textes, traces) = (textes(&f.svg), lignes(&f.svg));
        for (i, t) in textes.iter().enumerate() {
            let p = t.place;
            let dedans = p.left >= 0.0 && p.right <= largeur && p.top >= 0.0 && p.bottom <= hauteur;
            assert!(dedans, "{cas} {} « {} » {p:?}", f.nom, t.texte);
            for autre in &textes[i + 1..] {
                assert!(!p.meets(&autre.place), "{cas} {} « {} » et « {} »", f.nom, t.texte, autre.texte);
            }
            let barre = traces.iter().filter(|l| f.nom == "presents" && l.couleur == "#1C2A33" && l.epaisseur > 1.0);
            for ligne in barre {
                assert!(!p.meets(&ligne.place()), "{cas} {} barré : « {} »", f.nom, t.texte);
            }
        }
        for trace in traces.iter().chain(&polygones(&f.svg)) {
            let dedans = |(x, y): &(f64, f64)| (0.0..=largeur).contains(x) && (0.0..=hauteur).contains(y);
            assert!(trace.points.iter().all(dedans), "{cas} {} {:?}", f.nom, trace.points);
        }
    }
}

#[test]
fn le_meme_dessin_a_les_memes_octets() {
    for (_, indicateurs) in cas() {
        assert_eq!(figures(&indicateurs), figures(&indicateurs));
    }
}

#[test]
fn les_mots_portent_les_nombres_de_l_acesm() {
    let f = figure(&acesm(), "presents");
    for morceau in ["29\u{a0}présents fin janvier", "31 fin décembre (à\u{a0}vérifier)", "30 à 50\u{a0}places en avril"]
    {
        assert!(f.legende.contains(morceau), "{}", f.legende);
        assert!(f.texte_alternatif.contains(morceau), "{}", f.texte_alternatif);
    }
    assert!(f.texte_alternatif.contains("50\u{a0}entrées et 33\u{a0}sorties"), "{}", f.texte_alternatif);
    assert!(f.note.contains("décembre (décembre incohérent : M2, M5)"), "{}", f.note);
    assert_eq!(f.tableau[12], ["décembre", "31 (à\u{a0}vérifier)", "0", "2", "50"]);

    let f = figure(&acesm(), "cumul");
    let attendus =
        ["13\u{202f}316\u{a0}journées", "15\u{202f}208", "87,6\u{202f}%", "1\u{202f}892\u{a0}journées de moins"];
    for morceau in attendus {
        assert!(f.legende.contains(morceau), "{}", f.legende);
    }
    for morceau in ["12\u{202f}179", "14\u{202f}628", "12\u{202f}884"] {
        assert!(f.texte_alternatif.contains(morceau), "{}", f.texte_alternatif);
        assert!(textes(&f.svg).iter().any(|t| t.texte.contains(morceau)), "{morceau}");
    }
}

#[test]
fn un_effectif_douteux_est_en_contour_et_un_effectif_sur_est_plein() {
    let svg = figure(&acesm(), "presents").svg;
    assert_eq!(polygones(&svg).iter().filter(|p| p.couleur == "#0072B2").count(), 11);
    assert!(lignes(&svg).iter().filter(|l| l.couleur == "#0072B2").count() > 10);
}

#[test]
fn un_mois_manquant_n_est_pas_dessine() {
    let f = figure(&lacunaire(), "presents");
    let pleines = polygones(&f.svg).iter().filter(|p| p.couleur == "#0072B2").count();
    assert_eq!(
        pleines,
        12 - 1 - 2 - 1,
        "mars manque, mai et juin sont hachurés, juillet vaut zéro et n'a pas de hauteur"
    );
    assert!(textes(&f.svg).iter().any(|t| t.texte == "n.\u{a0}c."));
    assert!(f.note.contains("mars (la ligne de mars manque)"), "{}", f.note);
    let cumul = figure(&lacunaire(), "cumul");
    assert_eq!(cercles(&cumul.svg), 2 * 6, "la courbe s'arrête en juin");
    assert!(cumul.note.contains("juillet (la cellule est vide)"), "{}", cumul.note);
}

#[test]
fn rien_n_est_dessine_apres_le_dernier_mois_connu() {
    for mois in [1, 3] {
        for nom in ["presents", "cumul"] {
            let svg = figure(&en_cours(mois), nom).svg;
            let traces = lignes(&svg);
            let axes = traces.iter().filter(|l| l.couleur == "#1C2A33").map(|l| (l.points[0].0, l.points[1].0));
            let (debut, fin) = axes.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap();
            let fin = debut + (fin - debut) * f64::from(mois) / 12.0 + 0.2;
            for trace in lignes(&svg).iter().filter(|l| l.couleur == "#0072B2").chain(&polygones(&svg)) {
                assert!(trace.points.iter().all(|(x, _)| *x <= fin), "{nom} {:?} > {fin}", trace.points);
            }
        }
    }
}

#[test]
fn le_cumul_estime_est_en_tirets_et_le_cumul_declare_d_un_trait() {
    let bleues = |svg: &str| lignes(svg).iter().filter(|l| l.couleur == "#0072B2").count();
    assert!(bleues(&figure(&acesm(), "cumul").svg) > 20);
    assert_eq!(cercles(&figure(&acesm(), "cumul").svg), 4, "le point déclaré, décembre à vérifier, et leurs contours");
    assert_eq!(bleues(&figure(&en_cours(3), "cumul").svg), 1);
    let bande = polygones(&figure(&acesm(), "cumul").svg);
    assert_eq!(bande.iter().filter(|p| p.points.len() == 26).count(), 1);
}

#[test]
fn l_occupation_compare_au_moins_deux_dispositifs_et_depasse_cent() {
    let f = figure(&six_dispositifs(), "occupation");
    assert!(f.legende.starts_with("Taux d’activité et taux d’occupation par dispositif"), "{}", f.legende);
    assert!(f.legende.contains("122,0\u{202f}% (Internat)") && f.legende.contains("Internat dépasse 100\u{202f}%"));
    assert!(textes(&f.svg).iter().any(|t| t.texte == "10\u{202f}512\u{a0}journées sur 10\u{202f}950"));
    assert!(f.note.contains("Accueil de jour (journées de mai non communiquées)"), "{}", f.note);
    let mut seul = six_dispositifs();
    for p in &mut seul.perimetres[1..] {
        p.annuel.remove("taux_d_occupation");
    }
    assert!(!figures(&seul).iter().any(|f| f.nom == "occupation"));
}

#[test]
fn sans_nombre_il_n_y_a_pas_de_figure() {
    let vide = donnees::perimetre("service", "Service", crate::domaine::indicateur::Genre::Service);
    assert!(figures(&donnees::indicateurs(2024, 12, vec![vide])).is_empty());
    assert!(figures(&donnees::indicateurs(2024, 12, Vec::new())).is_empty());
    assert_eq!(figure(&zero(), "cumul").tableau[12][2], "0");
}
