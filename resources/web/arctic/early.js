// What the first paint needs, asked for at once: the fonts, and all that the page would ask for one by one.
"use strict";
window.arctic = /** @type {Arctic} */ ({
  askForFonts(letters) {
    const styles = ["400", "600", "italic 400"];
    return Promise.all(styles.map((style) => document.fonts.load(`${style} 12px "Source Sans 3"`, letters)));
  },
  // A page of its own has no program that it could ask.
  first: window.qt?.webChannelTransport
    ? fetch("/first.json").then(
        (answer) => (answer.ok ? answer.json() : {}),
        () => ({}),
      )
    : Promise.resolve({}),
});
arctic.lettering = arctic.askForFonts();
