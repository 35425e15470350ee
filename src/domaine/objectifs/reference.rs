//! Which action an indicator names: by its number, or by its title.

use super::{IndicateurDAction, Objectifs};
use crate::francais::cle;

/// The action that a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renvoi {
    /// It names none.
    Aucun,
    /// An index in [`Objectifs::actions`].
    Action(usize),
    /// No sheet bears that number nor that title.
    Inconnu,
    /// Several do.
    Ambigu,
}

impl Objectifs {
    /// The action that an indicator names. Without any sheet, there is nothing to name.
    pub fn action_de(&self, indicateur: &IndicateurDAction) -> Renvoi {
        let Some((dite, _)) = &indicateur.action else { return Renvoi::Aucun };
        if self.actions.is_empty() {
            return Renvoi::Aucun;
        }
        let (dite, sous) = (reduite(dite), indicateur.objectif.as_deref().map(reduite));
        let siennes = self.actions.iter().enumerate().filter(|(_, action)| {
            let objectif = action.objectif.as_ref();
            let de_l_objectif = sous.as_ref().is_none_or(|sous| {
                objectif.is_some_and(|o| o.numero.as_deref() == Some(sous) || cle(&o.intitule) == *sous)
            });
            let elle = action.titre.numero.as_deref() == Some(dite.as_str()) || cle(&action.titre.intitule) == dite;
            de_l_objectif && elle
        });
        let rangs: Vec<usize> = siennes.map(|(rang, _)| rang).take(2).collect();
        match rangs[..] {
            [] => Renvoi::Inconnu,
            [rang] => Renvoi::Action(rang),
            _ => Renvoi::Ambigu,
        }
    }
}

/// « Action n° 1.1 » and « 1,1 » as `1.1`; a title as it folds.
fn reduite(texte: &str) -> String {
    let chiffres = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let net = texte.trim();
    let sans_mot = net.trim_start_matches(|c: char| !c.is_ascii_digit());
    let devant = cle(&net[..net.len() - sans_mot.len()]);
    let numero = !sans_mot.is_empty()
        && sans_mot.chars().all(chiffres)
        && devant.split(' ').all(|mot| ["", "n", "no", "action", "objectif", "strategique"].contains(&mot));
    if numero { sans_mot.replace(',', ".").trim_end_matches('.').to_owned() } else { cle(net) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_numero_se_lit_sous_toutes_ses_formes() {
        for dite in ["1.1", "1,1", "Action n° 1.1", "Action 1.1", "n°1.1"] {
            assert_eq!(reduite(dite), "1.1", "{dite}");
        }
        assert_eq!(reduite("Développer 3 places"), cle("Développer 3 places"));
    }
}
