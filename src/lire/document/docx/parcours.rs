//! The elements of a DOCX in order: what each opens, closes and says.

use super::super::Visiteur;
use super::super::corps::{Aspect, Paragraphe};
use super::{Lecture, Ouvert, PROFONDEUR, Saisie, active, sans_bords};
use crate::domaine::hors_texte::Genre as GenreHorsTexte;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;

impl Visiteur for Lecture<'_> {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        let en_tete = self.ouverts.last().is_some_and(|o| o.proprietes);
        match nom {
            "w:del" if en_tete => {
                self.ouverts.iter_mut().last().into_iter().for_each(|o| o.sans_fin = true);
                return Ok(false);
            }
            _ if !en_tete && self.laisse(nom, element)? => return Ok(false),
            "mc:Fallback" | "w:pPrChange" | "w:rPrChange" | "w:sectPr" | "w:delText" | "w:rt" => return Ok(false),
            "w:sdt" => self.sans_contenu = None,
            "w:docPartGallery" if attribute(element, "w:val")?.is_some_and(|v| v.starts_with("Table of")) => {
                self.sans_contenu = Some(GenreHorsTexte::Sommaire);
            }
            "w:showingPlcHdr" if active(element)? => self.sans_contenu = Some(GenreHorsTexte::ChampVide),
            "w:footnote" | "w:endnote" => {
                let separateur = attribute(element, "w:type")?.is_some_and(|t| t != "normal");
                let cle = format!("{}{}", &nom[2..3], attribute(element, "w:id")?.unwrap_or_default());
                self.note = (!separateur).then(|| (cle, Paragraphe::default()));
            }
            "w:p" if self.ouverts.len() >= PROFONDEUR => self.trop += 1,
            "w:p" => {
                let morceaux = std::mem::take(&mut self.suspendu);
                self.ouverts
                    .push(Ouvert { paragraphe: Paragraphe { morceaux, ..Paragraphe::default() }, ..Ouvert::default() });
            }
            "w:pPr" => self.ouverts.iter_mut().last().into_iter().for_each(|o| o.proprietes = true),
            _ if en_tete => self.propriete(nom, element)?,
            "w:r" => (self.dans_un_passage, self.cache) = (true, false),
            "w:t" => self.saisit = Saisie::Mots,
            "w:instrText" => self.saisit = Saisie::Instruction,
            "w:commentReference" => self.corps.note(GenreHorsTexte::Commentaire),
            "w:fldSimple" => {
                let sens = self.champs.ouvre_simple(&attribute(element, "w:instr")?.unwrap_or_default());
                self.resultat(&sens);
            }
            "w:hyperlink" => {
                let cible = attribute(element, "r:id")?.and_then(|id| self.relations.cible(&id).cloned());
                self.aspect.lien = cible.map(|cible| self.corps.lien(cible));
            }
            "wp:docPr" => {
                let dit = attribute(element, "descr")?.filter(|d| !d.trim().is_empty());
                self.description = dit.or(attribute(element, "title")?).unwrap_or_default();
            }
            "v:shape" => self.description = attribute(element, "alt")?.unwrap_or_default(),
            "a:blip" => self.image(attribute(element, "r:embed")?)?,
            "v:imagedata" => self.image(attribute(element, "r:id")?)?,
            "w:tbl" | "w:tr" | "w:tc" | "w:gridSpan" | "w:vMerge" => self.dans_une_table(nom, element)?,
            _ if self.dans_un_passage => self.dans_le_passage(nom, element)?,
            _ => {}
        }
        Ok(true)
    }

    fn closes(&mut self, nom: &str) -> Result<(), Refus> {
        match nom {
            "w:p" => self.ferme_le_paragraphe()?,
            "w:pPr" => self.ouverts.iter_mut().last().into_iter().for_each(|o| o.proprietes = false),
            "w:r" => {
                self.aspect = Aspect { lien: self.aspect.lien, ..Aspect::default() };
                (self.dans_un_passage, self.cache, self.decale) = (false, false, None);
            }
            "w:t" | "w:instrText" => self.saisit = Saisie::Rien,
            "w:fldSimple" => self.ferme_le_champ(),
            "w:hyperlink" => self.aspect.lien = None,
            "w:footnote" | "w:endnote" => {
                let note = self.note.take().filter(|(_, texte)| texte.a_des_mots());
                self.notes.extend(note.map(|(cle, texte)| (cle, sans_bords(texte.morceaux))));
            }
            "w:tbl" => self.corps.ferme_la_table(),
            "w:body" => {
                let morceaux = std::mem::take(&mut self.suspendu);
                self.corps.finit(Paragraphe { morceaux, ..Paragraphe::default() });
            }
            "w:tc" => {
                for _ in 0..std::mem::take(&mut self.etendue).min(100) {
                    self.corps.ouvre_la_cellule()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, texte: &str) -> Result<(), Refus> {
        match self.saisit {
            Saisie::Mots => self.mots(texte),
            Saisie::Instruction => {
                self.champs.instruit(texte);
                Ok(())
            }
            Saisie::Rien => Ok(()),
        }
    }
}

impl Lecture<'_> {
    fn dans_une_table(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        match nom {
            "w:tbl" => self.corps.ouvre_la_table(),
            "w:tr" => self.corps.ouvre_la_rangee(),
            "w:tc" => {
                self.etendue = 0;
                self.corps.ouvre_la_cellule()?;
            }
            "w:gridSpan" => {
                let etendue = attribute(element, "w:val")?.and_then(|n| n.parse().ok()).unwrap_or(1_u32);
                self.etendue = etendue.saturating_sub(1);
                if etendue > 1 {
                    self.corps.note(GenreHorsTexte::CellulesFusionnees);
                }
            }
            "w:vMerge" if attribute(element, "w:val")?.is_some_and(|v| v == "restart") => {
                self.corps.note(GenreHorsTexte::CellulesFusionnees);
            }
            _ => {}
        }
        Ok(())
    }
}
