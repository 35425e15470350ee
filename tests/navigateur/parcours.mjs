// A first run, three people's journeys through the page, then every page looked at, in a real browser: `node tests/navigateur/parcours.mjs`
// after `cargo build --release`. CAPTURES=1 also writes the pictures of docs/page. An argument runs one part only.

import { cheffe } from "./cheffe.mjs";
import { comptable } from "./comptable.mjs";
import { direct } from "./direct.mjs";
import { nouveau } from "./nouveau.mjs";
import { ouvreLeNavigateur, range } from "./outils.mjs";
import { toutesLesPages } from "./pages.mjs";
import { reglages } from "./reglages.mjs";
import { secretaire } from "./secretaire.mjs";

const PARTIES = { nouveau, secretaire, cheffe, comptable, reglages, direct, pages: toutesLesPages };
const voulues = process.argv.slice(2);
for (const nom of voulues) {
  if (!Object.hasOwn(PARTIES, nom)) throw new Error(`partie inconnue : ${nom} (${Object.keys(PARTIES).join(", ")})`);
}

const navigateur = await ouvreLeNavigateur();
try {
  for (const [nom, partie] of Object.entries(PARTIES)) {
    if (voulues.length > 0 && !voulues.includes(nom)) continue;
    const debut = Date.now();
    console.log(nom);
    await partie(navigateur);
    console.log(`  fait en ${((Date.now() - debut) / 1000).toFixed(1)} s`);
  }
} finally {
  await navigateur.close();
  range();
}
