// A first run: no folder yet, wrong answers, right ones; then the year that follows another. With JavaScript and without.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { contient, fenetre, mots, racine, seule, violations } from "./outils.mjs";
import { debords } from "./pages.mjs";

const VUES = [["clair", { colorScheme: "light" }], ["sombre", { colorScheme: "dark" }], ["360 px", { viewport: { width: 360, height: 800 } }]];
const FAUX = { dossier: "../ailleurs", exercice: "douze", association: "Les « Rives »", "code-1": "AEMO", "places-1": "trente", "code-2": "aemo", "libelle-3": "Sans code" };
const FAUTIFS = ["dossier", "exercice", "places-1", "code-2", "code-3"];

async function remplit(page, champs) {
  for (const [id, valeur] of Object.entries(champs)) await page.locator(`#${id}`).fill(valeur);
}

// All that is wrong is said above, each beside its field; all that was typed is still there.
async function refuse(page, champs, fautifs) {
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  const alerte = page.getByRole("alert");
  assert.equal(await alerte.locator("li").count(), fautifs.length, await mots(alerte));
  for (const id of fautifs) {
    const champ = page.locator(`#${id}`);
    assert.equal(await champ.getAttribute("aria-invalid"), "true", id);
    const decrit = (await champ.getAttribute("aria-describedby")).split(" ").at(-1);
    assert.ok((await mots(page.locator(`#${decrit}`))).length > 20, id);
  }
  for (const [id, valeur] of Object.entries(champs)) assert.equal(await page.locator(`#${id}`).inputValue(), valeur, id);
  // a problem leads to its field, which takes the keyboard
  await alerte.locator(`a[href="#${fautifs.at(-1)}"]`).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), fautifs.at(-1));
}

async function premier(navigateur, reglages) {
  const lieu = await seule();
  const { contexte, page, plaintes, va } = await fenetre(navigateur, lieu, reglages);
  assert.equal(new URL(page.url()).pathname, "/choisir");
  contient(await mots(page.locator("main")), "Aucun dossier de service n’a été trouvé");
  await page.locator("#dossier").fill("/n’existe/pas");
  await page.getByRole("button", { name: "Ouvrir ce dossier" }).click();
  contient(await mots(page.getByRole("alert")), "n’est pas un dossier de cet ordinateur");
  assert.equal(await page.locator("#dossier").inputValue(), "/n’existe/pas");

  await page.getByRole("link", { name: "Préparer un nouveau dossier" }).click();
  await page.waitForURL("**/nouveau");
  await remplit(page, FAUX);
  await page.locator("#genre").selectOption("hebergement");
  await refuse(page, FAUX, FAUTIFS);
  assert.equal(await page.locator("#genre").inputValue(), "hebergement");

  await page.getByRole("button", { name: "Ajouter une ligne" }).click();
  await page.locator("#code-5").waitFor();
  assert.equal(await page.locator("#association").inputValue(), FAUX.association);
  const dossier = join(lieu.ou, "mon service 2026");
  await remplit(page, { dossier, exercice: "2026", "places-1": "30", "code-2": "AED", "libelle-3": "", "code-5": "RELAIS" });
  assert.ok(!existsSync(dossier), "rien n’est créé avant");
  // Enter in a field creates the folder, and adds no line
  await page.locator("#code-5").press("Enter");
  await page.waitForURL((adresse) => adresse.pathname === "/");
  const accueil = await mots(page.locator("main"));
  contient(accueil, "Que faire maintenant");
  contient(accueil, "donnees/relais.csv");
  assert.deepEqual(readdirSync(join(dossier, "donnees")).sort(), ["aed.csv", "aemo.csv", "relais.csv"]);
  assert.deepEqual(readdirSync(lieu.ou).sort(), ["mon service 2026", "poste"]);
  contient(readFileSync(join(dossier, "rapport.toml"), "utf8"), 'nom = "Les « Rives »"');
  await va("/reglages");
  // two pages were refused on purpose
  assert.deepEqual(plaintes.filter((plainte) => !/the server responded with a status of 400/.test(plainte)), []);
  await contexte.close();
}

async function suite(navigateur, reglages) {
  const lieu = await seule();
  const precedent = join(lieu.ou, "exemple 2025");
  cpSync(join(racine, "data/exemple"), precedent, { recursive: true });
  const { contexte, page } = await fenetre(navigateur, lieu, reglages);
  await page.getByRole("link", { name: "Préparer un nouveau dossier" }).click();
  const dossier = join(lieu.ou, "exemple 2026");
  const champs = { dossier, exercice: "2020", depuis: precedent };
  await remplit(page, champs);
  await refuse(page, champs, ["exercice"]);
  mkdirSync(join(lieu.ou, "vide"));
  const vide = { ...champs, exercice: "", depuis: join(lieu.ou, "vide") };
  await remplit(page, vide);
  await refuse(page, vide, ["depuis"]);
  await page.locator("#depuis").fill(precedent);
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await page.waitForURL("**/nouveau/pret");
  contient(await mots(page.locator(".manques")), "Les tarifs ne sont pas repris");
  if (reglages.javaScriptEnabled !== false) {
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await debords(page, page.viewportSize().width), []);
  }
  if (process.env.VUES) await page.screenshot({ path: join(process.env.VUES, "pret.png"), fullPage: true });
  await page.getByRole("link", { name: "Voir où en est le dossier" }).click();
  contient(await mots(page.locator("main")), "donnees/suivi.csv");
  if (process.env.VUES) await page.screenshot({ path: join(process.env.VUES, "accueil.png"), fullPage: true });
  assert.ok(existsSync(join(dossier, "textes/_a-reprendre/budget.md")));
  await contexte.close();
}

// The pages with their problems, as everyone may look at them. VUES=DIR also writes the pictures there.
async function regarde(navigateur) {
  const lieu = await seule();
  for (const [vue, reglages] of VUES) {
    const { contexte, page, va } = await fenetre(navigateur, lieu, reglages);
    const voit = async (nom) => {
      assert.deepEqual(await violations(page), [], `${nom}, ${vue}`);
      assert.deepEqual(await debords(page, page.viewportSize().width), [], `${nom}, ${vue}`);
      if (process.env.VUES) await page.screenshot({ path: join(process.env.VUES, `${nom}-${vue}.png`), fullPage: true });
    };
    await va("/choisir");
    await voit("choisir");
    await page.getByRole("button", { name: "Ouvrir ce dossier" }).click();
    await page.getByRole("alert").waitFor();
    await voit("choisir-refus");
    await va("/nouveau");
    await voit("nouveau");
    await remplit(page, FAUX);
    await refuse(page, FAUX, FAUTIFS);
    await voit("nouveau-refus");
    await contexte.close();
  }
}

export async function nouveau(navigateur) {
  for (const reglages of [{}, { javaScriptEnabled: false }]) {
    await premier(navigateur, reglages);
    await suite(navigateur, reglages);
  }
  await regarde(navigateur);
  console.log("  un dossier neuf et une année qui suit, avec et sans JavaScript ; axe clair, sombre et 360 px");
}
