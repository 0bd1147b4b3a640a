// The channel to the program: typed messages in both directions.
"use strict";

(function () {
  /** @type {string[]} */
  const queue = [];
  /** @type {(text: string) => void} */
  let transmit = (text) => {
    queue.push(text);
  };

  arctic.send = (type, ...[message]) => transmit(JSON.stringify({ type, ...message }));

  /** @type {Promise<BatchHandler>} */
  const handler = new Promise((resolve) => (arctic.connect = resolve));

  /** @type {(count: number, text: string) => Promise<void>} */
  const handle = async (count, text) => (await handler)(JSON.parse(text), count);

  /** @type {(count: number, text: string) => Promise<void>} */
  const paint = async (count, text) => {
    await handle(count, text);
    await new Promise((resolve) => arctic.whenPainted(() => resolve(null)));
    arctic.send("Painted", { count });
  };

  // Connects at once, so that the channel is open when the page has a message.
  // After each numbered batch the page reports that it is painted.
  const transport = window.qt?.webChannelTransport;
  if (transport) {
    new QWebChannel(transport, ({ objects: { bridge } }) => {
      bridge.sent.connect((count, text) => (count ? arctic.track(paint(count, text)) : handle(count, text)));
      transmit = (text) => bridge.receive(text);
      queue.splice(0).forEach(transmit);
    });
  }

  /** @param {string} url */
  const fetchFile = async (url) => {
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) throw new Error(`${url} could not be read`);
    return response;
  };

  /** @param {string} url */
  const json = async (url) => {
    const preloaded = await arctic.preloaded;
    const known = preloaded[url];
    delete preloaded[url];
    return known ?? (await fetchFile(url)).json();
  };

  /** @param {string} url */
  const bytes = async (url) => new Uint8Array(await (await fetchFile(url)).arrayBuffer());

  arctic.read = (url) => arctic.track(json(url));
  arctic.readBytes = (url) => arctic.track(bytes(url));
})();
