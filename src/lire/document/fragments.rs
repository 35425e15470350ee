//! The runs of a paragraph → lines of Markdown, every mark escaped.

use super::corps::{Aspect, Morceau};
use super::expressions::{self, Lettre};

/// What the lines of a paragraph are for.
pub(super) struct Pour<'a> {
    /// Addresses of the links.
    pub(super) liens: &'a [String],
    /// Where a picture of the document stands for the Markdown.
    pub(super) chemin: &'a dyn Fn(&str) -> String,
    /// A bar would end a cell, an expression's too.
    pub(super) cellule: bool,
    /// The caption of the last picture.
    pub(super) legende: Option<&'a str>,
}

/// The lines of a paragraph, cut where it breaks them; blank ones are left out.
pub(super) fn lignes(morceaux: &[Morceau], pour: &Pour<'_>) -> Vec<String> {
    let mut lignes = vec![String::new()];
    let mut lettres: Vec<Lettre> = Vec::new();
    let derniere = morceaux.iter().rposition(|m| matches!(m, Morceau::Image(..)));
    for (rang, morceau) in morceaux.iter().enumerate() {
        if let Morceau::Texte(texte, aspect) = morceau {
            lettres.extend(texte.chars().filter_map(|c| lettre(c, *aspect)));
            continue;
        }
        mots(&std::mem::take(&mut lettres), pour, lignes.last_mut());
        match morceau {
            Morceau::Image(partie, description) => {
                let legende = pour.legende.filter(|_| derniere == Some(rang));
                let image = image(&(pour.chemin)(partie), description, legende);
                lignes.last_mut().into_iter().for_each(|l| l.push_str(&image));
            }
            _ => lignes.push(String::new()),
        }
    }
    mots(&lettres, pour, lignes.last_mut());
    let lignes = lignes.iter().map(|l| l.trim_matches([' ', '\t'])).filter(|l| !l.is_empty());
    lignes.map(debut_de_ligne).collect()
}

/// A letter with its look; a control character is none, and any space but the unbreakable ones is a space.
fn lettre(c: char, aspect: Aspect) -> Option<Lettre> {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some((' ', aspect, false)),
        // A hyphen that only shows at the end of a line would part a word from itself.
        '\u{ad}' => None,
        c if c.is_control() => None,
        c => Some((c, aspect, false)),
    }
}

fn mots(lettres: &[Lettre], pour: &Pour<'_>, ligne: Option<&mut String>) {
    let Some(ligne) = ligne else { return };
    let mut lettres = expressions::normalise(lettres.to_vec());
    lettres.dedup_by(|b, a| a.0 == ' ' && b.0 == ' ' && !a.2 && !b.2);
    let mut place = 0;
    while let Some((_, Aspect { lien, .. }, _)) = lettres.get(place) {
        let fin = lettres[place..].iter().position(|l| l.1.lien != *lien).map_or(lettres.len(), |n| place + n);
        let adresse = lien.and_then(|l| pour.liens.get(l)).and_then(|a| adresse(a));
        let dans = lettres[place..fin].iter().any(|l| !l.0.is_whitespace());
        match adresse.filter(|_| dans) {
            Some(adresse) => {
                ligne.push('[');
                en_relief(&lettres, (place, fin), pour.cellule, ligne);
                ligne.push_str(&format!("](<{adresse}>)"));
            }
            None => en_relief(&lettres, (place, fin), pour.cellule, ligne),
        }
        place = fin;
    }
}

/// Words of one link, or of none, run after run of one look.
fn en_relief(lettres: &[Lettre], (debut, fin): (usize, usize), cellule: bool, ligne: &mut String) {
    let mut place = debut;
    while place < fin {
        let relief = |l: &Lettre| (l.1.gras, l.1.italique);
        let voulu = relief(&lettres[place]);
        let suite = lettres[place..fin].iter().position(|l| relief(l) != voulu).map_or(fin, |n| place + n);
        let marque = match voulu {
            (false, false) => "",
            (false, true) => "*",
            (true, false) => "**",
            (true, true) => "***",
        };
        let (de, a) = if marque.is_empty() { (suite, suite) } else { coeur(lettres, (place, suite)) };
        for (de, a, marque) in
            [(place, de, ""), (de, a, marque), (a, suite, "")].into_iter().filter(|(de, a, _)| de < a)
        {
            ligne.push_str(marque);
            lettres[de..a].iter().for_each(|l| echappe(l, cellule, ligne));
            ligne.push_str(marque);
        }
        place = suite;
    }
}

/// The part of a run where marks of emphasis hold: neither spaces nor, beside a word, punctuation at its ends.
fn coeur(lettres: &[Lettre], (mut de, mut a): (usize, usize)) -> (usize, usize) {
    let sure = |rang: Option<usize>| {
        let voisine = rang.and_then(|r| lettres.get(r)).map_or(' ', |l| l.0);
        voisine.is_whitespace() || voisine.is_ascii_punctuation()
    };
    let a_sortir = |c: char, voisine: Option<usize>| c.is_whitespace() || (!c.is_alphanumeric() && !sure(voisine));
    while de < a && a_sortir(lettres[de].0, de.checked_sub(1)) {
        de += 1;
    }
    while a > de && a_sortir(lettres[a - 1].0, Some(a)) {
        a -= 1;
    }
    let vide = !lettres[de..a].iter().any(|l| l.0.is_alphanumeric());
    if vide { (a, a) } else { (de, a) }
}

fn echappe((c, _, brute): &Lettre, cellule: bool, ligne: &mut String) {
    let marque = "\\`*_[]<>&~|#!$^".contains(*c);
    if (marque && !brute) || (cellule && *c == '|') {
        ligne.push('\\');
    }
    ligne.push(*c);
}

/// Plain words, escaped: a description or a caption.
fn litteral(texte: &str) -> String {
    let mut sortie = String::new();
    let plat = texte.split_whitespace().collect::<Vec<_>>().join(" ");
    for c in plat.chars().filter(|c| !c.is_control()) {
        if c == '"' {
            sortie.push('\\');
        }
        echappe(&(c, Aspect::default(), false), false, &mut sortie);
    }
    sortie
}

/// `![description](<path> "caption")`.
fn image(chemin: &str, description: &str, legende: Option<&str>) -> String {
    let mut cible = String::new();
    for c in chemin.chars() {
        match c {
            '<' | '>' | '\\' | '|' | '%' | '&' => cible.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_control() => {}
            c => cible.push(c),
        }
    }
    let legende = legende.filter(|l| !l.is_empty()).map_or(String::new(), |l| format!(" \"{}\"", litteral(l)));
    format!("![{}](<{cible}>{legende})", litteral(description))
}

/// An address that may be printed; nothing when it is not one of the web or of the mail.
fn adresse(adresse: &str) -> Option<String> {
    let sure = ["http://", "https://", "mailto:"].iter().any(|debut| adresse.starts_with(debut));
    let permise = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\\`".contains(c);
    (sure && adresse.chars().all(permise)).then(|| adresse.replace('|', "%7C").replace('&', "\\&"))
}

/// What only means something at the beginning of a line.
fn debut_de_ligne(ligne: &str) -> String {
    let chiffres = ligne.chars().take_while(char::is_ascii_digit).count();
    if ligne.starts_with(['-', '+', '=', ':']) {
        format!("\\{ligne}")
    } else if chiffres > 0 && ligne[chiffres..].starts_with(['.', ')']) {
        format!("{}\\{}", &ligne[..chiffres], &ligne[chiffres..])
    } else {
        ligne.to_owned()
    }
}
