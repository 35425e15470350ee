// The head of service: a text beside its typeset pages, then the report and its PDF.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contient, fenetre, mots, service } from "./outils.mjs";

const AJOUT = "Cette phrase vient d’être écrite dans le navigateur.";

export async function cheffe(navigateur) {
  const lieu = await service("exemple");
  const { contexte, page, plaintes, va } = await fenetre(navigateur, lieu);
  const disque = () => readFileSync(join(lieu.dossier, "textes/introduction.md"), "utf8");

  await va("/textes");
  await page.locator('a[href="/textes/introduction"]').click();
  const etat = page.locator("#etat-apercu");
  const aJour = () => etat.getByText("Les pages sont à jour.").waitFor();
  await aJour();
  // folded words have no layout: their text is read as it is in the page
  const pages = async () => (await page.locator("#apercu .mots").allTextContents()).join(" ").replace(/\s+/g, " ");
  const avant = await pages();
  assert.ok(avant.length > 200 && !avant.includes(AJOUT));

  const texte = page.locator("#texte");
  await texte.fill(`${AJOUT}\n\n${await texte.inputValue()}`);
  await page.waitForFunction(
    (ajout) => document.querySelector("#apercu").textContent.replace(/\s+/g, " ").includes(ajout), AJOUT);
  await aJour();
  assert.ok(!disque().includes(AJOUT), "l’aperçu n’enregistre pas");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Le texte est enregistré.").waitFor();
  assert.ok(disque().startsWith(AJOUT));

  await page.getByRole("link", { name: "Rapport", exact: true }).click();
  await page.locator(".feuilles img").first().waitFor();
  const nombre = await page.locator(".feuilles img").count();
  assert.ok(nombre > 5, `${nombre} pages`);
  const [recu] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /en PDF$/ }).first().click(),
  ]);
  const pdf = readFileSync(await recu.path());
  assert.equal(pdf.subarray(0, 4).toString("latin1"), "%PDF");
  assert.match(recu.suggestedFilename(), /^rapport-2025.*\.pdf$/);

  // the sentence is on one of the pages, read as a screen reader would
  let trouvee = 0;
  for (let numero = 1; numero <= nombre && !trouvee; numero += 1) {
    await va(`/rapport/texte/travail/${numero}`);
    if ((await mots(page.locator(".mots-de-page"))).includes(AJOUT.slice(0, 30))) trouvee = numero;
  }
  assert.ok(trouvee, "la phrase n’est sur aucune page");
  contient(await mots(page.locator("h2").first()), `page ${trouvee}`);
  assert.deepEqual(plaintes, []);
  await contexte.close();
  console.log(`  ${nombre} pages, la phrase page ${trouvee}, ${recu.suggestedFilename()} : ${pdf.length} octets`);
}
