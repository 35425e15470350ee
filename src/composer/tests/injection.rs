//! What people write is shown, never run.

use super::{Rapport, compose, fixture};
use crate::composer::texte::{self, bloc::Bloc};
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Dossier, Texte};

fn avec_texte(section: &str, contenu: &str) -> Rapport {
    let mut cas = fixture::acesm();
    let texte =
        Texte { section: section.into(), fichier: "textes/x.md".into(), contenu: contenu.into(), ..Texte::default() };
    let reglages = cas.controle.reglages().clone();
    let dossier = Dossier { reglages: Some(reglages), textes: vec![texte].into(), ..Dossier::default() };
    cas.controle = DossierControle::new(dossier, Default::default(), (cas.constats.clone(), Vec::new())).unwrap();
    compose(&cas).1
}

#[test]
fn aucun_texte_n_execute_du_code() {
    let pieges = [
        "#panic(\"x\")",
        "#import \"/entree.json\"",
        "$ sum_x $",
        "@reference",
        "<label>",
        "= Titre",
        "\\#set page(height: 1pt)",
        "`#read(\"/main.typ\")`",
        "// commentaire",
        "#{ while true {} }",
        "{{ service.entrees }}",
    ];
    let texte = avec_texte("introduction", &pieges.join("\n\n")).texte;
    for visible in [
        "#panic(\"x\")",
        "$ sum_x $",
        "@reference",
        "<label>",
        "= Titre",
        "#set page",
        "#read(",
        "// commentaire",
        "#{ while",
    ] {
        assert!(texte.contains(visible), "{visible} doit rester visible");
    }
}

#[test]
fn les_noms_de_rapport_toml_sont_du_texte() {
    let mut cas = fixture::acesm();
    let mut reglages = cas.controle.reglages().clone();
    reglages.service.nom = "#panic(\"x\") *gras* $a$ @b <c> \\ `d`".into();
    reglages.association.nom = "A & B <script>\n☎ 😀 \u{202e}\u{0}".into();
    reglages.rapport.couleur = Some("#pagebreak()".into());
    reglages.rapport.logo = Some("../../etc/passwd".into());
    let dossier = Dossier { reglages: Some(reglages), ..Dossier::default() };
    cas.controle = DossierControle::new(dossier, Default::default(), (cas.constats.clone(), Vec::new())).unwrap();
    let texte = compose(&cas).1.texte;
    assert!(texte.contains("#panic(\"x\") *gras* $a$ @b <c> \\ `d`"));
    assert!(texte.contains("A & B <script> Tél. □ □"), "{}", &texte[..400]);
}

#[test]
fn les_caracteres_absents_des_fontes_n_arretent_rien() {
    let tous: String = ('\u{1}'..='\u{ffff}').step_by(53).map(|c| format!("{c} ")).collect();
    let rapport = avec_texte("introduction", &format!("{tous}\n\n☎ 02, ❖ titre, 😀, \u{f0b7} puce, 漢字, é́"));
    assert!(rapport.texte.contains("Tél. 02"));
    assert!(rapport.texte.contains('□'));
}

#[test]
fn l_imbrication_sans_fin_est_aplatie() {
    for piege in [">".repeat(5_000), "- ".repeat(500), "*a **b ".repeat(400), "[".repeat(300), "1. > ".repeat(300)] {
        avec_texte("introduction", &format!("{piege} fin"));
    }
}

#[test]
fn le_html_devient_du_texte_et_une_image_absente_sa_description() {
    let rapport =
        avec_texte("introduction", "<b>gras</b>\n\n<div onclick=\"x\">\nbloc\n</div>\n\n![le jardin](images/x.png)");
    for visible in ["<b>gras</b>", "<div onclick", "le jardin"] {
        assert!(rapport.texte.contains(visible), "{visible}");
    }
    assert!(!rapport.texte.contains("images/x.png"));
}

#[test]
fn les_titres_d_un_texte_n_ont_pas_de_saut() {
    let lu = texte::lire("# La section\n\n#### Profond\n\n## Haut\n\n##### Bas\n\n# Autre", |_, _| None);
    let niveaux: Vec<u8> =
        lu.blocs.iter().filter_map(|b| if let Bloc::Titre { niveau, .. } = b { Some(*niveau) } else { None }).collect();
    assert_eq!(lu.titre, None, "deux titres de premier rang : aucun n’est celui de la section");
    assert_eq!(niveaux, [2, 3, 3, 4, 2]);
    assert_eq!(texte::lire("# Les **sorties**\n\ntexte", |_, _| None).titre.as_deref(), Some("Les sorties"));
}

#[test]
fn seuls_les_liens_du_web_et_du_courriel_en_sont() {
    let rapport = avec_texte(
        "introduction",
        "[ici](javascript:alert(1)) [là](file:///etc/passwd) [site](https://a.fr) <https://b.fr>",
    );
    assert!(rapport.texte.contains("site (https://a.fr)"));
    assert!(!rapport.texte.contains("javascript") && !rapport.texte.contains("passwd"));
}

#[test]
fn un_commentaire_de_l_equipe_ne_s_imprime_pas() {
    let texte = avec_texte("introduction", "Avant.\n\n<!-- à relire\navec Paul -->\n\nAprès <!-- jamais fermé").texte;
    assert!(texte.contains("Avant.") && texte.contains("Après <!-- jamais fermé") && !texte.contains("relire"));
    assert!(!avec_texte("introduction", "<!-- à écrire -->").texte.contains("Introduction"));
}

/// Texts made to last: each ends in pages, without a warning, and shows what it says.
#[test]
fn les_textes_demesures_se_composent() {
    for (nom, piege) in [
        ("un mot", "abcdefghij".repeat(100_000)),
        ("du code", format!("```\n{}\n```", "x".repeat(100_000))),
        ("un titre", format!("# {}", "titre".repeat(20_000))),
        ("une adresse", format!("[a](https://a.fr/{})", "x".repeat(100_000))),
        ("des accents", format!("e{}", "\u{301}".repeat(100_000))),
        ("des citations", ">".repeat(100_000)),
        ("des listes", "- ".repeat(50_000)),
        ("de l’emphase", "*a **b ".repeat(5_000)),
        ("des crochets", "[".repeat(50_000)),
        ("des images", "![".repeat(20_000)),
        ("une description", format!("![{}](images/x.png)", "d".repeat(100_000))),
        ("des colonnes", format!("|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000))),
        ("un retournement", "\u{202e}abc \u{2066}def ".repeat(2_000)),
    ] {
        let rapport = avec_texte("introduction", &format!("{piege}\n\nfin du texte"));
        assert!(rapport.avertissements.is_empty(), "{nom} : {:?}", rapport.avertissements);
        assert!(rapport.texte.contains("fin du texte") || piege.starts_with(['>', '-']), "{nom}");
        assert!(!rapport.texte.contains('\u{202e}'), "{nom}");
    }
}
