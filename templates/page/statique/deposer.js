// The drop zone: files let fall on the form are put in its field and sent as it would send them.
"use strict";

(function deposer() {
  const formulaire = document.querySelector("form.depot");
  if (!formulaire || !window.DataTransfer) return;
  const champ = formulaire.querySelector("input[type=file]");
  const etat = formulaire.querySelector(".depot-etat");
  const borne = Number(formulaire.dataset.octetsMax);
  formulaire.querySelector(".depot-ici").hidden = false;

  const envoie = (evenement) => {
    const total = Array.from(champ.files).reduce((somme, fichier) => somme + fichier.size, 0);
    if (total > borne) {
      evenement.preventDefault();
      etat.textContent = "L’envoi dépasse " + formulaire.dataset.borne + " : déposer moins de fichiers à la fois.";
      return;
    }
    etat.textContent = "Lecture en cours…";
  };
  formulaire.addEventListener("submit", envoie);

  const survole = (oui) => formulaire.classList.toggle("depot-survole", oui);
  const contient = (evenement) => Array.from(evenement.dataTransfer.types).includes("Files");
  // a file let fall beside the form must not replace the page
  document.addEventListener("dragover", (evenement) => {
    if (!contient(evenement)) return;
    evenement.preventDefault();
    survole(true);
  });
  document.addEventListener("dragleave", (evenement) => {
    if (evenement.relatedTarget === null) survole(false);
  });
  document.addEventListener("drop", (evenement) => {
    if (!contient(evenement)) return;
    evenement.preventDefault();
    survole(false);
    champ.files = evenement.dataTransfer.files;
    if (champ.files.length > 0) formulaire.requestSubmit();
  });
})();
