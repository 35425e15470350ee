// The accountant: an amount followed down to the cells that it is made of.

import assert from "node:assert/strict";
import { contient, fenetre, mots, service } from "./outils.mjs";

export async function comptable(navigateur) {
  const acesm = await service("acesm-2021");
  const { contexte, page, plaintes, va } = await fenetre(navigateur, acesm);
  await va("/tableau-de-bord");
  const ecart = page.locator('.tuile a[href="/chiffres/service.ecart_produits"]');
  assert.equal(await mots(ecart), "−42 645,68 €");
  await ecart.click();
  assert.equal(await mots(page.locator(".grand")), "−42 645,68 €");
  const arbre = await mots(page.locator(".arbre"));
  for (const montant of ["300 142,64 €", "342 788,32 €"]) contient(arbre, montant);
  const cellules = await page.locator("main table tbody tr").allInnerTexts();
  const lues = cellules.map((ligne) => ligne.replace(/[\u00a0\u202f\s]+/g, " ").trim());
  assert.deepEqual(lues, [
    "rapport.toml 40 — activite.journees_previsionnelles 15 208",
    "rapport.toml 41 — activite.journees_realisees 13 316",
    "rapport.toml 45 — tarif.prix_de_journee 22,54",
  ]);
  // one of its terms, by the tree
  await page.locator('.arbre a[href="/chiffres/service.produits_realises"]').first().click();
  assert.equal(await mots(page.locator(".grand")), "300 142,64 €");
  // the same amount, found by its words
  await va("/chiffres?mots=écart de produits&perimetre=service");
  contient(await mots(page.locator("main table")), "−42 645,68 €");
  assert.deepEqual(plaintes, []);
  await contexte.close();
  console.log(`  −42 645,68 € : ${lues.join(" ; ")}`);

  const millau = await service("millau-segur-2025");
  const autre = await fenetre(navigateur, millau);
  await autre.va("/facturation");
  const suivie = await jusquA(autre.page, "donnees/facturation.csv", "G526");
  assert.deepEqual(autre.plaintes, []);
  await autre.contexte.close();
  console.log(`  facturation, cellule G526 : ${suivie}`);
}

// From the reconciliation of every dispositif, the first amount whose explanation names the cell.
async function jusquA(page, fichier, cellule) {
  const liens = await page.locator("main table a[href^='/chiffres/']").evaluateAll((trouves) => [...new Set(trouves.map((lien) => lien.getAttribute("href")))]);
  assert.ok(liens.length > 10);
  for (const lien of liens) {
    await page.locator(`main a[href="${lien}"]`).first().click();
    const nommee = page.locator("main table tbody tr", { hasText: fichier }).filter({ has: page.getByRole("cell", { name: cellule, exact: true }) });
    const dans = page.locator(".arbre li", { hasText: `cellule ${cellule}` });
    if (await nommee.count() + await dans.count() > 0) {
      const titre = await mots(page.locator("h1"));
      return `${titre}, ${await mots(page.locator(".chapeau"))}`;
    }
    await page.goBack();
  }
  return assert.fail(`${cellule} n’est dans l’explication d’aucun montant`);
}
