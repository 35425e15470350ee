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

/// (1.05 ÷ 4.5) − 0.05, less a margin: the curve below is a little darker than the true one for dark colours.
const LIMITE: u32 = 170_000;

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

    #[test]
    fn une_couleur_trop_claire_est_assombrie() {
        assert_eq!(accent(None), "#0B5566");
        assert_eq!(accent(Some("#0B5566")), "#0B5566");
        assert_eq!(accent(Some("rouge")), "#0B5566");
        let jaune = parse(&accent(Some("#FFFF00"))).unwrap();
        assert!(jaune[0] < 0x80, "{jaune:?}");
    }
}
