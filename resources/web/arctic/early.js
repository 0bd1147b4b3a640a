// Loads what the first paint needs: fonts, and the files embedded in the page.
"use strict";
window.arctic = /** @type {Arctic} */ ({
  loadFonts(characters) {
    const styles = ["400", "600", "italic 400"];
    return Promise.all(styles.map((style) => document.fonts.load(`${style} 12px "Source Sans 3"`, characters)));
  },
  // The element follows all scripts.
  preloaded: new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve)).then(() => {
    const element = document.getElementById("first");
    element?.remove();
    return JSON.parse(element?.textContent || "{}");
  }),
});
arctic.reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
arctic.fontsLoaded = arctic.loadFonts();
