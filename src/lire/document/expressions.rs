//! `{{ … }}` as a word processor lets people type it: split into runs, its quotes curled, its spaces made unbreakable.

use super::corps::Aspect;

/// A letter, how it looks, and whether it stands as it is in the Markdown.
pub(super) type Lettre = (char, Aspect, bool);

/// Longest expression, in letters: beyond, the braces are words.
const LONGUEUR: usize = 300;

/// Makes every expression of a line plain: one look, straight quotes, ordinary spaces, nothing escaped. Braces that hold
/// anything else than names, numbers and filters are left as they are.
pub(super) fn normalise(lettres: Vec<Lettre>) -> Vec<Lettre> {
    let mut sortie = Vec::with_capacity(lettres.len());
    let mut place = 0;
    while place < lettres.len() {
        if let Some((fin, mots)) = expression(&lettres[place..]) {
            let aspect = lettres[place].1;
            sortie.extend(mots.chars().map(|c| (c, aspect, true)));
            place += fin;
        } else {
            sortie.push(lettres[place]);
            place += 1;
        }
    }
    sortie
}

/// An expression that begins here: how many letters it takes, and how it reads.
fn expression(lettres: &[Lettre]) -> Option<(usize, String)> {
    let est = |rang: usize, c: char| lettres.get(rang).is_some_and(|l| l.0 == c);
    if !est(0, '{') || !est(1, '{') {
        return None;
    }
    let fin = (2..lettres.len().min(LONGUEUR))
        .take_while(|rang| !est(*rang, '{'))
        .find(|rang| est(*rang, '}') && est(rang + 1, '}'))?;
    let dedans: String = lettres[2..fin].iter().map(|l| l.0).collect();
    let droite = droite(&dedans);
    sans_balisage(&droite).then(|| (fin + 2, format!("{{{{ {} }}}}", droite.trim())))
}

fn droite(texte: &str) -> String {
    let ouverts = texte.replace(['«', '“', '„'], "\"").replace(['»', '”'], "\"");
    let mut sortie = String::with_capacity(ouverts.len());
    for c in ouverts.chars() {
        match c {
            '’' | '‘' => sortie.push('\''),
            '–' | '−' | '\u{2011}' => sortie.push('-'),
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() && sortie.ends_with(' ') => {}
            c if c.is_whitespace() => sortie.push(' '),
            c => sortie.push(c),
        }
    }
    sortie.replace("\" ", "\"").replace(" \"", "\"").replace("|\"", "| \"")
}

/// Letters, digits and the marks of names and filters, none of which can be markup where they stand.
fn sans_balisage(texte: &str) -> bool {
    let mut avant = ' ';
    let mut lettres = texte.chars().peekable();
    while let Some(c) = lettres.next() {
        let entre_des_mots = avant.is_alphanumeric() && lettres.peek().is_some_and(|c| c.is_alphanumeric());
        let permise = c.is_alphanumeric() || " .|,:()'\"-%/+".contains(c) || (c == '_' && entre_des_mots);
        if !permise {
            return false;
        }
        avant = c;
    }
    true
}
