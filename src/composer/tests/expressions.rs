//! Figures in the team's Markdown: in every place where words go, and never markup.

use super::{compose, fixture};
use crate::composer::entree::{Element, Entree};
use crate::composer::projet::Projet;
use crate::composer::texte::bloc::{Bloc, Fragment};
use crate::composer::texte::{self, TexteLu};
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Dossier, Texte};
use crate::domaine::expression::Expression;

const PIEGE: &str = "# **1.** | `x` [a](https://b.fr) <!-- \u{e000}0\u{e000}";

/// `n` is « 53 », `piege` something that Markdown would take for markup, `phrase` a sentence; nothing else is known.
fn dit(expression: &Expression<'_>) -> Option<Vec<Fragment>> {
    match expression.nom {
        "n" => Some(vec![chiffre("53")]),
        "piege" => Some(vec![chiffre(PIEGE)]),
        "phrase" => Some(vec![mots("Le service compte "), chiffre("53"), mots(" entrées.")]),
        _ => None,
    }
}

fn chiffre(texte: &str) -> Fragment {
    Fragment::Chiffre { texte: texte.to_owned(), appel: None }
}

fn mots(texte: &str) -> Fragment {
    Fragment::Texte { texte: texte.to_owned() }
}

fn lire(markdown: &str) -> TexteLu {
    texte::lire(markdown, |expression, _| dit(expression))
}

fn paragraphe(contenu: Vec<Fragment>) -> Bloc {
    Bloc::Paragraphe { contenu }
}

#[test]
fn un_chiffre_en_tete_de_ligne_n_ouvre_pas_de_liste() {
    assert_eq!(lire("{{ n }}. Le").blocs, [paragraphe(vec![chiffre("53"), mots(". Le")])]);
    let lu = lire("mots\n{{ n }}) suite");
    assert_eq!(lu.blocs, [paragraphe(vec![mots("mots "), chiffre("53"), mots(") suite")])]);
}

#[test]
fn un_chiffre_n_est_jamais_du_balisage() {
    for markdown in ["{{ piege }}", "  {{piege|nombre}}"] {
        assert_eq!(lire(markdown).blocs, [paragraphe(vec![chiffre(PIEGE)])], "{markdown}");
    }
}

#[test]
fn la_barre_d_un_filtre_ne_coupe_pas_une_cellule() {
    let lu = lire("| a | b |\n|---|---:|\n| {{ n | nombre }} entrées | {{ n \\| nombre }} |");
    let [Bloc::Tableau { lignes, .. }] = &lu.blocs[..] else { panic!("{:?}", lu.blocs) };
    assert_eq!(lignes[..], [vec![vec![chiffre("53"), mots(" entrées")], vec![chiffre("53")]]]);
}

#[test]
fn un_chiffre_va_partout_ou_vont_les_mots() {
    let lu =
        lire("# Les {{ n }} entrées\n\n## *{{ n }}* [voir {{ n }}](https://a.fr)\n\n- **{{ n }}**\n\n> {{ phrase }}");
    assert_eq!(lu.titre.as_deref(), Some("Les 53 entrées"));
    let contenu = vec![mots("voir "), chiffre("53")];
    let lien = Fragment::Lien { contenu, adresse: "https://a.fr".into(), visible: true };
    let emphase = Fragment::Emphase { contenu: vec![chiffre("53")] };
    assert_eq!(lu.blocs[0], Bloc::Titre { niveau: 2, contenu: vec![emphase, mots(" "), lien] });
    let fort = paragraphe(vec![Fragment::Fort { contenu: vec![chiffre("53")] }]);
    assert_eq!(lu.blocs[1], Bloc::Liste { depart: None, elements: vec![vec![fort]] });
    let phrase = vec![mots("Le service compte "), chiffre("53"), mots(" entrées.")];
    assert_eq!(lu.blocs[2], Bloc::Citation { blocs: vec![paragraphe(phrase)] });
}

#[test]
fn le_code_l_echappement_et_l_inconnu_restent_tels_que_saisis() {
    for (markdown, imprime) in [
        ("`{{ n }}`", "{{ n }}"),
        ("`a | {{ n }}` ", "a | {{ n }}"),
        ("\\{{ n }}", "{{ n }}"),
        ("{{ autre }}", "{{ autre }}"),
        ("{{ n", "{{ n"),
    ] {
        assert_eq!(lire(markdown).blocs, [paragraphe(vec![mots(imprime)])], "{markdown}");
    }
    assert_eq!(lire("```\n{{ n }}\n```").blocs, [Bloc::Code { texte: "{{ n }}".into() }]);
    assert_eq!(lire("<!-- {{ n }} -->").blocs, []);
}

