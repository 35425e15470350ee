//! Reports of anything: whatever the words, the numbers and their count, Typst has nothing to say, nothing leaves its
//! page or its column, and both standards hold.

use super::pages::debordements;
use crate::composer::Projet;
use crate::composer::entree::{
    Bandeau, Calcul, Cellule, Chiffres, Constat, Couverture, Definition, Document, Element, Entete, Entree, Figure,
    Ligne, Note, Notes, Section, Signature, Tableau, Tuile,
};
use crate::composer::rendu;
use crate::composer::texte::bloc::{Bloc, Fragment};
use crate::composer::texte::propre;

const ENTREES: u32 = 200;

/// The same numbers on every machine.
struct Hasard(u64);

impl Hasard {
    fn nombre(&mut self, borne: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(borne.max(1)).unwrap()).unwrap()
    }

    fn une_sur(&mut self, n: usize) -> bool {
        self.nombre(n) == 0
    }

    fn parmi<T: Copy>(&mut self, choix: &[T]) -> T {
        choix[self.nombre(choix.len())]
    }

    /// What no dictionary holds: hundreds of letters without a space, other scripts, pictograms.
    fn mot_etrange(&mut self) -> String {
        let alphabets = [
            "abcdefghijklmnopqrstuvwxyz",
            "ABCDEFGHWMÉÀÇŒ0123456789",
            "-_/.,;'()[]{}#$@*<>~^`|\\",
            "中文表格",
            "שלוםعربي",
            "😀👩‍👧🏽‍🦱☎",
        ];
        let lettres: Vec<char> = self.parmi(&alphabets).chars().collect();
        let combien = if self.une_sur(3) { 400 } else { 1 + self.nombre(40) };
        (0..combien).map(|_| self.parmi(&lettres)).collect()
    }

    fn mot(&mut self) -> String {
        if self.une_sur(60) {
            return self.mot_etrange();
        }
        let connu = self.parmi(&[
            "mesure",
            "l’enfant",
            "à",
            "AEMO-R",
            "prescripteur",
            "judiciaire",
            "Établissement",
            "œuvre",
            "non",
            "de",
            "accompagnement",
            "administrative",
            "renforcée",
            "pluridisciplinaire",
            "*gras*",
            "#eval",
            "<b>",
            "1er",
            "Anticonstitutionnellement",
            "https://www.exemple.fr/un/chemin/bien/trop/long/pour/une/colonne?de=tableau",
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
            "«\u{a0}Les\u{a0}Tilleuls\u{a0}»",
        ]);
        connu.to_owned()
    }

    /// A code or the head of a column.
    fn entete(&mut self) -> String {
        if self.une_sur(8) {
            return propre(&self.mot_etrange());
        }
        self.parmi(&[
            "Prescripteur",
            "AEMO-R",
            "Mesures suivies",
            "INTERNAT-GRANDS",
            "Non renseigné",
            "Pluridisciplinaire",
        ])
        .to_owned()
    }

    fn texte(&mut self, mots: usize) -> String {
        let combien = 1 + self.nombre(mots);
        propre(&(0..combien).map(|_| self.mot()).collect::<Vec<_>>().join(" "))
    }

    fn chiffres(&mut self) -> String {
        let chiffres = if self.une_sur(12) { 15 } else { 1 + self.nombre(6) };
        let mut texte = String::new();
        for reste in (0..chiffres).rev() {
            texte.push(char::from(b'0' + u8::try_from(self.nombre(10)).unwrap()));
            if reste > 0 && reste % 3 == 0 {
                texte.push('\u{202f}');
            }
        }
        texte + self.parmi(&["", "", "", "\u{202f}%", ",25\u{202f}€"])
    }

    fn appel(&mut self) -> Option<String> {
        self.une_sur(6).then(|| self.parmi(&["a", "z", "ab"]).to_owned())
    }

    fn notes(&mut self) -> Notes {
        let combien = if self.une_sur(8) { 30 } else { self.nombre(3) };
        let liste = (0..combien).map(|_| Note { appel: self.appel(), texte: self.texte(30) }).collect();
        Notes { liste, ..Notes::default() }
    }

    fn cellule(&mut self, texte: String) -> Cellule {
        let barre = self.une_sur(2).then(|| u16::try_from(self.nombre(1_001)).unwrap());
        Cellule { texte, appel: self.appel(), fausse: self.une_sur(9), barre }
    }

    fn tableau(&mut self) -> Tableau {
        let chiffrees: &[&str] = self.parmi(&[
            &["nombre"] as &[&str],
            &["nombre", "part"],
            &["nombre", "part"],
            &["nombre", "nombre", "nombre", "nombre", "nombre"],
            &["mois", "total"],
            &["mois", "mois", "mois", "mois", "mois", "mois", "mois", "mois", "mois", "mois", "mois", "mois", "total"],
            &["nombre"; 24],
            &["texte", "court", "montant"],
            &["texte", "montant", "montant", "montant"],
        ]);
        let colonnes: Vec<String> = ["libelle"].iter().chain(chiffrees).map(|c| (*c).to_owned()).collect();
        let entetes = colonnes
            .iter()
            .map(|c| Entete { texte: if c == "mois" { "sept.".into() } else { self.entete() }, largeur: 1 });
        let entetes = vec![entetes.collect()];
        let lignes = (0..1 + self.nombre(16)).map(|_| self.ligne(&colonnes)).collect();
        Tableau { legende: self.texte(12), colonnes, entetes, lignes, notes: self.notes() }
    }

    fn ligne(&mut self, colonnes: &[String]) -> Ligne {
        let groupe = self.une_sur(5);
        let genres = if groupe { &colonnes[..1] } else { colonnes };
        let cellules = genres.iter().map(|c| {
            let texte = match c.as_str() {
                "libelle" | "texte" => self.texte(6),
                "court" => self.entete(),
                "part" => "35,3\u{202f}%".into(),
                _ => self.chiffres(),
            };
            if groupe { Cellule { texte, ..Cellule::default() } } else { self.cellule(texte) }
        });
        Ligne { cellules: cellules.collect(), forte: self.une_sur(5), groupe }
    }

    fn element(&mut self) -> Element {
        match self.nombre(10) {
            0..=4 => Element::Tableau(self.tableau()),
            5 => Element::Texte { blocs: self.blocs(), notes: self.notes() },
            6 => Element::Phrase { texte: self.texte(40) },
            7 => Element::Mentions { lignes: vec![[self.texte(3), self.texte(20)], [self.texte(2), self.texte(2)]] },
            8 => Element::Calculs {
                lignes: vec![Calcul {
                    libelle: self.texte(5),
                    operation: format!("{} × {}", self.chiffres(), self.chiffres()),
                    resultat: self.chiffres(),
                    appel: self.appel(),
                }],
                notes: self.notes(),
            },
            _ => Element::Figure(Figure {
                chemin: format!("figures/{}.svg", self.0),
                legende: self.texte(20),
                texte_alternatif: self.texte(20),
                note: self.texte(20),
                nombres: None,
            }),
        }
    }

    fn blocs(&mut self) -> Vec<Bloc> {
        let mut paragraphe = || Bloc::Paragraphe { contenu: vec![Fragment::Texte { texte: self.texte(60) }] };
        let premier = paragraphe();
        let second = paragraphe();
        let titre = vec![Fragment::Texte { texte: self.texte(8) }];
        vec![premier, Bloc::Titre { niveau: 2, contenu: titre }, second]
    }

    fn section(&mut self, id: usize) -> Section {
        let contenu = (0..self.nombre(5)).map(|_| self.element()).collect();
        Section { id: format!("s{id}"), titre: self.texte(9), contenu }
    }

    fn constats(&mut self) -> Element {
        let points = (0..self.nombre(4)).map(|n| Constat {
            numero: (n + 1).to_string(),
            gravite: "Incohérence".into(),
            lieu: self.texte(6),
            message: self.texte(30),
            lies: vec![self.texte(8)],
            suite: vec![["À faire".into(), self.texte(20)]],
            alerte: self.une_sur(2),
        });
        Element::Constats { points: points.collect() }
    }

    fn chiffres_cles(&mut self) -> Option<Chiffres> {
        let tuiles = (0..self.nombre(15)).map(|_| Tuile {
            libelle: self.texte(4),
            valeur: self.chiffres(),
            unite: self.parmi(&["", "%", "€", "jours"]).to_owned(),
            details: (0..self.nombre(3)).map(|_| self.texte(8)).collect(),
            avant: self.une_sur(2).then(|| ["En 2024".to_owned(), self.chiffres()]),
            appel: self.appel(),
        });
        let tuiles: Vec<Tuile> = tuiles.collect();
        (!tuiles.is_empty()).then(|| Chiffres { titre: "L’année en chiffres".into(), tuiles, notes: self.notes() })
    }

    fn couverture(&mut self) -> Couverture {
        let dispositifs = if self.une_sur(3) { 24 } else { 1 + self.nombre(4) };
        Couverture {
            association: self.texte(14),
            etablissement: self.une_sur(2).then(|| self.texte(10)),
            logo: None,
            titre: "Rapport d’activité".into(),
            exercice: "2025".into(),
            periode: self.une_sur(3).then(|| "exercice en cours, arrêté fin mars".into()),
            service: self.texte(14),
            dispositifs: (0..dispositifs).map(|_| self.texte(8)).collect(),
            bandeau: self
                .une_sur(2)
                .then(|| Bandeau { texte: "Document de travail — 12 points".into(), alerte: true }),
            motif: (0..self.nombre(13)).map(|n| (n != 4).then_some(400)).collect(),
            mentions: vec![["Adresse".into(), self.texte(12)], ["Destinataire".into(), self.texte(16)]],
        }
    }

    fn entree(&mut self) -> Entree {
        let document = Document {
            titre: self.texte(6),
            auteur: self.texte(6),
            date: [2025, 12, 31],
            couleur: "#7A1F5C".into(),
            tete: ["Rapport d’activité 2025".into(), self.texte(5)],
            pied: self.texte(3),
            mention: self.une_sur(2).then(|| "Document de travail".into()),
        };
        let definitions =
            (0..self.nombre(4)).map(|_| Definition { terme: self.texte(2), sens: self.texte(14) }).collect();
        let annexe = Section {
            id: "points".into(),
            titre: "Points à vérifier".into(),
            contenu: vec![self.constats(), Element::Definitions { entrees: definitions }],
        };
        Entree {
            document,
            couverture: self.couverture(),
            identite: self.section(100),
            chiffres: self.chiffres_cles(),
            sections: (0..self.nombre(4)).map(|id| self.section(id)).collect(),
            signature: self.une_sur(2).then(|| Signature {
                fait: self.texte(6),
                signataire: Some(self.texte(6)),
                qualite: Some(self.texte(8)),
            }),
            annexes: vec![annexe],
            pieces: Vec::new(),
        }
    }
}

