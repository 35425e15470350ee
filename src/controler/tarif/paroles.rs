//! Words of the findings about the billing: whom a row is about, days, prices.

use crate::controler::mots;
use crate::domaine::exact::Exact;
use crate::domaine::factures::{Factures, Unite, Valorisation};
use crate::domaine::mois::Mois;
use crate::domaine::tarification::PrixEnVigueur;
use crate::francais;

impl Factures<'_> {
    /// « AEMO-R », « service ».
    pub(in crate::controler) fn code(&self, dispositif: Option<u16>) -> &str {
        let dispositif = dispositif.and_then(|rang| self.reglages.dispositifs.get(usize::from(rang)));
        dispositif.map_or("service", |d| d.code.as_str())
    }

    /// « mesure « M014 », AEMO-R, mars ».
    pub(in crate::controler) fn sujet(&self, rang: u32) -> String {
        let ligne = self.ligne(rang);
        qui(&ligne.id, self.code(self.dispositif(rang as usize)), ligne.mois)
    }

    /// The same of a unit.
    pub(in crate::controler) fn sujet_de(&self, unite: &Unite) -> String {
        self.sujet(self.premiere(unite))
    }

    /// « 22,54 € depuis le 1er janvier 2021 », « 21,80 € depuis le … et 22,54 € depuis le … ».
    pub(in crate::controler) fn prix_dits(prix: &[PrixEnVigueur<'_>]) -> String {
        let dit = |p: &PrixEnVigueur<'_>| {
            format!("{} depuis le {}", francais::euros(p.prix), francais::date_en_lettres(p.tarif.depuis))
        };
        mots::liste(&prix.iter().map(dit).collect::<Vec<_>>())
    }
}

/// « mesure « M014 », AEMO-R, mars ». An identifier without a digit may be a name: it is not quoted.
pub(in crate::controler) fn qui(id: &str, code: &str, mois: Mois) -> String {
    let lieu = mots::lieu(code, mois);
    match id {
        "" => lieu,
        id if id.bytes().any(|b| b.is_ascii_digit()) => format!("mesure {}, {lieu}", mots::cite(id)),
        _ => format!("une mesure, {lieu}"),
    }
}

/// « , soit 315,56 € », and whose price it is when none is in force.
pub(in crate::controler) fn soit(valeur: Option<Valorisation>) -> String {
    match valeur {
        None => String::new(),
        Some(Valorisation { euros, au_prix_facture: false }) => format!(", soit {}", francais::euros(euros)),
        Some(Valorisation { euros, .. }) => format!(", soit {} au prix facturé", francais::euros(euros)),
    }
}

/// « 31 journées facturées ».
pub(in crate::controler) fn jours_factures(jours: Exact) -> String {
    mots::journees_qualifiees(jours, "facturée")
}

/// « 31 journées × 22,54 € », « 30 journées × 0,5 × 22,54 € ».
pub(in crate::controler) fn fois(jours: Exact, quotite: Option<Exact>, prix: Exact) -> String {
    let part = quotite.map(|q| format!(" × {}", francais::nombre_court(q))).unwrap_or_default();
    format!("{}{part} × {}", francais::pluriel(jours, "journée", "journées"), francais::euros(prix))
}

/// « mars », « de janvier à juin », « janvier, mars et mai ».
pub(in crate::controler) fn en_mois(mois: &[Mois]) -> String {
    let mut mois = mois.to_vec();
    mois.sort();
    let suivis = mois.windows(2).all(|paire| paire[0].suivant() == paire[1]);
    match (&mois[..], suivis) {
        ([premier, _, .., dernier], true) => format!("{} à {}", mots::de_mois(*premier), dernier.nom()),
        (tous, _) => mots::liste(&tous.iter().map(|m| m.nom()).collect::<Vec<_>>()),
    }
}
