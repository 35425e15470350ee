// The editor of a text: findings and typeset pages as one types, figures and sentences put in with a button.
"use strict";

(function editer() {
  const saisie = document.getElementById("texte");
  const forme = document.getElementById("editeur");
  if (!saisie || !forme) return;
  const adresse = saisie.dataset.adresse;
  document.querySelectorAll(".avec-js").forEach((element) => { element.hidden = false; });
  document.querySelectorAll(".sans-js").forEach((element) => { element.hidden = true; });

  // Sends the text alone, gives the fragment that comes back; nothing for an answer that came too late.
  function envoi(chemin) {
    let encours = null;
    return async () => {
      if (encours) encours.abort();
      encours = new AbortController();
      const reponse = await fetch(adresse + chemin, {
        method: "POST",
        headers: { "Content-Type": "text/plain; charset=utf-8" },
        body: saisie.value,
        signal: encours.signal,
      });
      if (reponse.status === 204) return null;
      if (!reponse.ok) throw new Error("refus");
      const lu = new DOMParser().parseFromString(await reponse.text(), "text/html");
      return Array.from(lu.body.childNodes);
    };
  }

  function plusTard(delai, travail) {
    let attente = 0;
    return () => {
      window.clearTimeout(attente);
      attente = window.setTimeout(travail, delai);
    };
  }

  const remarques = document.getElementById("remarques");
  const demandeRemarques = envoi("/verifier");
  async function verifier() {
    try {
      const elements = await demandeRemarques();
      if (!elements) return;
      remarques.replaceChildren(...elements);
      lieux();
    } catch (erreur) {
      if (erreur.name !== "AbortError") remarques.textContent = "Trame ne répond plus : le texte n’est pas vérifié.";
    }
  }

  const apercu = document.getElementById("apercu");
  const etat = document.getElementById("etat-apercu");
  const demandeApercu = envoi("/apercu");
  async function mettreEnPages() {
    etat.textContent = "Mise en pages…";
    try {
      const elements = await demandeApercu();
      if (!elements) return;
      const nouveau = document.createElement("div");
      nouveau.append(...elements);
      // the former pages stay until the new ones can be shown, and when there are none
      const images = Array.from(nouveau.querySelectorAll("img"));
      await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
      if (images.length === 0) {
        etat.replaceChildren(...nouveau.childNodes);
        apercu.classList.add("ancien");
        return;
      }
      const ouverts = Array.from(apercu.querySelectorAll("details"), (details) => details.open);
      nouveau.querySelectorAll("details").forEach((details, rang) => { details.open = ouverts[rang] === true; });
      apercu.replaceChildren(...nouveau.childNodes);
      apercu.classList.remove("ancien");
      etat.textContent = "Les pages sont à jour.";
    } catch (erreur) {
      if (erreur.name !== "AbortError") etat.textContent = "Trame ne répond plus : ces pages ne sont pas à jour.";
    }
  }

  // « ligne 12 » leads to the line.
  function lieux() {
    remarques.querySelectorAll(".lieu[data-ligne]").forEach((lieu) => {
      const ligne = Number(lieu.dataset.ligne);
      if (!ligne || saisie.readOnly) return;
      const bouton = document.createElement("button");
      bouton.type = "button";
      bouton.className = "lien";
      bouton.textContent = lieu.textContent;
      bouton.addEventListener("click", () => {
        const lignes = saisie.value.split("\n");
        const debut = lignes.slice(0, ligne - 1).reduce((somme, mots) => somme + mots.length + 1, 0);
        saisie.focus();
        saisie.setSelectionRange(debut, debut + (lignes[ligne - 1] || "").length);
        saisie.scrollTop = (saisie.scrollHeight / lignes.length) * Math.max(0, ligne - 4);
      });
      lieu.replaceWith(bouton);
    });
  }

  const bientotVerifier = plusTard(400, verifier);
  const bientotEnPages = plusTard(800, mettreEnPages);
  saisie.addEventListener("input", () => {
    forme.dataset.enCours = "";
    bientotVerifier();
    bientotEnPages();
  });

  document.querySelectorAll("[data-insere]").forEach((bouton) => {
    bouton.addEventListener("click", () => {
      saisie.setRangeText(bouton.dataset.insere, saisie.selectionStart, saisie.selectionEnd, "end");
      saisie.focus();
      saisie.dispatchEvent(new Event("input"));
    });
  });

  const cherche = document.getElementById("cherche");
  const simple = (mots) => mots.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, " ").toLowerCase();
  if (cherche) {
    const groupes = Array.from(document.querySelectorAll(".a-inserer"), (liste) => ({
      details: liste.parentElement,
      ouvert: liste.parentElement.open,
      lignes: Array.from(liste.children, (ligne) => ({ ligne, mots: simple(ligne.textContent) })),
    }));
    cherche.addEventListener("input", () => {
      const mots = simple(cherche.value).split(/\s+/).filter((mot) => mot);
      groupes.forEach(({ details, ouvert, lignes }) => {
        let trouves = 0;
        lignes.forEach(({ ligne, mots: dits }) => {
          ligne.hidden = !mots.every((mot) => dits.includes(mot));
          if (!ligne.hidden) trouves += 1;
        });
        details.hidden = trouves === 0;
        details.open = mots.length > 0 ? trouves > 0 : ouvert;
      });
    });
  }

  let part = false;
  const laisse = () => { part = true; };
  forme.addEventListener("submit", laisse);
  document.querySelectorAll("[data-abandonne]").forEach((lien) => lien.addEventListener("click", laisse));
  window.addEventListener("beforeunload", (evenement) => {
    if (!part && forme.dataset.enCours !== undefined) evenement.preventDefault();
  });

  lieux();
  if (apercu.childElementCount === 0) mettreEnPages();
})();
