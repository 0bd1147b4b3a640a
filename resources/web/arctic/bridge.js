// The line to the program: typed messages both ways, and nothing else.
"use strict";

(function () {
  const waiting = [];
  let hear = (text) => waiting.push(text);

  arctic.say = (type, message = {}) => hear(JSON.stringify({ type, ...message }));

  let connected;
  const handler = new Promise((resolve) => (connected = resolve));
  arctic.connect = connected;

  // Begun at once, so that the line stands when the page has something to say.
  // Each batch of messages is followed by a report that it is on the screen.
  if (window.qt?.webChannelTransport) {
    new QWebChannel(qt.webChannelTransport, ({ objects: { bridge } }) => {
      bridge.told.connect(async (count, text) => {
        const handle = await handler;
        await handle(JSON.parse(text));
        arctic.whenPainted(() => arctic.say("Painted", { count }));
      });
      hear = (text) => bridge.hear(text);
      waiting.splice(0).forEach(hear);
    });
  }

  // After the next frame has been given to the screen.
  arctic.whenPainted = (then) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  };

  arctic.read = async (url) => {
    const first = arctic.first();
    const early = first[url];
    delete first[url];
    if (early) return early;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} could not be read`);
    return answer.json();
  };
})();
