//! Pictures: paths in the project, the logo and the photographs of the texts, without what cameras write in them.

use super::entree::{Element, Section};
use super::matiere::Matiere;
use super::texte::bloc::{Bloc, Fragment, Illustration as DuTexte};
use crate::domaine::dossier::Source;
use crate::domaine::figure::Figure;
use crate::domaine::image::{self, Format, Image};
use std::collections::BTreeMap;
use typst::foundations::{Bytes, Smart};
use typst::visualize::{ExchangeFormat, RasterImage};

/// Never upscaled beyond: dots per inch.
const FINESSE: u64 = 150;
/// Half a page, tenths of a millimetre.
const PLUS_HAUTE: u64 = 1200;
/// The width of the words, tenths of a millimetre; the template takes less where there is less.
const PLUS_LARGE: u64 = 1700;

/// A picture as written in the project.
pub(super) struct Illustration {
    /// Path in the project.
    pub(super) chemin: String,
    /// Content.
    pub(super) octets: Vec<u8>,
}

/// Where a chart stands in the project.
pub(super) fn chemin_de_figure(figure: &Figure) -> String {
    format!("figures/{}.svg", figure.nom)
}

/// The logo that rapport.toml names, when it is a PNG or JPEG that can be decoded.
pub(super) fn logo(m: &Matiere<'_>) -> Option<Illustration> {
    let demande = m.reglages().rapport.logo.as_deref()?.trim_start_matches("./");
    let source = m.controle.dossier().images.iter().find(|i| i.chemin == demande)?;
    let image = lisible(source)?;
    Some(Illustration { chemin: format!("images/logo.{}", image.format.extension()), octets: image.octets })
}

/// A picture without its mentions, when Typst can decode it too: it remembers, and will not do it twice.
fn lisible(source: &Source) -> Option<Image> {
    let image = image::lue(&source.octets).ok()?;
    let format = match image.format {
        Format::Png => ExchangeFormat::Png,
        Format::Jpeg => ExchangeFormat::Jpg,
    };
    RasterImage::new(Bytes::new(image.octets.clone()), format, Smart::Auto).ok()?;
    Some(image)
}

/// Puts the pictures of the texts in their place: path in the project, size. Those without description are left out, as
/// the checks say; one that Typst alone refuses gives way to its description.
pub(super) fn pose<'a>(m: &Matiere<'a>, sections: impl Iterator<Item = &'a mut Section>) -> Vec<Illustration> {
    let images = m.controle.dossier().images.iter().chain(m.controle.textes().illustrations()).collect();
    let mut pose = Pose { images, connues: BTreeMap::new(), prises: Vec::new() };
    for section in sections {
        for element in &mut section.contenu {
            match element {
                Element::Texte { blocs, .. } => pose.blocs(blocs),
                Element::Fiches { fiches } => fiches.iter_mut().for_each(|fiche| {
                    pose.blocs(&mut fiche.chapeau);
                    fiche.rubriques.iter_mut().for_each(|rubrique| pose.blocs(&mut rubrique.blocs));
                }),
                _ => {}
            }
        }
        section.contenu.retain(|e| !matches!(e, Element::Texte { blocs, .. } if blocs.is_empty()));
    }
    pose.prises
}

/// Path in the project, width and height in tenths of a millimetre.
type Place = (String, u32, u32);

struct Pose<'a> {
    images: Vec<&'a Source>,
    /// By path in the folder.
    connues: BTreeMap<&'a str, Option<Place>>,
    prises: Vec<Illustration>,
}

impl Pose<'_> {
    fn blocs(&mut self, blocs: &mut Vec<Bloc>) {
        for bloc in blocs.iter_mut() {
            match bloc {
                Bloc::Images { images } => match self.images(images) {
                    Ok(()) => {}
                    Err(mots) => *bloc = mots,
                },
                Bloc::Citation { blocs } => self.blocs(blocs),
                Bloc::Liste { elements, .. } => elements.iter_mut().for_each(|e| self.blocs(e)),
                _ => {}
            }
        }
        blocs.retain(|b| !matches!(b, Bloc::Images { images } if images.is_empty()));
    }

    /// Places those that can be printed, or gives the words of those that no one could decode.
    fn images(&mut self, images: &mut Vec<DuTexte>) -> Result<(), Bloc> {
        images.retain(|i| image::decrit(&i.texte_alternatif));
        let mut perdues = Vec::new();
        images.retain_mut(|i| match self.place(&i.chemin) {
            Some((chemin, largeur, hauteur)) => {
                (i.chemin, i.largeur, i.hauteur) = (chemin, largeur, hauteur);
                true
            }
            None => {
                perdues.push(i.texte_alternatif.clone());
                false
            }
        });
        if !images.is_empty() || perdues.is_empty() {
            return Ok(());
        }
        let texte = format!("Image non imprimée\u{a0}: {}.", perdues.join(", "));
        Err(Bloc::Paragraphe { contenu: vec![Fragment::Emphase { contenu: vec![Fragment::Texte { texte }] }] })
    }

    fn place(&mut self, ecrit: &str) -> Option<Place> {
        let source = image::cherche(self.images.iter().copied(), ecrit)?;
        if let Some(connue) = self.connues.get(source.chemin.as_str()) {
            return connue.clone();
        }
        let image = lisible(source);
        let rang = self.prises.len() + 1;
        let place = image.map(|image| {
            let chemin = format!("images/texte-{rang}.{}", image.format.extension());
            let (largeur, hauteur) = taille(&image);
            self.prises.push(Illustration { chemin: chemin.clone(), octets: image.octets });
            (chemin, largeur, hauteur)
        });
        self.connues.insert(source.chemin.as_str(), place.clone());
        place
    }
}

/// As large as its pixels allow, within the width of the words and half a page: tenths of a millimetre.
fn taille(image: &Image) -> (u32, u32) {
    let (l, h) = (u64::from(image.largeur), u64::from(image.hauteur));
    let naturelle = l * 254 / FINESSE;
    let largeur = naturelle.min(PLUS_LARGE).min(PLUS_HAUTE * l / h).max(1);
    let hauteur = (largeur * h / l).clamp(1, PLUS_HAUTE);
    (u32::try_from(largeur).unwrap_or(1), u32::try_from(hauteur).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_image_tient_dans_la_largeur_et_la_demi_page() {
        let de = |largeur, hauteur| taille(&Image { format: Format::Png, largeur, hauteur, octets: Vec::new() });
        assert_eq!(de(150, 300), (254, 508), "un pouce à 150 points");
        assert_eq!(de(4000, 3000), (1600, 1200));
        assert_eq!(de(8000, 1000), (1700, 212));
        assert_eq!(de(1, 60_000), (1, 1200));
    }
}
