//! Damage inside archives. A byte changed in a packed part is mostly stopped by its checksum: parts are unpacked,
//! damaged and packed again; then the archive's own headers.

use crate::ecriture::{Parties, archive, parties};
use crate::hasard::Hasard;
use crate::octets;
use zip::CompressionMethod;

/// Values that claim more than the file holds.
const VALEURS: [&str; 18] = [
    "XFD1048576",
    "A1:XFD1048576",
    "A1048576",
    "ZZZZZZZZ99999999999",
    "A0",
    "1:1",
    "",
    "0",
    "-1",
    "16384",
    "1048576",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "99999999999999999999999999",
    "1e308",
    "NaN",
    "&amp;&#0;&#x10FFFF;",
];

/// The archive with its parts or its headers damaged; `None` when it cannot be unpacked.
pub(crate) fn abime(classeur: &[u8], hasard: &mut Hasard) -> Option<Vec<u8>> {
    let mut parties = parties(classeur)?;
    for _ in 0..hasard.petit(6) {
        une_fois(&mut parties, hasard);
    }
    let methode = hasard.parmi(&[CompressionMethod::Deflated, CompressionMethod::Stored]);
    let mut octets = archive(&parties, methode);
    if hasard.une_fois_sur(4) {
        en_tetes(&mut octets, hasard);
    }
    Some(octets)
}

fn une_fois(parties: &mut Parties, hasard: &mut Hasard) {
    let rang = choisie(parties, hasard);
    let autre = hasard.sous(parties.len());
    let Some((nom, contenu)) = parties.get_mut(rang) else { return };
    match hasard.sous(16) {
        0 => drop(parties.remove(rang)),
        1 => contenu.clear(),
        2 => {
            *nom = nom.replace(hasard.parmi(&["sheet", "xl/", "content", "workbook"]), hasard.parmi(&["../", "", "x"]))
        }
        3 => contenu.resize(contenu.len() + hasard.petit(40 << 20), hasard.parmi(b" 0A<")),
        4 => {
            let contenu = contenu.clone();
            parties[autre].1 = contenu;
        }
        5..=8 => valeur(contenu, hasard),
        9 | 10 => element(contenu, hasard),
        11 => entites(contenu, hasard),
        _ => drop(octets::abime(contenu, hasard)),
    }
}

/// Sheets rather than styles.
fn choisie(parties: &Parties, hasard: &mut Hasard) -> usize {
    let interessante = |nom: &str| {
        nom.contains("sheet")
            || nom.contains("content.xml")
            || nom.contains("document.xml")
            || nom.contains("haredStrings")
    };
    let rangs: Vec<usize> = (0..parties.len()).filter(|rang| interessante(&parties[*rang].0)).collect();
    if rangs.is_empty() || hasard.une_fois_sur(4) { hasard.sous(parties.len()) } else { hasard.parmi(&rangs) }
}

fn trouve(contenu: &[u8], depuis: usize, quoi: &[u8]) -> Option<usize> {
    contenu[depuis..].windows(quoi.len()).position(|fenetre| fenetre == quoi).map(|saut| depuis + saut)
}

/// An attribute's value, or an element's text.
fn valeur(contenu: &mut Vec<u8>, hasard: &mut Hasard) {
    let depart = hasard.sous(contenu.len());
    let (ouvre, ferme): (&[u8], u8) = if hasard.une_fois_sur(3) { (b">", b'<') } else { (b"=\"", b'"') };
    let Some(debut) = trouve(contenu, depart, ouvre).map(|ou| ou + ouvre.len()) else { return };
    let Some(fin) = trouve(contenu, debut, &[ferme]) else { return };
    let nouvelle = hasard.parmi(&VALEURS).repeat(if hasard.une_fois_sur(6) { hasard.petit(20_000) } else { 1 });
    contenu.splice(debut..fin, nouvelle.into_bytes());
}

/// A range between two tags, said again or taken away: rows, cells, whole sheets.
fn element(contenu: &mut Vec<u8>, hasard: &mut Hasard) {
    let depart = hasard.sous(contenu.len());
    let Some(debut) = trouve(contenu, depart, b"<") else { return };
    let saut = hasard.petit(contenu.len() - debut);
    let Some(fin) = trouve(contenu, debut + saut, b"<") else { return };
    let redite = contenu[debut..fin].to_vec();
    if hasard.une_fois_sur(3) {
        contenu.drain(debut..fin);
    } else {
        let fois = hasard.petit(20_000).min(octets::PLUS_GRAND / redite.len());
        contenu.splice(fin..fin, redite.repeat(fois));
    }
}

/// Entities that grow tenfold at each step.
fn entites(contenu: &mut Vec<u8>, hasard: &mut Hasard) {
    let mut declarations = "<!DOCTYPE a [<!ENTITY e0 \"0000000000\">".to_owned();
    for rang in 1..=9 {
        declarations += &format!("<!ENTITY e{rang} \"{}\">", format!("&e{};", rang - 1).repeat(10));
    }
    let apres_l_annonce = trouve(contenu, 0, b"?>").map_or(0, |ou| ou + 2);
    contenu.splice(apres_l_annonce..apres_l_annonce, (declarations + "]>").into_bytes());
    let depart = hasard.sous(contenu.len());
    if let Some(ou) = trouve(contenu, depart, b"</") {
        contenu.splice(ou..ou, *b"&e9;");
    }
}

/// Sizes, offsets, methods and flags of the archive itself.
fn en_tetes(octets: &mut Vec<u8>, hasard: &mut Hasard) {
    let signature = hasard.parmi(&[b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"]);
    let places: Vec<usize> = octets.windows(4).enumerate().filter(|(_, f)| *f == signature).map(|(ou, _)| ou).collect();
    if places.is_empty() {
        return;
    }
    for _ in 0..hasard.petit(4) {
        let ou = hasard.parmi(&places) + 4 + hasard.sous(42);
        let taille = hasard.parmi(&[1, 2, 4]);
        let valeur = hasard.parmi(&[0, 1, 8, 0x7F, 0xFF]);
        octets.iter_mut().skip(ou).take(taille).for_each(|octet| *octet = valeur);
    }
    if hasard.une_fois_sur(4) {
        octets.truncate(hasard.sous(octets.len()));
    }
}
