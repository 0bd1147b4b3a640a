// Translated texts, error texts, and a callback after painting.
"use strict";

(function () {
  const MAX_ERROR_LENGTH = 300;

  // Runs a callback once the next frame is on the screen. A message is delivered after painting,
  // unlike another animation frame.
  arctic.whenPainted = (callback) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = callback;
      channel.port2.postMessage(null);
    });
  };

  // Translations by their English form. A text without one stays English.
  /** @type {Record<string, string>} */
  let translations = {};
  arctic.setTranslations = (table) => (translations = table);
  arctic.tr = (english, values = {}) =>
    (translations[english] ?? english).replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));

  // The text of an error, cut to the length that the program shows.
  arctic.errorText = (error) => (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_LENGTH);
})();
