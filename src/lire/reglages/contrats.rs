//! `[[contrepartie]]`: what a contract asks one financeur to put beside another.

use super::bloc::Bloc;
use crate::domaine::reglages::{Contrepartie, PorteeDeContrepartie};

pub(super) fn contrepartie(bloc: Bloc<'_>) -> Option<Contrepartie> {
    let span = bloc.place();
    let financeur = bloc.requis("financeur", bloc.texte("financeur"));
    let en_regard_de = bloc.requis("en_regard_de", bloc.texte("en_regard_de"));
    let taux = bloc.requis("taux", bloc.taux("taux"));
    let par = bloc.requis("par", bloc.choix("par", &PorteeDeContrepartie::TOUTES));
    let sauf_enveloppes = bloc.textes("sauf_enveloppes");
    let source = bloc.texte("source");
    bloc.finir();
    Some(Contrepartie {
        financeur: financeur?,
        en_regard_de: en_regard_de?,
        taux: taux?,
        par: par?,
        sauf_enveloppes,
        source,
        span,
    })
}
