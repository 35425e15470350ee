//! A server in a process of its own, and raw requests.

use crate::outils::copie;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;

/// Longest wait for what takes time on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// `trame ouvrir`, running.
pub(super) struct Serveur {
    pub(super) enfant: Child,
    pub(super) port: u16,
    pub(super) cle: String,
}

/// What came back.
pub(super) struct Retour {
    pub(super) etat: u16,
    pub(super) tete: String,
    pub(super) corps: String,
}

impl Serveur {
    /// On a copy of a folder of `data/`.
    pub(super) fn sur(nom: &str) -> (TempDir, Self) {
        let dossier = copie(Path::new("data").join(nom));
        let serveur = Self::de(&[dossier.path().to_str().unwrap()]);
        (dossier, serveur)
    }

    /// With these arguments, without a browser, on any port.
    pub(super) fn de(args: &[&str]) -> Self {
        let mut commande = Command::new(env!("CARGO_BIN_EXE_trame"));
        commande.arg("ouvrir").args(args).args(["--sans-navigateur", "--port", "0"]);
        Self::lance(&mut commande)
    }

    /// Waits for the address on standard output.
    pub(super) fn lance(commande: &mut Command) -> Self {
        let mut enfant = commande.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut adresse = String::new();
        BufReader::new(enfant.stdout.take().unwrap()).read_line(&mut adresse).unwrap();
        let (port, cle) = adresse.trim().strip_prefix("http://127.0.0.1:").unwrap().split_once("/entrer?cle=").unwrap();
        Self { enfant, port: port.parse().unwrap(), cle: cle.to_owned() }
    }

    pub(super) fn hote(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn cookie(&self) -> String {
        format!("trame-{}={}", self.port, self.cle)
    }

    pub(super) fn connexion(&self) -> TcpStream {
        let flux = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        flux.set_read_timeout(Some(PATIENCE)).unwrap();
        flux.set_write_timeout(Some(PATIENCE)).unwrap();
        flux
    }

    /// Bytes as they are. `None` when the connection ends without an answer.
    pub(super) fn brut(&self, demande: &[u8]) -> Option<Retour> {
        let mut flux = self.connexion();
        // a server that refuses may close before the last byte
        let _ = flux.write_all(demande);
        lit(flux)
    }

    /// A request by whoever holds the key; `entetes` are whole lines.
    pub(super) fn demande(&self, methode: &str, chemin: &str, entetes: &[&str], corps: &str) -> Option<Retour> {
        let mut texte = format!("{methode} {chemin} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.hote());
        texte.push_str(&format!("Cookie: {}\r\nContent-Length: {}\r\n", self.cookie(), corps.len()));
        entetes.iter().for_each(|ligne| texte.push_str(&format!("{ligne}\r\n")));
        self.brut(format!("{texte}\r\n{corps}").as_bytes())
    }

    pub(super) fn lit(&self, chemin: &str) -> Retour {
        self.demande("GET", chemin, &[], "").unwrap()
    }

    /// A form sent by our own page.
    pub(super) fn envoie(&self, chemin: &str, corps: &str) -> Option<Retour> {
        let origine = format!("Origin: http://{}", self.hote());
        let genre = "Content-Type: application/x-www-form-urlencoded";
        self.demande("POST", chemin, &[&origine, genre], corps)
    }

    /// A page that listens to changes; what follows the head is read by the caller.
    pub(super) fn ecoute(&self) -> BufReader<TcpStream> {
        let mut flux = self.connexion();
        let tete = format!("GET /changements HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", self.hote(), self.cookie());
        flux.write_all(tete.as_bytes()).unwrap();
        let mut lecteur = BufReader::new(flux);
        let mut ligne = String::new();
        while ligne != "\r\n" {
            ligne.clear();
            assert!(lecteur.read_line(&mut ligne).unwrap() > 0, "the stream did not open");
        }
        lecteur
    }

    /// Ctrl-C.
    #[cfg(unix)]
    pub(super) fn interrompt(&mut self) {
        interrompt(&self.enfant);
    }

    /// Its status once it ends, if it ends in time.
    pub(super) fn finit_en(&mut self, delai: Duration) -> Option<ExitStatus> {
        finit_en(&mut self.enfant, delai)
    }
}

impl Drop for Serveur {
    fn drop(&mut self) {
        let _ = self.enfant.kill();
        let _ = self.enfant.wait();
    }
}

fn lit(mut flux: TcpStream) -> Option<Retour> {
    let mut octets = Vec::new();
    let _ = flux.read_to_end(&mut octets);
    let texte = String::from_utf8_lossy(&octets).into_owned();
    let (tete, corps) = texte.split_once("\r\n\r\n")?;
    let etat = tete.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    Some(Retour { etat, tete: tete.to_lowercase(), corps: corps.to_owned() })
}

/// Ctrl-C sent to a process.
#[cfg(unix)]
pub(super) fn interrompt(enfant: &Child) {
    assert!(Command::new("kill").args(["-INT", &enfant.id().to_string()]).status().unwrap().success());
}

/// The status of a process once it ends, if it ends in time.
pub(super) fn finit_en(enfant: &mut Child, delai: Duration) -> Option<ExitStatus> {
    const PAS: Duration = Duration::from_millis(10);
    (0..delai.as_millis() / PAS.as_millis()).find_map(|_| {
        let fini = enfant.try_wait().unwrap();
        if fini.is_none() {
            sleep(PAS);
        }
        fini
    })
}
