// Encodes the pictures of a film as VP9, in a page of its own that shows nothing.
"use strict";

(function () {
  const CODEC = "vp09.00.41.08";
  const QUANTIZER = 12;
  const KEY_EVERY_S = 5;
  const MOST_WAITING = 8;

  /** @type {{key: boolean, bytes: Uint8Array}[]} */
  const chunks = [];

  /** @param {number} width @param {number} height @param {number} rate @param {number[]} repeats */
  async function encode(width, height, rate, repeats) {
    /** @type {string} */
    let failure = "";
    const encoder = new VideoEncoder({
      output(chunk) {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        chunks.push({ key: chunk.type === "key", bytes });
      },
      error(error) {
        failure = String(error.message);
      },
    });
    // Of a constant quality, a picture that stays costs hardly anything.
    encoder.configure({ codec: CODEC, width, height, framerate: rate, bitrateMode: "quantizer" });
    let number = 0;
    for (const [at, repeat] of repeats.entries()) {
      const answer = await fetch(`/film/${at}.png`);
      const picture = await createImageBitmap(await answer.blob());
      for (let time = 0; time < repeat; time += 1) {
        const frame = new VideoFrame(picture, { timestamp: Math.round((number * 1e6) / rate) });
        encoder.encode(frame, { keyFrame: number % (KEY_EVERY_S * rate) === 0, vp9: { quantizer: QUANTIZER } });
        frame.close();
        number += 1;
        while (encoder.encodeQueueSize > MOST_WAITING) {
          await new Promise((next) => encoder.addEventListener("dequeue", next, { once: true }));
        }
        if (failure) throw new Error(failure);
      }
      picture.close();
      document.title = `done ${at + 1}`;
    }
    await encoder.flush();
    if (failure) throw new Error(failure);
  }

  /** @param {Uint8Array} bytes */
  function base64(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  }

  globalThis.film = {
    start(width, height, rate, repeats) {
      encode(width, height, rate, repeats).then(
        () => (document.title = "whole"),
        (error) => (document.title = `failed ${error.message}`),
      );
    },
    chunks: () => chunks.map((chunk) => ({ key: chunk.key, data: base64(chunk.bytes) })),
  };
})();
