// The line to the program: typed messages both ways, and nothing else.
"use strict";

(function () {
  /** @type {string[]} */
  const waiting = [];
  /** @type {(text: string) => void} */
  let hear = (text) => {
    waiting.push(text);
  };

  arctic.say = (type, ...[message]) => hear(JSON.stringify({ type, ...message }));

  /** @type {Promise<Handle>} */
  const handler = new Promise((resolve) => (arctic.connect = resolve));

  /** @type {(count: number, text: string) => Promise<void>} */
  const act = async (count, text) => (await handler)(JSON.parse(text), count);

  /** @type {(count: number, text: string) => Promise<void>} */
  const paint = async (count, text) => {
    await act(count, text);
    await new Promise((resolve) => arctic.whenPainted(() => resolve(null)));
    arctic.say("Painted", { count });
  };

  // Begun at once, so that the line stands when the page has something to say.
  // Each numbered batch of messages is followed by a report that it is on the screen.
  const transport = window.qt?.webChannelTransport;
  if (transport) {
    new QWebChannel(transport, ({ objects: { bridge } }) => {
      bridge.sent.connect((count, text) => (count ? arctic.track(paint(count, text)) : act(count, text)));
      hear = (text) => bridge.receive(text);
      waiting.splice(0).forEach(hear);
    });
  }

  /** @param {string} url */
  const answer = async (url) => {
    const found = await fetch(url).catch(() => null);
    if (!found?.ok) throw new Error(`${url} could not be read`);
    return found;
  };

  /** @param {string} url */
  const json = async (url) => {
    const first = await arctic.first;
    const early = first[url];
    delete first[url];
    return early ?? (await answer(url)).json();
  };

  /** @param {string} url */
  const bytes = async (url) => new Uint8Array(await (await answer(url)).arrayBuffer());

  arctic.read = (url) => arctic.track(json(url));
  arctic.bytes = (url) => arctic.track(bytes(url));
})();
