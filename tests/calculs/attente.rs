//! Waiting lists that rows tell of for a dispositif and counts for another: what no row tells is not zero.

use super::{annee, annuel, prepare, reglages, stables};
use trame::Preparation;
use trame::domaine::population::Population;
use trame::domaine::valeur::{Nom, Provenance};

/// AA: one présent, one that began, two that wait.
const SUIVI: &str = "id;jeune;famille;sexe;dispositif;décision;début;fin\n\
    M1;J1;F1;F;AA;01/02/2020;10/02/2020;\nM2;J2;F2;G;AA;01/02/2021;10/02/2021;05/11/2021\n\
    M3;J3;F3;F;AA;20/12/2021;;\nM4;J4;F4;F;AA;01/12/2021;;\n";

const DEUX_FOIS: &str = "une famille peut attendre dans deux dispositifs";
const SANS_DECISION: &str = "les dates de décision ne sont pas connues";
const EN_NOVEMBRE: &str = "la liste d’attente de BB n’est connue qu’au 30 novembre 2021";

fn fichier(nom: &str, texte: &str) -> (String, String) {
    (format!("donnees/{nom}.csv"), texte.to_owned())
}

fn comptes(lignes: &str) -> (String, String) {
    fichier("attente", &format!("date;dispositif;mesures;familles\n{lignes}"))
}

fn deux_dispositifs() -> String {
    let groupe = "[[groupe]]\ncode = \"GG\"\nlibelle = \"GG\"\ndispositifs = [\"AA\", \"BB\"]\n";
    reglages("", &[("AA", ""), ("BB", "")]) + groupe
}

/// AA in a follow-up table, BB in a monthly table and in a list of counts.
fn mixte(suivi: &str, lignes: &str) -> Preparation {
    prepare(deux_dispositifs(), &[fichier("suivi", suivi), stables("BB", "10"), comptes(lignes)])
}

/// Both in monthly tables and in lists of counts.
fn sans_lignes(lignes: &str) -> Preparation {
    prepare(deux_dispositifs(), &[stables("AA", "10"), stables("BB", "10"), comptes(lignes)])
}

fn partout(p: &Preparation, id: &str) -> [String; 4] {
    ["AA", "BB", "GG", "service"].map(|code| annee(p, code, id))
}

#[test]
fn un_dispositif_connu_par_ses_comptes_seuls_n_attend_pas_zero() {
    let p = mixte(SUIVI, "31/12/2021;BB;5;4\n");
    assert_eq!(partout(&p, "attente_mesures"), ["2.00", "5.00", "7.00", "7.00"]);
    assert_eq!(partout(&p, "attente_familles"), ["2.00", "4.00", DEUX_FOIS, DEUX_FOIS]);
    let nommee = format!("BB : {SANS_DECISION}");
    assert_eq!(partout(&p, "attente_delai_moyen"), ["9.00", SANS_DECISION, &nommee, &nommee]);
    assert_eq!(partout(&p, "attente_anciennete_moyenne"), ["20.50", SANS_DECISION, &nommee, &nommee]);
}

#[test]
fn la_somme_garde_ses_sources() {
    let p = mixte(&format!("{SUIVI}M5;J5;F5;F;;01/12/2021;;\n"), "31/12/2021;BB;5;4\n");
    let id = "attente_mesures";
    assert_eq!(partout(&p, id), ["2.00", "5.00", "7.00", "8.00"], "one waits for no dispositif in particular");
    let service = annuel(&p, "service", id);
    let noms: Vec<_> = service.operandes().iter().map(|v| v.nom.as_deref().unwrap()).collect();
    let [Nom::Indicateur { perimetre: aa, .. }, Nom::Indicateur { perimetre: bb, .. }, Nom::Libre { mots, .. }] =
        noms[..]
    else {
        panic!("{noms:?}")
    };
    assert_eq!((&**aa, &**bb, &**mots), ("AA", "BB", "mesures qui ne disent pas leur dispositif"));
    assert!(matches!(&*annuel(&p, "AA", id).provenance, Provenance::Comptee(_)));
    let Provenance::Lue(span) = &*annuel(&p, "BB", id).provenance.clone() else { panic!("BB is read") };
    assert_eq!((span.file.as_ref(), span.short().as_str()), ("donnees/attente.csv", "C2"));
}

