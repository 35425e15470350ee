//! Damage to bytes and lines, whatever the file.

use crate::hasard::Hasard;

/// No damaged file grows beyond this.
pub(crate) const PLUS_GRAND: usize = 2 << 20;

/// What hurts readers of tables, of TOML and of XML.
const MOTS: [&str; 56] = [
    ";",
    ",",
    "\t",
    "|",
    "\"",
    "\"\"",
    "'",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\0",
    "-",
    "−",
    "=",
    "#",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "<",
    ">",
    "&",
    "/>",
    "<!--",
    "<![CDATA[",
    "\u{feff}",
    "\u{202f}",
    "\u{a0}",
    "e\u{301}",
    "œ",
    "\u{f0b7}",
    "🙂",
    "#REF!",
    "#DIV/0!",
    "13.316",
    "1e308",
    "-1",
    "99999999999",
    "0,0000001",
    "99/99/9999",
    "29/02/2021",
    "2021-03",
    "janv",
    "Total",
    "Cumul 2021",
    "Mois",
    "Entrées",
    "PRESENTS fin du mois",
    "Nom",
    "AEMO-R",
    "sep=|\n",
    "= 999999999999",
    "[[dispositif]]\n",
    "XFD1048576",
];

/// Its name, and what it does.
type Blessure = (&'static str, fn(&mut Vec<u8>, &mut Hasard));

/// One to eight injuries, named for the replay.
pub(crate) fn abime(octets: &mut Vec<u8>, hasard: &mut Hasard) -> String {
    let mut noms = Vec::new();
    for _ in 0..hasard.petit(8) {
        noms.push(une_fois(octets, hasard));
        octets.truncate(PLUS_GRAND);
    }
    noms.join(", ")
}

/// One injury.
pub(crate) fn une_fois(octets: &mut Vec<u8>, hasard: &mut Hasard) -> &'static str {
    const BLESSURES: [Blessure; 16] = [
        ("bit", |octets, hasard| bit(octets, hasard)),
        ("octet", |octets, hasard| octet(octets, hasard)),
        ("mot", mot),
        ("coupe", coupe),
        ("redite", redite),
        ("échange", echange),
        ("tronque", tronque),
        ("lignes coupées", lignes_coupees),
        ("lignes redites", lignes_redites),
        ("lignes mêlées", lignes_melees),
        ("nombre énorme", nombre_enorme),
        ("guillemets", guillemets),
        ("emboîtement", emboitement),
        ("zéros", zeros),
        ("séparateur", |octets, hasard| separateur(octets, hasard)),
        ("mot énorme", mot_enorme),
    ];
    let (nom, blesse) = hasard.parmi(&BLESSURES);
    blesse(octets, hasard);
    nom
}

fn insere(octets: &mut Vec<u8>, ou: usize, quoi: &[u8]) {
    let place = PLUS_GRAND.saturating_sub(octets.len());
    octets.splice(ou..ou, quoi.iter().copied().take(place));
}

fn bit(octets: &mut [u8], hasard: &mut Hasard) {
    let (ou, lequel) = (hasard.sous(octets.len()), hasard.sous(8));
    if let Some(octet) = octets.get_mut(ou) {
        *octet ^= 1 << lequel;
    }
}

fn octet(octets: &mut [u8], hasard: &mut Hasard) {
    let (ou, nouveau) = (hasard.sous(octets.len()), hasard.octet());
    if let Some(octet) = octets.get_mut(ou) {
        *octet = nouveau;
    }
}

fn mot(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let ou = hasard.sous(octets.len() + 1);
    let mot = hasard.parmi(&MOTS);
    if hasard.une_fois_sur(2) {
        let fin = (ou + mot.len()).min(octets.len());
        octets.drain(ou..fin);
    }
    insere(octets, ou, mot.as_bytes());
}

fn coupe(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let etendue = hasard.etendue(octets.len());
    octets.drain(etendue);
}

fn redite(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let etendue = hasard.etendue(octets.len());
    let fois = hasard.petit(1_000);
    let redite = octets[etendue.clone()].repeat(fois.min(PLUS_GRAND / etendue.len().max(1)));
    insere(octets, etendue.end, &redite);
}

