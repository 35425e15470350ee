// The secretary: this month's file, a broken one first, then the right one; with JavaScript and without.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { contient, fenetre, mots, service } from "./outils.mjs";

const TABLEAU = [
  "Mesures AED-R;Janv;Févr;Mars;Avr;Mai;Juin;Juillet;Août;Sept;Oct;Nov;Dec",
  "PRESENTS début du mois;14;14;14;14;17;19;25;25;23;23;25;35",
  "ENTREES;0;0;4;3;6;6;2;0;0;2;10;0",
  "SORTIES;0;0;4;0;4;0;2;2;0;0;0;2",
  "PRESENTS fin du mois;14;14;14;17;19;25;25;23;23;25;35;33",
  "",
].join("\n");
const CASSE = TABLEAU.replace("ENTREES;0;0;4;3;6;6", "ENTREES;0;0;4;trois;6;6");

const fichier = (texte) => ({ name: "aed-r.csv", mimeType: "text/csv", buffer: Buffer.from(texte) });

// Lets the file fall on the page, as from the file manager.
async function laisseTomber(page, texte) {
  const transfert = await page.evaluateHandle((contenu) => {
    const donnees = new DataTransfer();
    donnees.items.add(new File([contenu], "aed-r.csv", { type: "text/csv" }));
    return donnees;
  }, texte);
  await page.dispatchEvent("form.depot", "dragover", { dataTransfer: transfert });
  await page.dispatchEvent("form.depot", "drop", { dataTransfer: transfert });
  await page.waitForURL(/\/deposer\/./);
}

async function choisit(page, texte) {
  await page.setInputFiles("#fichiers", fichier(texte));
  await page.getByRole("button", { name: "Lire sans garder" }).click();
  await page.waitForURL(/\/deposer\/./);
}

async function parcours(navigateur, reglages, depose) {
  const lieu = await service("acesm-2021");
  const garde = join(lieu.dossier, "donnees/aed-r.csv");
  const avant = readFileSync(garde);
  const { contexte, page, plaintes, va } = await fenetre(navigateur, lieu, reglages);

  await va("/deposer");
  await depose(page, CASSE);
  contient(await mots(page.locator("main")), "Ce fichier");
  const fautives = page.locator("td.fautive");
  assert.ok(await fautives.count() >= 1, "aucune cellule n’est marquée");
  assert.ok((await fautives.allInnerTexts()).some((texte) => texte.includes("trois")), "la cellule fautive n’est pas celle qui est cassée");
  contient(await mots(page.locator(".depot-constats li").first()), "Erreur");
  await page.getByRole("button", { name: "Abandonner" }).click();
  contient(await mots(page.locator("main")), "aed-r.csv est abandonné : le dossier est resté comme il était.");
  assert.deepEqual(readFileSync(garde), avant);
  assert.ok(!existsSync(join(lieu.dossier, "donnees/.anciens")));

  await depose(page, TABLEAU);
  const compris = await mots(page.locator(".depot-compris"));
  contient(compris, "Genre");
  contient(compris, "AED-R");
  contient(compris, "janvier à décembre");
  assert.equal(await page.locator("li.avis-erreur").count(), 0);
  assert.deepEqual(readFileSync(garde), avant, "rien n’est écrit avant « Garder »");
  await page.getByRole("button", { name: "Garder et remplacer" }).click();
  contient(await mots(page.locator("main")), "donnees/aed-r.csv est gardé");
  assert.equal(readFileSync(garde, "utf8"), TABLEAU);
  const anciens = readdirSync(join(lieu.dossier, "donnees/.anciens"));
  assert.equal(anciens.length, 1);
  assert.deepEqual(readFileSync(join(lieu.dossier, "donnees/.anciens", anciens[0])), avant);

  assert.deepEqual(plaintes, []);
  await contexte.close();
  return compris.trim();
}

export async function secretaire(navigateur) {
  console.log(`  glissé : ${await parcours(navigateur, {}, laisseTomber)}`);
  console.log(`  choisi, sans JavaScript : ${await parcours(navigateur, { javaScriptEnabled: false }, choisit)}`);
}
