// What the first paint needs: the fonts, asked for at once, and the answers that came with the page.
"use strict";
window.arctic = /** @type {Arctic} */ ({
  askForFonts(letters) {
    const styles = ["400", "600", "italic 400"];
    return Promise.all(styles.map((style) => document.fonts.load(`${style} 12px "Source Sans 3"`, letters)));
  },
  // Taken out once; where the page came without any, there are none.
  first() {
    const element = document.getElementById("first");
    const answers = element ? JSON.parse(element.textContent ?? "") : {};
    element?.remove();
    arctic.first = () => answers;
    return answers;
  },
});
arctic.lettering = arctic.askForFonts();
