//! A row-by-row table is the same, whether its rows come as cells or from the bytes, in one part or in several.

use super::*;

const ENTETE: &str = "id;jeune;famille;sexe;naissance;dispositif;territoire;décision;début;fin;motif fin;quotité;référent;observations\n";

/// So many rows of every kind: dates in each form, words in several spellings, totals, blank lines, what is illegible.
fn texte(lignes: usize) -> String {
    let mut texte = format!("Suivi des mesures\n\n{ENTETE}");
    for i in 0..lignes {
        let dispositif = ["AEMO-R", "aed r", "AEMO renforcée", "AEMOX", "", "NC"][i * 7 % 6];
        let territoire = ["Blois", "BLOIS", " Vendôme\u{a0}", "Vendome", "Blios", "-"][i * 5 % 6];
        let debut =
            ["01/02/2021", "2021-02-01", "1er février 2021", "1/2/21", "02/15/2021", "", "s.o.", "mars 2021"][i % 8];
        let naissance = ["12/05/2008", "2009-01-31", "03/2010", "2011", "né en mai", "12/05/98"][i / 3 % 6];
        let motif = ["mainlevée", "Main levée", "mainlevé", "", "échéance"][i * 3 % 5];
        let quotite = ["", "0,5", "50 %", "1/2", "x"][i % 5];
        texte += &format!(
            "M{};J{i};F{};F;{naissance};{dispositif};{territoire};05/01/2021;{debut};;{motif};{quotite};R{};néant\n",
            i / 2,
            i / 3,
            i % 40
        );
        texte += [
            ";;;;;;;;;;;;;\n",
            "",
            "\n",
            "Total;;;;;;;12;3;;;;;\n",
            "* une note\n",
            "#REF!;;;;;;;#REF!;;;;;;\n",
            ENTETE,
        ][i % 7];
    }
    texte
}

/// Both ways, with what each says.
fn deux_voies(octets: &[u8]) -> [(String, String, String); 2] {
    let lu = |longue: u64| {
        let source = |chemin: &str, octets: &[u8]| Source { chemin: chemin.into(), octets: octets.to_vec() };
        let sources = vec![source("rapport.toml", RAPPORT.as_bytes()), source("donnees/suivi.csv", octets)];
        let dossier = read(sources.into(), longue);
        let mut anomalies: Vec<String> =
            dossier.anomalies.iter().map(|a| format!("{:?} {:?}", a.span, a.nature)).collect();
        anomalies.sort();
        assert!(!dossier.suivi.lignes.is_empty(), "{anomalies:?}");
        let omises: Vec<usize> = dossier.omises.iter().map(|o| o.nombre).collect();
        (format!("{:#?}", dossier.suivi), anomalies.join("\n"), format!("{:?} {omises:?}", dossier.tables))
    };
    [lu(u64::MAX), lu(0)]
}

#[test]
fn les_deux_voies_donnent_le_meme_suivi() {
    let texte = texte(3_000);
    let bom = format!("\u{feff}{texte}");
    let windows = encoding_rs::WINDOWS_1252.encode(&texte).0.into_owned();
    let utf_16: Vec<u8> = bom.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let sep = format!("sep=;\r\n{}", texte.replace('\n', "\r\n"));
    let cas: [(&str, Vec<u8>); 12] = [
        ("LF", texte.clone().into()),
        ("BOM", bom.into()),
        ("Windows-1252", windows),
        ("UTF-16", utf_16),
        ("sep=;, CRLF", sep.into()),
        ("CR", texte.replace('\n', "\r").into()),
        ("CR et LF", texte.replacen("\nM12;", "\rM12;", 1).into()),
        ("guillemets", texte.replace("néant", "\"a;b\n\"\"c\"\"\"").into()),
        ("guillemet ouvert", texte.replacen(";R7;néant", ";R7;\"néant", 1).into()),
        ("octet nul", texte.replacen("néant", "n\0ant", 1).replacen(";J9;", ";J\09;", 1).into()),
        ("octet étranger", [texte.as_bytes(), b"M1;J1;F1;F;;AEMO-R;Vend\xf4me;;01/01/2021"].concat()),
        ("sans fin de ligne", texte.trim_end().into()),
    ];
    for (nom, octets) in cas {
        let [cellules, octets] = deux_voies(&octets);
        assert!(cellules.0 == octets.0, "{nom} : {} {}", cellules.0.len(), octets.0.len());
        assert_eq!((cellules.1, cellules.2), (octets.1, octets.2), "{nom}");
    }
}

#[test]
fn des_noms_dans_une_longue_table_ne_sont_pas_charges() {
    let texte = texte(500).replace(";J", ";Dupont ").replace("observations", "nom");
    let sans_chiffre: String = texte
        .lines()
        .map(|l| match l.split_once(";Dupont ") {
            Some((avant, apres)) => {
                format!("{avant};Dupont;{}\n", apres.split_once(';').map_or("", |(_, reste)| reste))
            }
            None => format!("{l}\n"),
        })
        .collect();
    let [cellules, octets] = deux_voies(sans_chiffre.as_bytes());
    assert!(cellules == octets);
    assert!(!octets.0.contains("Dupont") && !octets.0.contains("néant") && octets.1.contains("IdentifiantNominatif"));
}

#[test]
fn un_texte_sans_accent_lu_deux_fois_est_retabli_comme_l_autre() {
    let debut = "id;dispositif;debut;territoire\n".to_owned() + &"M1;AEMO-R;01/01/2021;Blois\n".repeat(10_000);
    let texte = debut + "M2;AEMO-R;01/01/2021;VendÃ´me\n";
    let [cellules, octets] = deux_voies(texte.as_bytes());
    assert!(cellules == octets && octets.0.contains("Vendôme"));
}

#[test]
fn une_colonne_de_trop_de_mots_n_est_pas_comptee() {
    let lignes: String = (0..66_000).map(|i| format!("M{i};AEMO-R;01/01/2021;lieu {i}\n")).collect();
    let [cellules, octets] = deux_voies(format!("id;dispositif;début;territoire\n{lignes}").as_bytes());
    assert!(cellules == octets && octets.1.contains("TropDeMots"));
}

#[test]
fn au_dela_de_mille_dates_illisibles_on_compte() {
    let ligne = |i: usize| format!("M{i};AEMO-R;demain;\n");
    let texte: String = std::iter::once("id;dispositif;début;fin\n".to_owned()).chain((0..40_000).map(ligne)).collect();
    let [cellules, octets] = deux_voies(texte.as_bytes());
    assert!(cellules == octets);
    assert_eq!(octets.1.lines().count(), 1_000);
    assert!(octets.2.ends_with("[39000]"), "{}", octets.2);
}
