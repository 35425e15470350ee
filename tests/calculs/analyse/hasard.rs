//! Three hundred random settings: whatever is declared, effects that are known add up exactly to their difference.

use super::super::{capacite, depuis_juillet, dix, prepare, reglages, stables, tableau};
use std::collections::BTreeMap;
use trame::domaine::exact::Exact;
use trame::domaine::indicateur::{Genre, Indicateurs, Perimetre};

/// A linear congruential generator: the same settings at every run.
struct Hasard(u64);

impl Hasard {
    fn sous(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(n)).unwrap()
    }

    fn une_fois_sur(&mut self, n: u32) -> bool {
        self.sous(n) == 0
    }

    fn nombre(&mut self, n: u32) -> String {
        self.sous(n).to_string()
    }
}

fn activite(h: &mut Hasard, titre: &str, retenu: bool) -> String {
    let prevision = match h.sous(4) {
        0 => format!("taux_cible = \"{},5 %\"", 60 + h.sous(40)),
        1 => format!("journees_previsionnelles = [{}]", [(); 12].map(|()| h.nombre(400)).join(", ")),
        _ => format!("journees_previsionnelles = {}", h.nombre(6_000)),
    };
    let avec = |oui: bool, texte: String| if oui { texte } else { String::new() };
    let retenu = avec(retenu && !prevision.starts_with("taux"), format!("taux_retenu = \"{} %\"", 50 + h.sous(50)));
    let tunnel = avec(h.une_fois_sur(2), format!("tunnel = [\"{} %\", \"105 %\"]", 80 + h.sous(20)));
    format!("[{titre}]\n{prevision}\n{retenu}\n{tunnel}\n")
}

fn tarifs(h: &mut Hasard, suite: &str) -> String {
    let nature =
        |h: &mut Hasard| ["moyen", "applicable", "reconduction", "non-precisee"][usize::try_from(h.sous(4)).unwrap()];
    let un = |h: &mut Hasard, depuis: &str| {
        let (euros, cents, nature) = (15 + h.sous(20), 10 + h.sous(90), nature(h));
        format!("[[tarif]]\ndepuis = {depuis}\nprix_de_journee = \"{euros},{cents}\"\nnature = \"{nature}\"\n{suite}\n")
    };
    let premier = un(h, "2021-01-01");
    if h.une_fois_sur(2) { premier + &un(h, "2021-07-01") } else { premier }
}

fn historique(h: &mut Hasard, suite: &str) -> String {
    let cles = [
        ("journees_realisees", 1 + h.sous(5_000)),
        ("journees_theoriques", 1 + h.sous(6_000)),
        ("prix_de_journee", 1 + h.sous(30)),
        ("produits_realises", h.sous(90_000)),
    ];
    let donnees: Vec<String> =
        cles.iter().filter(|_| !h.une_fois_sur(5)).map(|(cle, n)| format!("{cle} = {n}")).collect();
    format!("[[historique]]\nexercice = 2020\n{suite}\n{}\n", donnees.join("\n"))
}

/// A folder: two dispositifs, perhaps a guest of the second, declared by themselves or by the service.
fn indicateurs(h: &mut Hasard) -> Indicateurs {
    let codes = ["AA", "BB", "CC"];
    let codes = if h.une_fois_sur(2) { &codes[..2] } else { &codes[..] };
    let (du_service, retenu) = (h.une_fois_sur(4), !h.une_fois_sur(5));
    let mut service =
        if h.une_fois_sur(4) { format!("arrete_au = 2021-{:02}-30\n", 7 + h.sous(4)) } else { String::new() };
    let (mut dispositifs, mut tables) = (Vec::new(), Vec::new());
    for code in codes {
        let invite = *code == "CC";
        let mut texte = if invite { "sur_les_places_de = \"BB\"\n".to_owned() } else { String::new() };
        if !invite {
            texte += &capacite("dispositif.capacite", "2021-01-01", 5 + h.sous(10));
            texte += &capacite("dispositif.capacite", "2021-05-17", 5 + h.sous(10));
        }
        if !du_service && (!invite || h.une_fois_sur(3)) {
            texte += &activite(h, "dispositif.activite", retenu);
        }
        let presents = h.nombre(15);
        tables.push(match h.sous(4) {
            0 if invite => depuis_juillet(code, true),
            1 => dix(code, "Journées", &[&h.nombre(300)]),
            2 => tableau(
                code,
                &[
                    ("Présents début", &[&presents]),
                    ("Entrées", &["2"]),
                    ("Sorties", &["2"]),
                    ("Présents fin", &[&presents]),
                ],
            ),
            _ => stables(code, &presents),
        });
        dispositifs.push(((*code).to_owned(), texte));
    }
    let mut suite = if du_service { activite(h, "activite", retenu) } else { String::new() };
    if h.une_fois_sur(2) {
        suite += &tarifs(h, "");
    } else {
        let propres = codes.iter().filter(|code| **code != "CC");
        suite += &propres.map(|code| tarifs(h, &format!("dispositif = \"{code}\""))).collect::<String>();
    }
    for code in codes.iter().filter(|_| !h.une_fois_sur(6)).collect::<Vec<_>>() {
        suite += &historique(h, &format!("dispositif = \"{code}\""));
    }
    if h.une_fois_sur(3) {
        suite += &historique(h, "");
    }
    suite += "[[groupe]]\ncode = \"GG\"\ndispositifs = [\"AA\", \"BB\"]\n";
    service += &suite;
    let dispositifs: Vec<(&str, &str)> =
        dispositifs.iter().map(|(code, texte)| (code.as_str(), texte.as_str())).collect();
    let p = prepare(reglages(&service, &dispositifs), &tables);
    p.indicateurs().unwrap().clone()
}

