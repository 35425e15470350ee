// On a narrow screen, a row shows its faulty cell first: the rest is a scroll away.
"use strict";

(function montrerLaCellule() {
  for (const cadre of document.querySelectorAll(".constat .defile")) {
    const cellule = cadre.querySelector(".fautive");
    if (cellule) cadre.scrollLeft = cellule.offsetLeft + cellule.offsetWidth - cadre.clientWidth + 8;
  }
})();
