// Every page: axe, light and dark; narrow and zoomed; by the keyboard; without JavaScript; and its picture.

import assert from "node:assert/strict";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fenetre, racine, sansDossier, service, violations } from "./outils.mjs";

const CASSE = "Mesures AED-R;Janv;Févr;Mars\nPRESENTS début du mois;14;14;14\nENTREES;0;trois;4\nSORTIES;0;0;4\nPRESENTS fin du mois;14;15;14\n";
const IMAGES = join(racine, "docs/page");
const ETROITES = ["accueil", "controles", "apercu-du-depot"];
const SOMBRES = ["tableau-de-bord", "rapport"];

// Pages of a folder; those that ask for an address are found by following a link, where there is one.
async function pagesDe(page, va) {
  const pages = [
    ["accueil", "/"], ["tableau-de-bord", "/tableau-de-bord"], ["deposer", "/deposer"], ["controles", "/controles"],
    ["controles-aide", "/controles/aide"], ["textes", "/textes"], ["texte", "/textes/introduction"], ["rapport", "/rapport"],
    ["facturation", "/facturation"], ["chiffres", "/chiffres"], ["chiffre", "/chiffres/service.ecart_produits"],
    ["texte-de-page", "/rapport/texte/travail/1"],
  ];
  for (const [nom, depuis, choix] of [
    ["controle", "/controles", 'a[href^="/controles/aide/"]'], ["justifier", "/controles", 'a[href^="/rapport/justifier"]'],
    ["fiche", "/textes", 'a[href^="/textes/fiches"]'], ["texte-ancien", "/textes", 'a[href^="/textes-a-reprendre"]'],
  ]) {
    await va(depuis);
    const lien = page.locator(choix).first();
    if (await lien.count()) pages.push([nom, await lien.getAttribute("href")]);
  }
  await va("/deposer");
  await page.setInputFiles("#fichiers", { name: "aed-r.csv", mimeType: "text/csv", buffer: Buffer.from(CASSE) });
  await page.getByRole("button", { name: "Lire sans garder" }).click();
  await page.waitForURL(/\/deposer\/./);
  pages.push(["apercu-du-depot", new URL(page.url()).pathname]);
  pages.push(["reglages", "/reglages"]);
  return pages;
}

// What last year left to be read again.
function laisseUnAncien(lieu) {
  const anciens = join(lieu.dossier, "textes/_a-reprendre");
  mkdirSync(anciens, { recursive: true });
  writeFileSync(join(anciens, "faits-marquants.md"), "Le service a ouvert une permanence du soir, {{ service.entrees }} mesures y ont commencé.\n");
}

// The page with all that it shows later: the report laid out, the preview of a text.
async function montre(page, va, nom, chemin) {
  await va(chemin);
  if (nom === "rapport") await page.locator(".feuilles img").first().waitFor();
  if (nom === "texte" || nom === "fiche") await page.locator("#etat-apercu").getByText("Les pages sont à jour.").waitFor();
  await page.evaluate(() => document.fonts.ready);
}

// axe sees a fault that is planted: an image without words.
async function axeVoit(page, va) {
  await va("/");
  await page.evaluate(() => document.querySelector("main").append(document.createElement("img")));
  assert.ok((await violations(page)).some((faute) => faute.startsWith("image-alt")), "axe ne voit rien");
}

// What sticks out on the right of the page, except what has its own scroll bar.
export const debords = (page, largeur) => page.evaluate((bord) => {
  if (document.documentElement.scrollWidth <= bord) return [];
  const dehors = Array.from(document.querySelectorAll("body *")).filter(
    (element) => !element.closest(".defile, .pour-lecteur, .evitement, svg") && element.getBoundingClientRect().right > bord + 1);
  return [`${document.documentElement.scrollWidth} px`, ...dehors.slice(0, 4).map((element) => element.outerHTML.slice(0, 120))];
}, largeur);

