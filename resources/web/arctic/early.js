// What the first paint needs: the fonts, asked for at once, and all that the page would ask for one by one.
"use strict";
window.arctic = /** @type {Arctic} */ ({
  askForFonts(letters) {
    const styles = ["400", "600", "italic 400"];
    return Promise.all(styles.map((style) => document.fonts.load(`${style} 12px "Source Sans 3"`, letters)));
  },
  // It stands behind all scripts.
  first: new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve)).then(() => {
    const element = document.getElementById("first");
    element?.remove();
    return JSON.parse(element?.textContent || "{}");
  }),
});
arctic.reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
arctic.lettering = arctic.askForFonts();
