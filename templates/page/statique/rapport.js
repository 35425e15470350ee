// While the report is laid out: says how far it is, then shows its pages. Without JavaScript the page asks again by itself.
"use strict";

(function attendre() {
  const avis = document.getElementById("mise-en-pages");
  if (!avis) return;
  const champ = (nom) => avis.querySelector(`[data-champ="${nom}"]`);
  async function demande() {
    try {
      const reponse = await fetch(`/rapport/etat?edition=${encodeURIComponent(avis.dataset.edition)}`);
      if (!reponse.ok) throw new Error(reponse.status);
      const etat = await reponse.json();
      const perimee = String(etat.version) !== avis.dataset.version;
      if (!perimee) {
        champ("etape").textContent = etat.etape;
        champ("mots").textContent = etat.mots;
        avis.querySelector("progress").value = etat.etape;
      }
      if (etat.finie || perimee) {
        rechargement(perimee ? "Un fichier du dossier a changé." : "Les pages sont prêtes.");
        return;
      }
      setTimeout(demande, 300);
    } catch {
      setTimeout(demande, 3000);
    }
  }
  setTimeout(demande, 300);
})();
