// What the journeys share: a copy of a folder served by Trame itself, and a browser that knows how to look at a page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const racine = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binaire = join(racine, "target/release/trame");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const aRanger = [];

// Trame serving `dossier`, or asking for a folder when there is none; `cwd` is where it is started.
async function sert(args, cwd) {
  const trame = spawn(binaire, ["ouvrir", ...args, "--sans-navigateur", "--port", "0"], { cwd });
  let dit = "";
  const entree = await new Promise((trouve, manque) => {
    const lit = (octets) => {
      dit += octets;
      const adresse = /^http:\S+(?=\s)/m.exec(dit);
      if (adresse) trouve(adresse[0]);
    };
    trame.stdout.on("data", lit);
    trame.stderr.on("data", (octets) => { dit += octets; });
    trame.on("exit", (code) => manque(new Error(`trame s’est arrêtée (${code}) : ${dit}`)));
  });
  aRanger.push(() => trame.kill());
  return { entree, base: new URL(entree).origin };
}

// A folder of its own; the pictures, which show its name, are the same from one time to the next.
let lieux = 0;
function temporaire() {
  const dossier = process.env.CAPTURES === "1"
    ? join(tmpdir(), `services-${(lieux += 1)}`)
    : mkdtempSync(join(tmpdir(), "trame-navigateur-"));
  mkdirSync(dossier, { recursive: true });
  aRanger.push(() => rmSync(dossier, { recursive: true, force: true }));
  return dossier;
}

function copie(nom, ou) {
  const dossier = join(ou, nom);
  cpSync(join(racine, "data", nom), dossier, { recursive: true, filter: (chemin) => !chemin.endsWith("/sortie") });
  return dossier;
}

// A copy of data/NOM in a folder of its own, served: { dossier, entree, base }.
export async function service(nom) {
  const ou = temporaire();
  const dossier = copie(nom, ou);
  return { dossier, ...(await sert([nom], ou)) };
}

// Trame started with no folder named, beside two of them: it asks which one to open.
export async function sansDossier() {
  const ou = temporaire();
  ["acesm-2021", "exemple"].forEach((nom) => copie(nom, ou));
  const ici = join(ou, "Trame");
  mkdirSync(ici);
  return { dossier: ou, ...(await sert([], ici)) };
}

// Trame started with no folder named, near no folder of a service; `ou` is free to write in.
export async function seule() {
  const ou = temporaire();
  const ici = join(ou, "poste", "Trame");
  mkdirSync(ici, { recursive: true });
  return { ou, ...(await sert([], ici)) };
}

export function range() {
  for (const geste of aRanger.splice(0).reverse()) geste();
}

export const ouvreLeNavigateur = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});

// A window that has entered the page of `lieu`. What its console or the network complains of is kept in `plaintes`.
export async function fenetre(navigateur, lieu, reglages = {}) {
  const contexte = await navigateur.newContext({
    locale: "fr-FR", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...reglages,
  });
  contexte.setDefaultTimeout(60_000);
  if (reglages.javaScriptEnabled !== false) await contexte.addInitScript({ content: axe });
  const plaintes = [];
  const page = await contexte.newPage();
  page.on("console", (mot) => {
    if (["error", "warning"].includes(mot.type())) plaintes.push(`${page.url()} : ${mot.text()}`);
  });
  page.on("pageerror", (erreur) => plaintes.push(`${page.url()} : ${erreur}`));
  page.on("requestfailed", (demande) => {
    // a page that is left closes what it was still asking for
    if (demande.failure()?.errorText !== "net::ERR_ABORTED") plaintes.push(`${demande.url()} : ${demande.failure()?.errorText}`);
  });
  page.on("request", (demande) => {
    if (!demande.url().startsWith(lieu.base) && !demande.url().startsWith("blob:")) plaintes.push(`demandé ailleurs : ${demande.url()}`);
  });
  await page.goto(lieu.entree);
  const va = async (chemin) => {
    const reponse = await page.goto(lieu.base + chemin);
    assert.equal(reponse.status(), 200, chemin);
  };
  return { contexte, page, plaintes, va };
}

// What axe finds, a line for each element; nothing of its best practices is left out.
export async function violations(page) {
  const resultat = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return resultat.violations.flatMap((faute) => faute.nodes.map(
    (noeud) => `${faute.id} : ${noeud.target.join(" ")} : ${noeud.html.slice(0, 160)} : ${noeud.any.concat(noeud.all, noeud.none).map((raison) => raison.message).join(" ")}`,
  ));
}

// Text of an element as one reads it: narrow and no-break spaces are spaces.
export const mots = async (lieu) => (await lieu.innerText()).replace(/[\u00a0\u202f\s]+/g, " ");

export function contient(texte, attendu) {
  assert.ok(texte.includes(attendu), `« ${attendu} » est absent de : ${texte.slice(0, 1500)}`);
}
