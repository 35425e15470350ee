//! The accent colour: the association's own, darkened until white text can be read on it.

/// Trame's own accent.
const DEFAUT: [u32; 3] = [0x0b, 0x55, 0x66];

/// `#RRGGBB` with a contrast of at least 4.5 with white; the default when the colour is absent or unreadable.
pub(super) fn accent(demandee: Option<&str>) -> String {
    let mut rvb = demandee.and_then(parse).unwrap_or(DEFAUT);
    while luminance_par_million(rvb) > LIMITE {
        rvb = rvb.map(|c| c * 19 / 20);
    }
    let [r, v, b] = rvb;
    format!("#{r:02X}{v:02X}{b:02X}")
}

/// (0.96 ÷ 4.5) − 0.05, for the palest ground that titles stand on, less a margin: the curve below is a little darker
/// than the true one for dark colours.
const LIMITE: u32 = 155_000;

fn parse(texte: &str) -> Option<[u32; 3]> {
    let chiffres = texte.trim().strip_prefix('#')?;
    if chiffres.len() != 6 || !chiffres.is_ascii() {
        return None;
    }
    let composante = |i: usize| u32::from_str_radix(&chiffres[i..i + 2], 16).ok();
    Some([composante(0)?, composante(2)?, composante(4)?])
}

/// Relative luminance in integers, with the square instead of the power 2.4: the same on every machine.
fn luminance_par_million(rvb: [u32; 3]) -> u32 {
    let lineaire = |c: u32| c * c * 1_000 / (255 * 255);
    213 * lineaire(rvb[0]) + 715 * lineaire(rvb[1]) + 72 * lineaire(rvb[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance([r, v, b]: [u32; 3]) -> f64 {
        let lineaire = |c: u32| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * lineaire(r) + 0.7152 * lineaire(v) + 0.0722 * lineaire(b)
    }

    fn contraste(a: [u32; 3], b: [u32; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A colour of the style file.
    fn du_style(nom: &str) -> [u32; 3] {
        let style = include_str!("../../templates/commun/style.typ");
        let debut = format!("#let {nom} = rgb(\"");
        let ligne = style.lines().find_map(|l| l.strip_prefix(debut.as_str())).unwrap();
        parse(ligne.split('"').next().unwrap()).unwrap()
    }

    #[test]
    fn chaque_texte_se_detache_de_son_papier() {
        for texte in ["encre", "sourdine", "alerte"].map(du_style) {
            for papier in ["papier", "lavis", "fond-alerte"].map(du_style) {
                assert!(contraste(texte, papier) >= 4.5, "{texte:?} {papier:?}");
            }
        }
        let composantes = || (0..=255_u32).step_by(17);
        for (r, v, b) in
            composantes().flat_map(|r| composantes().flat_map(move |v| composantes().map(move |b| (r, v, b))))
        {
            let accent = parse(&accent(Some(&format!("#{r:02X}{v:02X}{b:02X}")))).unwrap();
            for papier in ["papier", "lavis"].map(du_style) {
                assert!(contraste(accent, papier) >= 4.5, "{r} {v} {b} {accent:?}");
            }
        }
    }

    #[test]
    fn une_couleur_trop_claire_est_assombrie() {
        assert_eq!(accent(None), "#0B5566");
        assert_eq!(accent(Some("#0B5566")), "#0B5566");
        assert_eq!(accent(Some("rouge")), "#0B5566");
        let jaune = parse(&accent(Some("#FFFF00"))).unwrap();
        assert!(jaune[0] < 0x80, "{jaune:?}");
    }
}
