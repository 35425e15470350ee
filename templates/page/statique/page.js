// What the page adds when JavaScript is there; without it, everything can be read and files can be dropped.
"use strict";

// Tells that the folder changed since this page was made.
(function suivre() {
  const version = document.body.dataset.version;
  if (!version || !window.EventSource) return;
  let source = null;
  // what a form changes in the folder is told before its answer comes: reloading then would take the place of the answer
  const REPONSE_MS = 15000;
  let envoi = -REPONSE_MS;
  document.addEventListener("submit", (evenement) => { if (!evenement.defaultPrevented) envoi = performance.now(); });
  const change = (evenement) => {
    if (evenement.data === version) return;
    const avis = document.querySelector(".change");
    if (document.querySelector("form[data-en-cours]")) {
      avis.hidden = false;
      avis.textContent = "Un fichier du dossier a changé. Votre saisie est gardée ; recharger la page après l’avoir enregistrée.";
      avis.className = "change avis";
    } else {
      window.setTimeout(() => window.location.reload(), Math.max(0, envoi + REPONSE_MS - performance.now()));
    }
  };
  // a browser keeps six connections to an address: hidden tabs give theirs back, and ask again when they are shown
  const ecoute = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource("/changements");
      source.addEventListener("version", change);
    }
  };
  document.addEventListener("visibilitychange", ecoute);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (evenement) => { if (evenement.persisted) { source = null; ecoute(); } });
  ecoute();
})();
