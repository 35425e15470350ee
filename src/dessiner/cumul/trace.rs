//! The drawing of `cumul`.

use super::mots::journees;
use super::{Activite, Cumul, ecarts};
use crate::dessiner::frame::{Frame, MARGIN};
use crate::dessiner::labels::{self, Label};
use crate::dessiner::scale::Scale;
use crate::dessiner::theme::{BAND, BLUE, HAIRLINE, INK, LABEL, MUTE, PAPER, SKY, WIDTH};
use crate::dessiner::toile::{Dash, Font, Point, Toile};
use crate::dessiner::widths::width;
use crate::domaine::exact::Exact;
use crate::francais::{INSECABLE, nombre, pourcent};

const TOP: f64 = 12.0;
const HEIGHT: f64 = 206.0;
/// The forecast: short and thin.
const FORECAST: Dash = Dash { on: 2.5, off: 3.0 };
/// An estimate: long and strong.
const ESTIMATE: Dash = Dash { on: 8.0, off: 4.0 };

/// The whole drawing.
pub(super) fn svg(activite: &Activite<'_>) -> Option<String> {
    let bornes = activite.realise.iter().filter_map(|c| c.bornes).map(|(_, max)| max);
    let previsions = activite.previsionnel.iter().map(|(_, n)| *n);
    let declare = activite.declare.as_ref().and_then(|v| v.exact());
    let hauts = activite.realise.iter().map(|c| c.realise).chain(bornes).chain(previsions).chain(declare);
    let hauts = hauts.chain(activite.tunnel.map(|t| t.plafond)).chain(activite.avant);
    let hauts = hauts.chain(activite.projection.iter().flat_map(|p| p.hauts()));
    let scale = Scale::holding(hauts.max().unwrap_or(Exact::ZERO));
    let mut frame = Frame::new(scale, TOP, HEIGHT);
    let room = labels::room(&labels_of(activite, &frame)).max(width(ecarts::NOM, LABEL, true));
    // a year whose end is drawn takes its twelve months
    frame.leave_room(room, if activite.projection.is_some() { 12 } else { activite.mois.len() });

    let mut toile = Toile::default();
    frame.draw(&mut toile, activite.indicateurs.exercice);
    for rang in 1..=activite.mois.len() {
        let x = frame.edge(rang);
        toile.line(&[(x, frame.bottom), (x, frame.bottom + 4.0)], MUTE, HAIRLINE);
    }
    if let Some(tunnel) = activite.tunnel {
        tunnel.draw(&mut toile, &frame, activite);
    }
    band(&mut toile, &frame, &activite.realise);
    if let Some((projection, dernier)) = activite.projection.as_ref().zip(activite.realise.last()) {
        projection.draw(&mut toile, &frame, dernier);
    }
    frame.base(&mut toile);
    if let Some(n) = activite.avant {
        let y = frame.y(n);
        toile.line(&[(frame.end - frame.pitch, y), (frame.end, y)], MUTE, 2.2);
    }
    forecast(&mut toile, &frame, activite);
    realised(&mut toile, &frame, &activite.realise);
    if let Some(n) = declare {
        let at = (frame.end, frame.y(n));
        toile.circle(at, 5.6, PAPER);
        toile.circle(at, 4.4, BLUE);
    }
    let ends = (2.0, frame.bottom);
    labels::write(&mut toile, &labels_of(activite, &frame), frame.end + MARGIN, ends);
    let height = ecarts::draw(&mut toile, &frame, activite, frame.end + MARGIN);
    toile.svg(WIDTH, height)
}

/// What the movements allow, from one end of the estimates to the other.
fn band(toile: &mut Toile, frame: &Frame, realise: &[Cumul]) {
    let bornes = realise.iter().filter_map(|c| Some((frame.edge(c.mois.rang() + 1), c.bornes?)));
    let bornes: Vec<(f64, (Exact, Exact))> = bornes.collect();
    if bornes.iter().all(|(_, (min, max))| min == max) {
        return;
    }
    let start = (frame.left, frame.bottom);
    let low: Vec<Point> = [start].into_iter().chain(bornes.iter().map(|(x, (min, _))| (*x, frame.y(*min)))).collect();
    let high: Vec<Point> = [start].into_iter().chain(bornes.iter().map(|(x, (_, max))| (*x, frame.y(*max)))).collect();
    let around: Vec<Point> = low.iter().chain(high.iter().rev()).copied().collect();
    toile.polygon(&around, BAND);
    toile.line(&low, SKY, HAIRLINE);
    toile.line(&high, SKY, HAIRLINE);
}

