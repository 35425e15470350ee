//! Braces of every kind: what is an expression, what is words, and what is said of the rest.

use super::{Expression, Extrait, Filtre, segments};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Unite;

/// The expressions of a text: place, and name and filter or the beginning of the fault.
fn lues(texte: &str) -> Vec<(u32, u32, String)> {
    let dit = |extrait: &Extrait<'_>| match extrait {
        Extrait::Expression(Ok(Expression { nom, filtre: None })) => Some((*nom).to_owned()),
        Extrait::Expression(Ok(Expression { nom, filtre: Some(filtre) })) => Some(format!("{nom} | {}", filtre.nom())),
        Extrait::Expression(Err(faute)) => Some(format!("! {faute}").chars().take(24).collect()),
        Extrait::Litteral | Extrait::Commentaire => None,
    };
    segments(texte).iter().filter_map(|s| Some((s.ligne, s.colonne, dit(&s.extrait)?))).collect()
}

#[test]
fn les_expressions_sont_lues_a_leur_place() {
    for (texte, attendues) in [
        ("{{ service.entrees }} entrées", vec![(1, 1, "service.entrees")]),
        ("é\n\n  {{service.entrees.mars|nombre}}.", vec![(3, 3, "service.entrees.mars | nombre")]),
        ("{{ taux de réalisation | Pourcent }}", vec![(1, 1, "taux de réalisation | pourcent")]),
        ("{{ a }}{{ b | écart }}", vec![(1, 1, "a"), (1, 8, "b | ecart")]),
        ("{{ a \\| euros }}", vec![(1, 1, "a | euros")]),
        ("| x | y |\n|---|---|\n| {{ a | euros }} | 2 |", vec![(3, 3, "a | euros")]),
        ("\\{{ a }} et \\\\{{ b }}", vec![(1, 15, "b")]),
        ("`{{ a }}` puis {{ b }}", vec![(1, 16, "b")]),
        ("`{{` puis {{ b }} et `}}`", vec![(1, 11, "b")]),
        ("```\n{{ a }} {% x %}\n```\n{{ b }}", vec![(4, 1, "b")]),
        ("texte\n\n    {{ a }}", vec![]),
        ("<!-- {{ a }} --> {{ b }}", vec![(1, 18, "b")]),
        ("<!-- jamais fermé {{ a }}", vec![(1, 19, "a")]),
        ("[mots {{ a }}](https://a.fr)", vec![(1, 7, "a")]),
        ("[mots](https://a.fr/{{ a }})", vec![(1, 21, "! un chiffre ne peut pas")]),
        ("a {{ b", vec![(1, 3, "! les accolades ne sont ")]),
        ("a {{ b {{ c }}", vec![(1, 3, "! les accolades ne sont "), (1, 8, "c")]),
        ("a {{\nb }}", vec![(1, 3, "! les accolades ne sont ")]),
        ("{{ }}", vec![(1, 1, "! les accolades sont vid")]),
        ("{{ a | b | c }}", vec![(1, 1, "! un seul filtre peut su")]),
        ("{{ a | }}", vec![(1, 1, "! il manque le filtre ap")]),
        ("{{ a | euro€ }}", vec![(1, 1, "a | euros")]),
        ("{{ a | arrondi }}", vec![(1, 1, "! le filtre « arrondi » ")]),
        ("{% if %} {# x #}", vec![(1, 1, "! cette balise n’existe "), (1, 10, "! cette balise n’existe ")]),
        ("sans { rien } à }} calculer {", vec![]),
    ] {
        let attendues: Vec<_> = attendues.into_iter().map(|(l, c, dit)| (l, c, dit.to_owned())).collect();
        assert_eq!(lues(texte), attendues, "{texte}");
    }
}

#[test]
fn un_filtre_n_accepte_que_ses_unites() {
    let n = |numerateur, denominateur| Exact::fraction(numerateur, denominateur).unwrap();
    for (n, unite, filtre, imprime) in [
        (n(13_316, 1), Unite::Journees, Filtre::Nombre, Some("13\u{202f}316")),
        (n(13_316, 1), Unite::Journees, Filtre::Jours, Some("13\u{202f}316\u{a0}journées")),
        (n(3, 2), Unite::Jours, Filtre::Jours, Some("1,5\u{a0}jour")),
        (n(199, 100), Unite::Jours, Filtre::Jours, Some("2,0\u{a0}jours")),
        (n(-1_892, 1), Unite::Journees, Filtre::Ecart, Some("−1\u{202f}892")),
        (n(-2, 5), Unite::Journees, Filtre::Ecart, Some("0")),
        (n(2, 5), Unite::Journees, Filtre::Ecart, Some("0")),
        (n(12, 1), Unite::Euros, Filtre::Ecart, Some("+12,00\u{202f}€")),
        (n(1, 1_000), Unite::Euros, Filtre::Ecart, Some("0,00\u{202f}€")),
        (n(3, 1), Unite::Nombre, Filtre::Ecart, Some("+3")),
        (n(13_316, 15_208), Unite::Taux, Filtre::Pourcent, Some("87,6\u{202f}%")),
        (n(1, 2), Unite::Taux, Filtre::Nombre, None),
        (n(1, 2), Unite::Taux, Filtre::Ecart, None),
        (n(1, 2), Unite::Euros, Filtre::Pourcent, None),
        (n(1, 2), Unite::Nombre, Filtre::Euros, None),
        (n(1, 2), Unite::Nombre, Filtre::Date, None),
    ] {
        assert_eq!(filtre.ecrit(n, unite).as_deref(), imprime, "{} {filtre:?}", unite.cle());
    }
}

/// A soup of pieces, from a seeded generator: the same every time.
fn soupe(graine: &mut u64, pieces: &[&str]) -> String {
    let mut tire = |n: usize| {
        *graine = graine.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*graine >> 33).unwrap() % n
    };
    let longueur = tire(40);
    (0..longueur).map(|_| pieces[tire(pieces.len())]).collect()
}

const MARQUES: [&str; 20] = [
    "`", "```", "\n", "\n\n", "|", "|---|\n", "<!--", "-->", "é", "a.b", " ", "[", "](", ")", "*", "_", "    ", "\\",
    "<a>", "- ",
];

#[test]
fn un_texte_sans_accolades_n_est_que_des_mots() {
    let pieces = [&MARQUES[..], &["}", "}}", "%}", "{a", "{ "]].concat();
    let mut graine = 6;
    for _ in 0..3_000 {
        let texte = soupe(&mut graine, &pieces);
        assert!(lues(&texte).is_empty(), "{texte:?}");
    }
}

#[test]
fn les_segments_bout_a_bout_sont_le_texte() {
    let pieces = [&MARQUES[..], &["{{", "}}", "{{ a.b }}", "{%", "{#", "{", "}"]].concat();
    let mut graine = 2021;
    for _ in 0..5_000 {
        let texte = soupe(&mut graine, &pieces);
        let segments = segments(&texte);
        assert_eq!(segments.iter().map(|s| s.saisi).collect::<String>(), texte);
        let mut avant = String::new();
        for segment in segments {
            assert_eq!(segment.ligne as usize, 1 + avant.matches('\n').count(), "{texte:?}");
            assert_eq!(segment.colonne as usize, avant.rsplit('\n').next().unwrap_or("").chars().count() + 1);
            avant.push_str(segment.saisi);
        }
    }
}