const IDENTITES: [(&str, &[&str]); 5] = [
    ("ecart_produits", &["effet_prix", "effet_activite"]),
    ("ecart_journees", &["effet_capacite_journees", "effet_occupation_journees"]),
    ("effet_activite", &["effet_capacite", "effet_occupation", "effet_quotite"]),
    ("evolution_journees", &["evolution_journees_capacite", "evolution_journees_occupation"]),
    ("evolution_produits", &["evolution_produits_volume", "evolution_produits_prix"]),
];

fn somme(p: &Perimetre, ids: &[&str]) -> Option<Exact> {
    ids.iter().map(|id| p.annuel(id).exact()).collect::<Option<Vec<_>>>().map(|n| n.into_iter().sum())
}

#[test]
fn les_effets_connus_font_exactement_leur_ecart() {
    let mut h = Hasard(5);
    let mut connus: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut sommes = 0;
    for tirage in 0..300 {
        let indicateurs = indicateurs(&mut h);
        for p in &indicateurs.perimetres {
            for (difference, effets) in IDENTITES {
                let Some(total) = somme(p, effets) else { continue };
                // a guest that plans nothing is measured against no plan
                let sans_plan = p.code == "CC" && p.annuel("journees_previsionnelles").exact().is_none();
                let contre = if sans_plan && difference == "ecart_produits" { "produits_realises" } else { difference };
                assert_eq!(p.annuel(contre).exact(), Some(total), "{tirage}, {} : {difference}", p.code);
                *connus.entry((genre(p), difference)).or_default() += 1;
            }
            tunnel(p);
            atterrissage(p);
        }
        sommes += IDENTITES.iter().filter(|(difference, effets)| des_parts(&indicateurs, difference, effets)).count();
    }
    assert!(sommes >= 200, "{sommes}");
    for (difference, _) in IDENTITES {
        for genre in ["dispositif", "groupe", "service"] {
            let n = connus.get(&(genre, difference)).copied().unwrap_or(0);
            assert!(n >= 30, "{genre}, {difference} : {n}");
        }
    }
}

/// Where the effects of the dispositifs make the difference of the service, its own are their sums.
fn des_parts(indicateurs: &Indicateurs, difference: &str, effets: &[&str]) -> bool {
    let service = indicateurs.service().unwrap();
    let somme = |id: &str| -> Option<Exact> {
        let sans_places = |p: &&Perimetre| !(p.code == "CC" && id.contains("capacite"));
        let valeurs = indicateurs.dispositifs().filter(sans_places).map(|p| p.annuel(id).exact());
        valeurs.collect::<Option<Vec<_>>>().map(|n| n.into_iter().sum())
    };
    let Some(sommes) = effets.iter().map(|id| somme(id)).collect::<Option<Vec<_>>>() else { return false };
    if service.annuel(difference).exact() != Some(sommes.iter().copied().sum()) {
        return false;
    }
    let du_service: Vec<Exact> = effets.iter().filter_map(|id| service.annuel(id).exact()).collect();
    assert_eq!(du_service, sommes, "{difference}");
    true
}

fn genre(p: &Perimetre) -> &'static str {
    match p.genre {
        Genre::Dispositif => "dispositif",
        Genre::Groupe => "groupe",
        Genre::Service => "service",
    }
}

fn tunnel(p: &Perimetre) {
    let [realisees, plancher, plafond, ecart] =
        ["journees_realisees", "tunnel_plancher", "tunnel_plafond", "tunnel_ecart"].map(|id| p.annuel(id).exact());
    let (Some(realisees), Some(plancher), Some(plafond), Some(ecart)) = (realisees, plancher, plafond, ecart) else {
        return;
    };
    let ramenees = realisees - ecart;
    assert!(plancher <= ramenees && ramenees <= plafond);
    assert!(ecart == Exact::ZERO || [plancher, plafond].contains(&ramenees));
}

fn atterrissage(p: &Perimetre) {
    let connus = ["atterrissage", "atterrissage_presents", "atterrissage_prevision"].map(|id| p.annuel(id).exact());
    let connus: Vec<Exact> = connus.into_iter().flatten().collect();
    assert_eq!(p.annuel("atterrissage_min").exact(), connus.iter().copied().min(), "{}", p.code);
    assert_eq!(p.annuel("atterrissage_max").exact(), connus.iter().copied().max(), "{}", p.code);
}
