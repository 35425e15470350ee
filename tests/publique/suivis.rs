//! Small follow-up tables drawn at random: few children, many words, so that almost every count is small.

use trame::domaine::dossier::Source;

/// splitmix64.
pub(crate) struct Hasard(pub(crate) u64);

impl Hasard {
    fn suivant(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below a number.
    pub(crate) fn sous(&mut self, n: u64) -> u64 {
        self.suivant() % n
    }

    /// One of these, the first ones more often.
    pub(crate) fn mot<'m>(&mut self, mots: &[&'m str]) -> &'m str {
        let n = mots.len() as u64;
        let (a, b) = (self.sous(n), self.sous(n));
        mots[usize::try_from(a.min(b)).unwrap()]
    }
}

const ENTETE: &str = "id;jeune;famille;sexe;naissance;dispositif;territoire;prescripteur;décision;début;fin;motif de fin;\
                      suite;public;situation parentale;référent\n";

const REGLAGES: &str = "exercice = 2025\narrete_au = 2025-12-31\nassociation.nom = \"A\"\nservice.nom = \"S\"\n";

/// A folder with this many mesures.
pub(crate) fn dossier(graine: u64) -> Vec<Source> {
    let mut hasard = Hasard(graine);
    let mesures = 4 + hasard.sous(if graine.is_multiple_of(3) { 150 } else { 40 });
    let dispositifs = ["ALPHA", "BETA", "GAMMA"].get(..1 + usize::try_from(hasard.sous(3)).unwrap()).unwrap();
    let mut reglages = REGLAGES.to_owned();
    for code in dispositifs {
        let cadre = hasard.mot(&["mixte", "judiciaire", "administratif"]);
        reglages.push_str(&format!(
            "[[dispositif]]\ncode = \"{code}\"\nlibelle = \"{code}\"\ncadre = \"{cadre}\"\nmodalite = \"milieu-ouvert\"\n"
        ));
    }
    let mut suivi = ENTETE.to_owned();
    let mut famille = 0;
    for rang in 1..=mesures {
        if rang == 1 || hasard.sous(3) > 0 {
            famille += 1;
        }
        suivi.push_str(&ligne(rang, famille, dispositifs, &mut hasard));
    }
    let source = |chemin: &str, texte: String| Source { chemin: chemin.into(), octets: texte.into_bytes() };
    let mut sources = vec![source("rapport.toml", reglages), source("donnees/suivi.csv", suivi)];
    sources.extend(super::registres::sources(graine, dispositifs));
    sources
}

fn ligne(rang: u64, famille: u64, dispositifs: &[&str], hasard: &mut Hasard) -> String {
    let jour =
        |hasard: &mut Hasard, annee: u64| format!("{:02}/{:02}/{annee}", 1 + hasard.sous(28), 1 + hasard.sous(12));
    let naissance = {
        let annee = 2009 + hasard.sous(14);
        jour(hasard, annee)
    };
    let (decision, debut, fin) = match hasard.sous(10) {
        0 => (jour(hasard, 2025), String::new(), String::new()),
        1..=4 => (
            String::from("05/01/2025"),
            format!("{:02}/{:02}/2025", 6 + hasard.sous(20), 1 + hasard.sous(6)),
            String::new(),
        ),
        5 => (
            String::from("05/01/2025"),
            format!("{:02}/02/2025", 6 + hasard.sous(20)),
            format!("{:02}/09/2025", 1 + hasard.sous(28)),
        ),
        6 | 7 => (jour(hasard, 2023), String::from("02/01/2024"), jour(hasard, 2025)),
        _ => (jour(hasard, 2023), String::from("02/01/2024"), String::new()),
    };
    let fini = !fin.is_empty();
    let motif = if fini { hasard.mot(&["échéance", "mainlevée", "déménagement", "placement"]) } else { "" };
    let suite = if fini { hasard.mot(&["fin de mesure", "placement", "autre intervention", ""]) } else { "" };
    // every dispositif has one
    let tire = hasard.mot(dispositifs);
    let dispositif = usize::try_from(rang - 1).ok().and_then(|rang| dispositifs.get(rang)).unwrap_or(&tire);
    let champs = [
        format!("M{rang}"),
        format!("J{rang}"),
        format!("F{famille}"),
        hasard.mot(&["F", "G", "G", ""]).into(),
        naissance,
        (*dispositif).into(),
        hasard.mot(&["Nord", "Sud", "Est", ""]).into(),
        hasard.mot(&["juge des enfants", "ASE", "parquet"]).into(),
        decision,
        debut,
        fin,
        motif.into(),
        suite.into(),
        hasard.mot(&["mineur", "MNA"]).into(),
        hasard.mot(&["parents ensemble", "mère seule", "père seul", ""]).into(),
        hasard.mot(&["R1", "R2", "R3"]).into(),
    ];
    format!("{}\n", champs.join(";"))
}
