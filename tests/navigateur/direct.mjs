// A file changed in the folder by another program: the page follows, and never takes away what someone is typing.

import assert from "node:assert/strict";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contient, fenetre, mots, service } from "./outils.mjs";

const AVIS = ".change.avis";

// As a spreadsheet saves: beside, then renamed over.
function enregistre(lieu, nom, change) {
  const chemin = join(lieu.dossier, nom);
  const beside = join(lieu.dossier, "donnees", "4F2A91C0");
  writeFileSync(beside, change(readFileSync(chemin, "latin1")), "latin1");
  renameSync(beside, chemin);
}

// November's exits of AED-R, as the office would correct them.
const sorties = (combien) => (texte) => texte.replace(/^(SORTIES(?:;[^;]*){10};)[^;]*/m, `$1${combien}`);

// The page is the same document as before: nothing reloaded it.
const marque = (page) => page.evaluate(() => { window.laMeme = true; });
const estLaMeme = (page) => page.evaluate(() => window.laMeme === true);

export async function direct(navigateur) {
  const lieu = await service("acesm-2021");
  const { contexte, page, plaintes, va } = await fenetre(navigateur, lieu);

  // nobody types: the new figure comes by itself
  await va("/chiffres/aed_r.sorties.2021-11");
  const avant = await mots(page.locator(".grand"));
  enregistre(lieu, "donnees/aed-r.csv", sorties(7));
  await page.waitForFunction((dit) => document.querySelector(".grand")?.innerText.trim() !== dit, avant);
  assert.equal(await mots(page.locator(".grand")), "7", `avant : ${avant}`);

  // a file that is asked for while the pages are laid out comes, then the pages are shown; and the page stays alive
  await va("/rapport");
  const [mensuel] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /ce mois en PDF/ }).click()]);
  assert.equal(mensuel.suggestedFilename(), "mensuel-2021-12.pdf");
  assert.ok(readFileSync(await mensuel.path()).subarray(0, 5).equals(Buffer.from("%PDF-")));
  await page.locator(".feuilles img").first().waitFor();
  await marque(page);
  enregistre(lieu, "donnees/aed-r.csv", sorties(8));
  await page.waitForFunction(() => window.laMeme !== true);

  // settings that nobody touches follow too
  await va("/reglages");
  await marque(page);
  enregistre(lieu, "donnees/aed-r.csv", sorties(5));
  await page.waitForFunction(() => window.laMeme !== true);

  // somebody types: it is said, nothing is lost
  await va("/textes/introduction");
  await page.locator("textarea").first().fill("Un texte que personne n’a encore enregistré.");
  await marque(page);
  enregistre(lieu, "donnees/aed-r.csv", sorties(9));
  await page.locator(AVIS).waitFor();
  contient(await mots(page.locator(AVIS)), "Votre saisie est gardée");
  await page.waitForTimeout(1500);
  assert.ok(await estLaMeme(page), "la page a été rechargée sous la main");
  assert.equal(await page.locator("textarea").first().inputValue(), "Un texte que personne n’a encore enregistré.");
  // pages of the report that were still coming when the folder changed are no longer those of the folder
  const anciennes = /\/rapport : Failed to load resource: .* 409/;
  assert.deepEqual(plaintes.filter((plainte) => !anciennes.test(plainte)), []);
  console.log("  un fichier changé ailleurs : le chiffre suit, le téléchargement n’arrête rien, la saisie reste");
  await contexte.close();
}
