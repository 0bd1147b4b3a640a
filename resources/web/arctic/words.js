// What the scripts say, and when: in the program's words, and after what was painted.
"use strict";

(function () {
  // After the next frame has been given to the screen.
  arctic.whenPainted = (then) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  };

  // The program's words for what the scripts say, by the English form; what it lacks is said in English.
  /** @type {Record<string, string>} */
  let table = {};
  arctic.speak = (words) => (table = words);
  arctic.tr = (english, gaps = {}) =>
    (table[english] ?? english).replace(/\{(\w+)\}/g, (gap, name) => String(gaps[name] ?? gap));

  // What went wrong, in as many letters as are shown of it.
  arctic.words = (problem) => (problem instanceof Error ? problem.message : String(problem)).slice(0, 300);
})();