// Tab goes to the skip link, then through every link of the header; each one shows where it is.
async function clavier(page) {
  const liens = await page.locator(".entete a").count();
  const suivis = [];
  await page.locator("body").press("Tab");
  for (let pas = 0; pas <= liens; pas += 1) {
    suivis.push(await page.evaluate(() => {
      const actif = document.activeElement;
      const style = getComputedStyle(actif);
      const place = actif.getBoundingClientRect();
      return { lien: actif.getAttribute("href"), vu: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && place.left >= 0 && place.width > 0 };
    }));
    await page.keyboard.press("Tab");
  }
  const attendus = await page.locator(".entete a").evaluateAll((tous) => tous.map((lien) => lien.getAttribute("href")));
  const suite = suivis.map((un) => un.lien).join(" ");
  const fautes = suivis.filter((un) => !un.vu).map((un) => `le lien ${un.lien} ne se voit pas quand il est suivi`);
  if (suite !== ["#contenu", ...attendus].join(" ")) fautes.push(`ordre au clavier : ${suite}`);
  return fautes;
}

async function image(page, nom) {
  if (process.env.CAPTURES !== "1") return;
  mkdirSync(IMAGES, { recursive: true });
  const chemin = join(IMAGES, `${nom}.png`);
  const haut = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  await page.screenshot({ path: chemin, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(haut, width < 500 ? 1600 : 1800) } });
  try {
    execFileSync("pngquant", ["--force", "--ext", ".png", "--speed", "3", "48", chemin]);
  } catch (erreur) {
    if (erreur.code !== "ENOENT") throw erreur;
  }
  if (statSync(chemin).size > 150_000) console.log(`  ${nom}.png : ${statSync(chemin).size} octets`);
}

async function regarde(navigateur, lieu, pages, prefixe, fautes) {
  const note = (nom, quoi, trouves) => trouves.forEach((trouve) => fautes.push(`${prefixe}${nom}, ${quoi} : ${trouve}`));
  const vues = [
    ["clair", { colorScheme: "light" }], ["sombre", { colorScheme: "dark" }],
    ["360 px", { viewport: { width: 360, height: 800 } }], ["200 %", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ];
  for (const [vue, reglages] of vues) {
    const { contexte, page, plaintes, va } = await fenetre(navigateur, lieu, reglages);
    for (const [nom, chemin] of pages) {
      await montre(page, va, nom, chemin);
      note(nom, vue, await debords(page, page.viewportSize().width));
      if (vue === "200 %") continue;
      note(nom, vue, await violations(page));
      const montree = !prefixe || ["facturation", "fiche"].includes(nom);
      if (montree && (vue === "clair" || (vue === "360 px" && ETROITES.includes(nom)) || (vue === "sombre" && SOMBRES.includes(nom)))) {
        await image(page, `${prefixe}${nom}${vue === "clair" ? "" : vue === "sombre" ? "-sombre" : "-etroit"}`);
      }
      if (vue === "clair") {
        await va(chemin);
        note(nom, "clavier", await clavier(page));
      }
    }
    note("console", vue, plaintes);
    await contexte.close();
  }
  const { contexte, page, va } = await fenetre(navigateur, lieu, { javaScriptEnabled: false });
  for (const [nom, chemin] of pages) {
    await va(chemin);
    assert.ok((await page.locator("h1").innerText()).trim().length > 2, `${chemin} sans JavaScript`);
    assert.ok((await page.locator("main").innerText()).trim().length > 120, `${chemin} sans JavaScript`);
    assert.equal(await page.locator("[hidden]:visible").count(), 0, nom);
  }
  await contexte.close();
}

export async function toutesLesPages(navigateur) {
  const fautes = [];
  let nombre = 0;
  // the second folder has what the first has not: a billing, action sheets, more controls
  for (const [dossier, prefixe, choix] of [
    ["acesm-2021", "", null],
    ["millau-segur-2025", "millau-", ["accueil", "tableau-de-bord", "controles", "textes", "fiche", "facturation", "rapport"]],
  ]) {
    const lieu = await service(dossier);
    laisseUnAncien(lieu);
    const { contexte, page, va } = await fenetre(navigateur, lieu);
    let pages = await pagesDe(page, va);
    await axeVoit(page, va);
    await contexte.close();
    if (choix) pages = pages.filter(([nom]) => choix.includes(nom));
    await regarde(navigateur, lieu, pages, prefixe, fautes);
    nombre += pages.length;
    console.log(`  ${dossier} : ${pages.map(([nom]) => nom).join(", ")}`);
  }
  const aucun = await sansDossier();
  await regarde(navigateur, aucun, [["choisir", "/choisir"], ["nouveau", "/nouveau"]], "", fautes);
  assert.deepEqual(fautes, []);
  console.log(`  ${nombre + 2} pages : axe clair, sombre et 360 px, sans défilement à 360 px et à 200 %, au clavier, sans JavaScript`);
}