#[test]
fn personne_n_attend_par_lignes_et_cinq_par_comptes() {
    let personne: String = SUIVI.lines().take(3).map(|ligne| format!("{ligne}\n")).collect();
    let p = mixte(&personne, "31/12/2021;AA;9;8\n31/12/2021;BB;5;4\n");
    assert_eq!(
        partout(&p, "attente_mesures"),
        ["0.00", "5.00", "5.00", "5.00"],
        "the rows of AA tell that nobody waits"
    );
}

#[test]
fn un_compte_d_un_autre_jour_manque_et_dit_lequel() {
    let p = mixte(SUIVI, "30/11/2021;BB;5;4\n");
    assert_eq!(partout(&p, "attente_mesures"), ["2.00", EN_NOVEMBRE, EN_NOVEMBRE, EN_NOVEMBRE]);
    assert_eq!(partout(&p, "attente_familles"), ["2.00", EN_NOVEMBRE, DEUX_FOIS, DEUX_FOIS]);
    let p = sans_lignes("30/11/2021;BB;5;4\n31/12/2021;AA;4;3\n");
    assert_eq!(partout(&p, "attente_mesures"), ["4.00", EN_NOVEMBRE, EN_NOVEMBRE, EN_NOVEMBRE]);
    assert_eq!(partout(&p, "attente_familles"), ["3.00", EN_NOVEMBRE, EN_NOVEMBRE, EN_NOVEMBRE]);
    let p = sans_lignes("30/11/2021;BB;5;4\n31/12/2021;AA;4;3\n31/12/2021;;9;7\n");
    assert_eq!(partout(&p, "attente_mesures"), ["4.00", EN_NOVEMBRE, EN_NOVEMBRE, "9.00"], "its own row is enough");
}

#[test]
fn aucune_repartition_ne_compte_un_tel_dispositif_pour_zero() {
    let tables = |p: &Preparation| {
        let perimetres = &p.indicateurs().unwrap().perimetres;
        let attente = |code: &str| {
            let perimetre = perimetres.iter().find(|p| p.code == code).unwrap();
            perimetre.ventilations.iter().any(|v| v.population == Population::Attente)
        };
        ["AA", "BB", "service"].map(attente)
    };
    assert_eq!(tables(&mixte(SUIVI, "31/12/2021;BB;5;4\n")), [true, false, false]);
    assert_eq!(tables(&mixte(SUIVI, "")), [true, true, true], "nothing else is known of BB");
}

#[test]
fn on_attend_aussi_un_dispositif_qui_n_est_pas_encore_ouvert() {
    let plus_tard = "[[dispositif.capacite]]\ndepuis = 2022-03-01\nplaces = 10\n";
    let compte = |suivi: &str, lignes: &str| {
        let reglages = reglages("", &[("AA", ""), ("BB", ""), ("CC", plus_tard)]);
        let p = prepare(reglages, &[fichier("suivi", suivi), stables("BB", "10"), comptes(lignes)]);
        ["CC", "service"].map(|code| annee(&p, code, "attente_mesures"))
    };
    let pas_encore = "pas encore ouvert".to_owned();
    let avec_lignes = compte(&format!("{SUIVI}M5;J5;F5;F;CC;01/12/2021;;\n"), "31/12/2021;BB;5;4\n");
    assert_eq!(avec_lignes, [pas_encore.clone(), "8.00".to_owned()]);
    let par_comptes = compte(SUIVI, "31/12/2021;BB;5;4\n31/12/2021;CC;3;3\n");
    assert_eq!(par_comptes, [pas_encore, "10.00".to_owned()]);
}
