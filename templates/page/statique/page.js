// What the page adds when JavaScript is there; without it, everything can be read and files can be dropped.
"use strict";

// A page is reloaded by itself only when nothing would be lost by it; otherwise it says so, with a link.
const rechargement = (function () {
  // a navigation was asked for: its answer takes the place of this page, which must not take its place
  let navigue = false;
  // files under way, and what is to be seen once they are there
  let attendus = 0;
  let retenu = null;
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
  function recharge(quoi) {
    if (attendus > 0) {
      retenu = quoi;
    } else if (saisie()) {
      dit(quoi, "Votre saisie est gardée ; recharger la page après l’avoir enregistrée.");
    } else if (navigue) {
      dit(quoi, "Cette page attend une réponse.");
    } else {
      window.location.reload();
    }
  }

  // Holds the page until what is given back is called.
  recharge.attend = function () {
    attendus += 1;
    return () => {
      attendus -= 1;
      if (attendus === 0 && retenu) recharge(retenu);
    };
  };
  return recharge;
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

// Files are fetched beside the page, which stays alive while they are made: it says where they are, and is not reloaded under
// them. A refusal is shown as the page that it is.
(function telecharger() {
  const annonce = document.getElementById("annonce");
  const dit = (texte) => { if (annonce) annonce.textContent = texte; };

  function nomDe(reponse) {
    const dite = reponse.headers.get("Content-Disposition") ?? "";
    const entier = /filename\*=UTF-8''([^;]+)/i.exec(dite);
    return entier ? decodeURIComponent(entier[1]) : /filename="([^"]*)"/.exec(dite)?.[1];
  }

  async function telecharge(adresse, titre) {
    dit(`${titre} : fichier en préparation.`);
    const fini = rechargement.attend();
    try {
      const reponse = await fetch(adresse);
      const nom = nomDe(reponse);
      if (!reponse.ok || !nom) {
        window.location.assign(adresse);
        return;
      }
      const lien = document.createElement("a");
      lien.href = URL.createObjectURL(await reponse.blob());
      lien.download = nom;
      lien.click();
      setTimeout(() => URL.revokeObjectURL(lien.href), 60_000);
      dit(`${titre} : téléchargé, ${nom}.`);
    } catch {
      dit(`${titre} : Trame ne répond pas. Vérifier qu’elle est encore ouverte, puis recommencer.`);
    } finally {
      fini();
    }
  }

  document.addEventListener("click", (evenement) => {
    const lien = evenement.target.closest?.("a[data-telechargement]");
    const simple = evenement.button === 0 && !(evenement.ctrlKey || evenement.metaKey || evenement.shiftKey || evenement.altKey);
    if (!lien || !simple) return;
    evenement.preventDefault();
    telecharge(lien.href, lien.textContent.trim());
  });
  document.addEventListener("submit", (evenement) => {
    const forme = evenement.target.closest("form[data-telechargement]");
    if (!forme) return;
    evenement.preventDefault();
    telecharge(`${forme.action}?${new URLSearchParams(new FormData(forme))}`, forme.dataset.telechargement);
  });
})();
