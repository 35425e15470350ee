// The settings in the form: a capacity, a tariff and a dispositif are added and taken away; comments stay, what is refused
// is given back. With JavaScript, then without.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contient, fenetre, mots, service, violations } from "./outils.mjs";

const AJOUTS = {
  "dispositif/2/capacite/nouveau/depuis": "2025-12-01", "dispositif/2/capacite/nouveau/places": "28",
  "tarif/nouveau/depuis": "2025-12-01", "tarif/nouveau/prix_de_journee": "11,95", "tarif/nouveau/payeur": "Département",
  "dispositif/nouveau/code": "AEMO-RH", "dispositif/nouveau/libelle": "AEMO avec hébergement",
  "dispositif/nouveau/anciens_noms": "PEAD\nPEAD 2",
  "dispositif/nouveau/capacite/nouveau/depuis": "2025-12-01", "dispositif/nouveau/capacite/nouveau/places": "douze",
};
const CHOIX = { "tarif/nouveau/dispositif": "AED", "dispositif/nouveau/cadre": "judiciaire", "dispositif/nouveau/modalite": "milieu-ouvert" };

// Comments of a file, wherever they stand.
const commentaires = (texte) => texte.split("\n").map((ligne) => /#\s.*$/.exec(ligne)?.[0]).filter(Boolean);

async function ajoute(navigateur, reglages) {
  const sans = reglages.javaScriptEnabled === false;
  const lieu = await service("exemple");
  const { contexte, page, plaintes, va } = await fenetre(navigateur, lieu, reglages);
  const disque = () => readFileSync(join(lieu.dossier, "rapport.toml"), "utf8");
  const avant = disque();
  const champ = (nom) => page.locator(`[id="${nom}"]`);
  const ouvre = (titre) => page.locator("summary", { hasText: titre }).first().click();
  const enregistre = () => page.getByRole("button", { name: "Vérifier et enregistrer", exact: true }).first().click();

  await va("/reglages");
  await ouvre("INTERNAT");
  await page.locator("details.reglage", { hasText: "Internat éducatif" }).locator("summary", { hasText: "Ajouter une capacité" }).click();
  await ouvre("Ajouter un tarif");
  await ouvre("Ajouter un dispositif");
  await page.locator("details.reglage", { hasText: "Ajouter un dispositif" }).locator("summary", { hasText: "Ajouter une capacité" }).click();
  // a browser lets no letter in a field of numbers: another program may send some
  const places = "dispositif/nouveau/capacite/nouveau/places";
  for (const [nom, valeur] of Object.entries(AJOUTS)) {
    if (nom !== places) await champ(nom).fill(valeur);
  }
  for (const [nom, valeur] of Object.entries(CHOIX)) await champ(nom).selectOption(valeur);
  if (sans) {
    await ouvre("Action éducative à domicile");
    await champ("dispositif/1/activite/taux_retenu").fill("95");
    await champ(places).fill("12");
  } else {
    await champ(places).evaluate((element, valeur) => { element.type = "text"; element.value = valeur; }, AJOUTS[places]);
  }
  await enregistre();

  // refused: nothing written, everything given back, each fault at its field
  const alerte = page.getByRole("alert");
  await alerte.waitFor();
  assert.equal(disque(), avant);
  const fautif = sans ? "dispositif/1/activite/taux_retenu" : places;
  contient(await mots(alerte), sans ? "AED, Activité prévue, Taux retenu pour prévoir" : "Ajouter un dispositif, Ajouter une capacité, Places");
  await alerte.getByRole("link").first().click();
  assert.equal(new URL(page.url()).hash, `#${fautif}`);
  assert.equal(await champ(fautif).getAttribute("aria-invalid"), "true");
  assert.ok(await champ(fautif).isVisible());
  for (const [nom, valeur] of Object.entries({ ...AJOUTS, ...CHOIX })) {
    if (nom !== places || !sans) assert.equal(await champ(nom).inputValue(), valeur, nom);
  }
  if (!sans) {
    await page.evaluate(() => document.querySelectorAll("details").forEach((pli) => { pli.open = true; }));
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  }

  // put right: the texts alone lack the figures of a dispositif that has no table yet
  if (sans) await champ(fautif).fill("95 %");
  await champ(places).fill("12");
  await enregistre();
  await page.getByRole("button", { name: "Enregistrer quand même" }).click();
  await page.getByRole("alert").waitFor({ state: "detached" });
  await va("/reglages");
  const apres = disque();
  assert.deepEqual(commentaires(apres), commentaires(avant));
  for (const ecrit of ["[[dispositif.capacite]]\ndepuis = 2025-12-01\nplaces = 28", "[[tarif]]\ndispositif = \"AED\"\ndepuis = 2025-12-01\nprix_de_journee = \"11,95\"",
    "[[dispositif]]\ncode = \"AEMO-RH\"", "anciens_noms = [\"PEAD\", \"PEAD 2\"]", "depuis = 2025-12-01\nplaces = 12"]) contient(apres, ecrit);
  const perdues = avant.split("\n").filter((ligne) => !apres.includes(ligne));
  assert.deepEqual(perdues, []);

  // and taken away again
  await ouvre("AEMO-RH");
  await champ("dispositif/3/retirer").check();
  await page.locator("details.reglage", { hasText: "Internat éducatif" }).locator("summary").first().click();
  await champ("dispositif/2/capacite/2/retirer").check();
  await page.locator("summary", { hasText: "AED, depuis le 1er décembre 2025" }).click();
  await champ("tarif/4/retirer").check();
  await enregistre();
  await page.locator("summary", { hasText: "AEMO-RH" }).waitFor({ state: "detached" });
  assert.equal(disque(), avant);
  assert.deepEqual(plaintes.filter((plainte) => !plainte.includes("400")), []);
  await contexte.close();
  console.log(`  ${sans ? "sans" : "avec"} JavaScript : ${commentaires(avant).length} commentaires gardés, ${sans ? "un taux refusé et rendu" : "des places refusées et rendues, axe sans faute"}`);
}

export async function reglages(navigateur) {
  await ajoute(navigateur, {});
  await ajoute(navigateur, { javaScriptEnabled: false });
  await ajoute(navigateur, { colorScheme: "dark", viewport: { width: 360, height: 800 } });
}
