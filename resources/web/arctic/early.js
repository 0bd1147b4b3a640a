// Asks for what the first paint needs while Leaflet is still being read.
"use strict";
var arctic = { early: new Map() };

(function () {
  function ask(url) {
    const answer = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url} could not be read`);
      return response.json();
    });
    // Whoever reads it hears of a failure; until then it is nobody's.
    answer.catch(() => {});
    arctic.early.set(url, answer);
    return answer;
  }

  ask("/start.json")
    .then((messages) => {
      for (const message of messages) {
        if (message.type === "ShowPlane") [message.outline, message.levels[0][1]].forEach(ask);
        if (message.type === "ShowLayer" && message.url) ask(message.url);
      }
    })
    .catch(() => {});
})();
