// The line to the program: typed messages both ways, and nothing else.
"use strict";

(function () {
  const waiting = [];
  let hear = (text) => waiting.push(text);

  arctic.say = (type, message = {}) => hear(JSON.stringify({ type, ...message }));

  // Each batch of messages is followed by a report that it is on the screen.
  arctic.connect = (handle) => {
    if (!window.qt?.webChannelTransport) return;
    new QWebChannel(qt.webChannelTransport, ({ objects: { bridge } }) => {
      hear = (text) => bridge.hear(text);
      bridge.told.connect(async (count, text) => {
        await handle(JSON.parse(text));
        arctic.whenPainted(() => arctic.say("Painted", { count }));
      });
      waiting.splice(0).forEach(hear);
    });
  };

  // After the next frame has been given to the screen.
  arctic.whenPainted = (then) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  };

  arctic.read = async (url) => {
    const early = arctic.early.get(url);
    arctic.early.delete(url);
    if (early) return early;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} could not be read`);
    return answer.json();
  };
})();