fn echange(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let etendue = hasard.etendue(octets.len());
    let enleves: Vec<u8> = octets.drain(etendue).collect();
    let ou = hasard.sous(octets.len() + 1);
    insere(octets, ou, &enleves);
}

fn tronque(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    octets.truncate(hasard.sous(octets.len() + 1));
}

/// The lines of the file, each with its end.
fn lignes(octets: &[u8]) -> Vec<Vec<u8>> {
    let fin = if octets.contains(&b'\n') { b'\n' } else { b'\r' };
    octets.split_inclusive(|octet| *octet == fin).map(<[u8]>::to_vec).collect()
}

fn lignes_coupees(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let mut lignes = lignes(octets);
    let etendue = hasard.etendue(lignes.len());
    lignes.drain(etendue);
    *octets = lignes.concat();
}

fn lignes_redites(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let mut lignes = lignes(octets);
    let etendue = hasard.etendue(lignes.len());
    let redites = lignes[etendue.clone()].concat();
    let fois = hasard.petit(20_000).min(PLUS_GRAND / redites.len().max(1));
    lignes.insert(etendue.end, redites.repeat(fois));
    *octets = lignes.concat();
}

fn lignes_melees(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let mut lignes = lignes(octets);
    for _ in 0..hasard.petit(10) {
        let (une, autre) = (hasard.sous(lignes.len()), hasard.sous(lignes.len()));
        if une < lignes.len() && autre < lignes.len() {
            lignes.swap(une, autre);
        }
    }
    *octets = lignes.concat();
}

/// Digits in place of digits, where there are some.
fn nombre_enorme(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let depart = hasard.sous(octets.len());
    let Some(ou) = octets[depart..].iter().position(u8::is_ascii_digit).map(|saut| depart + saut) else { return };
    let fin = octets[ou..].iter().position(|octet| !octet.is_ascii_digit()).map_or(octets.len(), |n| ou + n);
    let chiffres = match hasard.sous(4) {
        0 => "9".repeat(hasard.petit(100_000)),
        1 => (hasard.parmi(&["4294967295", "4294967296", "1048576", "16384", "65535", "0", "-1"])).to_owned(),
        2 => u64::MAX.to_string(),
        _ => hasard.nombre().to_string(),
    };
    octets.drain(ou..fin);
    insere(octets, ou, chiffres.as_bytes());
}

fn guillemets(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let ou = hasard.sous(octets.len() + 1);
    let motif = hasard.parmi(&["\"", "\"\"\"", "\";\"", "\"\n", "'", "''", "«", "\\\""]);
    insere(octets, ou, motif.repeat(hasard.petit(50_000)).as_bytes());
}

fn emboitement(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let ou = hasard.sous(octets.len() + 1);
    let motif = hasard.parmi(&["[", "{", "a = [", "a={", "a.", "[a.", "<row>", "<a:b>", "> ", "*", "- ", "(", "&a;"]);
    insere(octets, ou, motif.repeat(hasard.petit(50_000)).as_bytes());
}

fn zeros(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let ou = hasard.sous(octets.len() + 1);
    insere(octets, ou, &vec![0; hasard.petit(10_000)]);
}

fn separateur(octets: &mut [u8], hasard: &mut Hasard) {
    const SEPARATEURS: &[u8] = b";,\t|\n\r\" =.";
    let (de, vers) = (hasard.parmi(SEPARATEURS), hasard.parmi(SEPARATEURS));
    octets.iter_mut().filter(|octet| **octet == de).for_each(|octet| *octet = vers);
}

fn mot_enorme(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let ou = hasard.sous(octets.len() + 1);
    let motif = hasard.parmi(&["a", "é", "e\u{301}", " ", ".", ";", "\n", "\r", "mars ", "1", "Z;", "œ", "\u{a0}"]);
    insere(octets, ou, motif.repeat(hasard.petit(1 << 20) / motif.len()).as_bytes());
}