fn projet(entree: &Entree) -> Projet {
    let mut projet = Projet::nu();
    let toutes = entree.sections.iter().chain([&entree.identite]).flat_map(|s| &s.contenu);
    for e in toutes {
        if let Element::Figure(f) = e {
            projet.ajoute(&f.chemin, include_bytes!("figure.svg").as_slice());
        }
    }
    projet.ajoute(Projet::ENTREE, serde_json::to_vec(entree).unwrap());
    projet
}

#[test]
fn n_importe_quelle_entree_se_met_en_pages() {
    let mut hasard = Hasard(2_025);
    let mut fautes = Vec::new();
    for tour in 0..ENTREES {
        let entree = hasard.entree();
        let (document, avertissements) = rendu::pages(&projet(&entree)).unwrap_or_else(|e| panic!("tour {tour} : {e}"));
        let vues = avertissements.into_iter().chain(debordements(&document)).take(4);
        fautes.extend(vues.map(|faute| format!("tour {tour}, {faute}")));
        rendu::pdf(&document).unwrap_or_else(|e| panic!("tour {tour} : {e}"));
        typst::comemo::evict(1);
    }
    assert!(fautes.is_empty(), "{} fautes\n{}", fautes.len(), fautes[..fautes.len().min(40)].join("\n"));
}