#[test]
fn chaque_expression_connait_son_paragraphe() {
    for (markdown, attendus) in [
        ("{{ a }} mots\n{{ b }}{{ c }}", [0, 0, 0]),
        ("# Titre\n\n{{ a }}\n\n{{ b }} {{ c }}", [1, 2, 2]),
        ("- {{ a }}\n- {{ b }}\r\n \r\n{{ c }}", [0, 1, 2]),
    ] {
        let mut rangs = Vec::new();
        let dit = |_: &Expression<'_>, rang| {
            rangs.push(rang);
            Some(Vec::new())
        };
        texte::lire(markdown, dit);
        assert_eq!(rangs, attendus, "{markdown}");
    }
}

#[test]
fn les_espaces_du_francais_entourent_aussi_les_chiffres() {
    for (markdown, avant, apres) in [
        ("soit: {{ n }}; b", "soit: ", "\u{202f}; b"),
        ("«{{ n }}»", "«\u{a0}", "\u{a0}»"),
        ("« {{ n }} »", "«\u{a0}", "\u{a0}»"),
        ("soit {{ n }} %", "soit ", "\u{202f}%"),
        ("à {{ n }}{{ n }}!", "à ", "\u{202f}!"),
    ] {
        let lu = lire(markdown);
        let [Bloc::Paragraphe { contenu }] = &lu.blocs[..] else { panic!("{markdown}") };
        assert_eq!((contenu.first(), contenu.last()), (Some(&mots(avant)), Some(&mots(apres))), "{markdown}");
    }
}

#[test]
fn les_lettres_privees_d_un_texte_ne_sont_pas_des_chiffres() {
    let lu = lire("\u{e000}0\u{e000} {{ n }}");
    assert_eq!(lu.blocs, [paragraphe(vec![mots(&texte::propre("\u{e000}0\u{e000} ")), chiffre("53")])]);
}

#[test]
fn un_chiffre_sous_reserve_porte_sa_lettre_et_sa_note() {
    let mut cas = fixture::acesm();
    let contenu = "{{ aemo_r.presents_fin }} présents, {{ aemo_r.entrees }} entrées, {{ aemo_r.presents_fin }}.";
    let texte = Texte {
        section: "introduction".into(),
        fichier: "textes/x.md".into(),
        contenu: contenu.into(),
        ..Texte::default()
    };
    let reglages = cas.controle.reglages().clone();
    let dossier = Dossier { reglages: Some(reglages), textes: vec![texte].into(), ..Dossier::default() };
    cas.controle = DossierControle::new(dossier, Default::default(), (cas.constats.clone(), Vec::new())).unwrap();
    let (projet, rapport) = compose(&cas);
    let entree: Entree = serde_json::from_slice(&projet.fichiers[Projet::ENTREE]).unwrap();
    let introduction = entree.sections.iter().find(|s| s.id == "introduction").unwrap();
    let Element::Texte { blocs, notes } = &introduction.contenu[0] else { panic!("pas de texte") };
    let [Bloc::Paragraphe { contenu }] = &blocs[..] else { panic!("{blocs:?}") };
    let appel = |f: &Fragment| if let Fragment::Chiffre { appel, .. } = f { Some(appel.clone()) } else { None };
    let appels: Vec<Option<String>> = contenu.iter().filter_map(appel).collect();
    assert_eq!(appels, [Some("a".to_owned()), None, Some("a".to_owned())]);
    assert_eq!((notes.liste.len(), notes.liste[0].appel.as_deref()), (1, Some("a")));
    assert!(notes.liste[0].texte.starts_with("Réserve"), "{}", notes.liste[0].texte);
    let imprime: String = rapport.texte.split_whitespace().collect();
    let note: String = notes.liste[0].texte.split_whitespace().collect();
    assert!(imprime.contains(&note), "la note s’imprime");
}

#[test]
fn une_soupe_d_accolades_n_arrete_rien_et_ne_laisse_aucune_marque() {
    const PIECES: [&str; 24] = [
        "{{ n }}",
        "{{ phrase }}",
        "{{",
        "}}",
        "{%",
        "{#",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "| ",
        "|---|\n",
        "<!--",
        "-->",
        "[",
        "](https://a.fr/",
        ")",
        "*",
        "**",
        "> ",
        "- ",
        "1. ",
        "\\",
        "<{{ n }}@b.fr>",
    ];
    let mut graine = 1_871_u64;
    for _ in 0..2_000 {
        let mut soupe = String::new();
        for _ in 0..30 {
            graine = graine.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            soupe.push_str(PIECES[usize::try_from(graine >> 33).unwrap() % PIECES.len()]);
        }
        let json = serde_json::to_string(&lire(&soupe).blocs).unwrap();
        assert!(!json.contains(|c: char| ('\u{e000}'..='\u{f8ff}').contains(&c)), "{soupe:?}");
    }
}
