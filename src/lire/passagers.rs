//! Names that hold nothing to read: hidden, put aside, or what other programs write beside a file while they save it.

/// Names that never hold data: of a file, or of a folder with all that it holds.
pub fn est_ignore(nom: &str) -> bool {
    const PASSAGERS: [&str; 3] = ["tmp", "part", "crdownload"];
    let extension = nom.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    nom.starts_with(['.', '_'])
        || nom.starts_with("~$")
        || nom.ends_with('~')
        || ["thumbs.db", "desktop.ini"].contains(&nom.to_ascii_lowercase().as_str())
        || extension.is_some_and(|extension| PASSAGERS.contains(&extension.as_str()))
        || est_un_essai_d_excel(nom)
        || est_un_essai_de_mac(nom)
}

/// « 5AB31000 »: what Excel on Windows writes before it gives it the name of the table. A day is no such name.
fn est_un_essai_d_excel(nom: &str) -> bool {
    let hexadecimal = nom.bytes().all(|octet| octet.is_ascii_digit() || (b'A'..=b'F').contains(&octet));
    let jour = (nom.starts_with("19") || nom.starts_with("20")) && nom.bytes().all(|octet| octet.is_ascii_digit());
    nom.len() == 8 && hexadecimal && !jour
}

/// « aed.xlsx.sb-8f3b1f0c-hzr5Kw »: the same, by Excel for Mac.
fn est_un_essai_de_mac(nom: &str) -> bool {
    let Some((numero, suite)) = nom.rsplit_once(".sb-").and_then(|(_, marque)| marque.split_once('-')) else {
        return false;
    };
    let lettres = |mot: &str, longueur: usize| mot.len() == longueur && mot.bytes().all(|o| o.is_ascii_alphanumeric());
    lettres(numero, 8) && lettres(suite, 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ce_que_les_programmes_ecrivent_en_passant_n_est_pas_lu() {
        let passagers = [
            "~$aed.xlsx",
            ".~lock.aed.ods#",
            "5AB31000",
            "00000000",
            "aed.TMP",
            "lu1234abcd.tmp",
            "aed.csv~",
            "aed.xlsx.sb-8f3b1f0c-hzr5Kw",
            ".goutputstream-XYZ",
            "~WRD0001.tmp",
            "THUMBS.DB",
            "_a-reprendre",
        ];
        passagers.iter().for_each(|nom| assert!(est_ignore(nom), "{nom}"));
        let lus =
            ["aed.xlsx", "20211231", "5ab31000", "5AB31000.xlsx", "5AB3100", "aed.sb-2021.csv", "tmp.csv", "DEADBEEF1"];
        lus.iter().for_each(|nom| assert!(!est_ignore(nom), "{nom}"));
    }
}