fn forecast(toile: &mut Toile, frame: &Frame, activite: &Activite<'_>) {
    let a_venir = activite.projection.iter().flat_map(|p| &p.previsionnel);
    let points = activite.previsionnel.iter().chain(a_venir);
    let points = points.map(|(mois, n)| (frame.edge(mois.rang() + 1), frame.y(*n)));
    let points: Vec<Point> = [(frame.left, frame.bottom)].into_iter().chain(points).collect();
    if points.len() > 1 {
        toile.dashed(&points, FORECAST, INK, 1.3);
    }
}

/// Months of one kind make one line: dashed when estimated, plain with markers when declared.
fn realised(toile: &mut Toile, frame: &Frame, realise: &[Cumul]) {
    let mut from = (frame.left, frame.bottom);
    for run in realise.chunk_by(|a, b| a.estime == b.estime) {
        let ends: Vec<Point> = run.iter().map(|c| (frame.edge(c.mois.rang() + 1), frame.y(c.realise))).collect();
        let line: Vec<Point> = [from].into_iter().chain(ends.iter().copied()).collect();
        if run.iter().any(|c| c.estime) {
            toile.dashed(&line, ESTIMATE, BLUE, 2.2);
        } else {
            toile.line(&line, BLUE, 2.4);
            for at in &ends {
                toile.circle(*at, 4.2, PAPER);
                toile.circle(*at, 3.0, BLUE);
            }
        }
        for (pair, c) in line.windows(2).zip(run).filter(|(_, c)| c.douteux) {
            // in the middle of the month: its days are doubtful, not only their sum
            let at = (frame.center(c.mois.rang()), (pair[0].1 + pair[1].1) / 2.0);
            toile.circle(at, 4.0, BLUE);
            toile.circle(at, 2.5, PAPER);
        }
        from = line.last().copied().unwrap_or(from);
    }
}

fn labels_of(activite: &Activite<'_>, frame: &Frame) -> Vec<Label> {
    let mut labels: Vec<Label> = activite.tunnel.iter().map(|tunnel| tunnel.label(frame, activite)).collect();
    if let Some(n) = activite.avant {
        let nom = format!("En {}", activite.indicateurs.exercice.annee() - 1);
        labels.push(Label::new(frame.y(n), nom, MUTE).joined(frame.end + 2.0).then(journees(n, false)));
    }
    if let Some(projection) = &activite.projection {
        labels.push(projection.label(activite, frame));
    }
    // at the end of the line: that of the year, or of the period
    let prevu = match &activite.projection {
        Some(projection) => projection.prevu(),
        None => activite.prevu(),
    };
    if let Some(prevu) = prevu {
        labels
            .push(Label::new(frame.y(prevu), "Prévisionnel", INK).joined(frame.end + 3.0).then(journees(prevu, false)));
    }
    let taux = activite.perimetre.annuel("taux_de_realisation").exact();
    let with_rate = |label: Label| match taux {
        Some(taux) => label.then_in(Font::bold(LABEL, INK), format!("{} du prévisionnel", pourcent(taux))),
        None => label,
    };
    let declare = activite.declare.as_ref().and_then(|v| v.exact());
    if let Some(n) = declare {
        labels.push(with_rate(
            Label::new(frame.y(n), "Réalisé, déclaré", BLUE).joined(frame.end + 6.0).then(journees(n, false)),
        ));
    }
    if let Some((dernier, _)) = activite.realise.last().zip(activite.projection.as_ref()) {
        let nom = format!("Réalisé fin {}", dernier.mois.nom());
        let label = Label::new(frame.y(dernier.realise), nom, BLUE).led(frame.edge(dernier.mois.rang() + 1) + 7.0);
        labels.push(with_rate(label.then(journees(dernier.realise, activite.estime()))));
    } else if let Some(fin) = activite.realise.last().filter(|_| activite.complet()) {
        let nom = match (activite.estime(), declare.is_some()) {
            (true, true) => "Estimé par les mouvements",
            (true, false) => "Réalisé, estimé",
            (false, true) => "Somme des mois",
            (false, false) => "Réalisé",
        };
        let mut label = Label::new(frame.y(fin.realise), nom, BLUE)
            .joined(frame.end + 4.0)
            .then(journees(fin.realise, activite.estime()));
        if let Some((min, max)) = fin.bornes.filter(|(min, max)| min != max) {
            label = label.then(format!("entre{INSECABLE}{} et{INSECABLE}{}", nombre(min), nombre(max)));
        }
        if activite.realise.iter().any(|c| c.douteux) {
            label = label.then_in(Font::bold(LABEL, INK), format!("rond vide{INSECABLE}: à vérifier"));
        }
        labels.push(if declare.is_none() { with_rate(label) } else { label });
    } else if let Some(dernier) = activite.realise.last() {
        let label = Label::new(frame.y(dernier.realise), format!("Réalisé fin {}", dernier.mois.nom()), BLUE);
        let label = label.led(frame.edge(dernier.mois.rang() + 1) + 7.0);
        labels.push(label.then(journees(dernier.realise, activite.estime())).then("suite non communiquée"));
    }
    labels
}
