// What the page adds when JavaScript is there; without it, everything can be read and files can be dropped.
"use strict";

// A page is reloaded by itself only when nothing would be lost by it; otherwise it says so, with a link.
const rechargement = (function () {
  // a navigation was asked for: its answer takes the place of this page, which must not take its place
  let navigue = false;
  document.addEventListener("submit", (evenement) => {
    // a file that is taken away leaves the page where it is
    if (!evenement.defaultPrevented && !evenement.target.closest("[data-telechargement]")) navigue = true;
  });
  window.addEventListener("pageshow", (evenement) => { if (evenement.persisted) navigue = false; });

  function estSaisi(champ) {
    if (champ.type === "checkbox" || champ.type === "radio") return champ.checked !== champ.defaultChecked;
    if (champ.type === "file") return champ.files.length > 0;
    if (champ.type === "hidden") return false;
    if (champ.tagName === "SELECT") {
      const dites = Array.from(champ.options, (option) => option.defaultSelected);
      // a choice of which the page marked none starts at its first line
      if (!champ.multiple && !dites.includes(true)) return champ.selectedIndex > 0;
      return Array.from(champ.options).some((option, rang) => option.selected !== dites[rang]);
    }
    return champ.value !== champ.defaultValue;
  }
  const saisie = () => document.querySelector("form[data-en-cours]") !== null
    || Array.from(document.querySelectorAll("input, select, textarea")).some(estSaisi);

  function dit(quoi, suite) {
    const avis = document.querySelector(".change");
    const lien = document.createElement("a");
    lien.href = window.location.pathname + window.location.search;
    lien.textContent = "Recharger la page";
    avis.replaceChildren(`${quoi} ${suite} `, lien);
    avis.className = "change avis";
    avis.hidden = false;
  }

  // `quoi`: what there is to see, as a sentence.
  return function (quoi) {
    if (saisie()) {
      dit(quoi, "Votre saisie est gardée ; recharger la page après l’avoir enregistrée.");
    } else if (navigue) {
      dit(quoi, "Cette page attend une réponse.");
    } else {
      window.location.reload();
    }
  };
})();

// Tells that the folder changed since this page was made.
(function suivre() {
  const version = document.body.dataset.version;
  if (!version || !window.EventSource) return;
  let source = null;
  const change = (evenement) => {
    if (evenement.data !== version) rechargement("Un fichier du dossier a changé.");
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

// A file that takes time to be made says that it was asked for: the browser shows nothing before its first byte.
(function telecharger() {
  const annonce = document.getElementById("annonce");
  if (!annonce) return;
  const dit = (nom) => { annonce.textContent = `${nom} : fichier en préparation. Le navigateur l’enregistre dès qu’il est prêt.`; };
  document.querySelectorAll("a[data-telechargement]").forEach((lien) => {
    lien.addEventListener("click", () => dit(lien.textContent.trim()));
  });
  document.querySelectorAll("form[data-telechargement]").forEach((forme) => {
    forme.addEventListener("submit", () => dit(forme.dataset.telechargement));
  });
})();
