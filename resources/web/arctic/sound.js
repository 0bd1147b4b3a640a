// Plays tones one after the other.
"use strict";

(function () {
  const VOLUME = 0.25;
  const FADE_S = 0.02; // a tone that begins or ends at once clicks
  const SOUNDING = 0.85; // share of a tone's time

  /** @type {AudioContext | null} */
  let playing = null;

  /** @type {Arctic["scheduleTones"]} */
  arctic.scheduleTones = (context, pitches, seconds) => {
    const start = context.currentTime + FADE_S;
    let last = null;
    for (const [number, pitch] of pitches.entries()) {
      if (pitch === null) continue;
      const [from, to] = [start + number * seconds, start + (number + SOUNDING) * seconds];
      const [tone, volume] = [context.createOscillator(), context.createGain()];
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(VOLUME, from + FADE_S);
      volume.gain.setValueAtTime(VOLUME, to - FADE_S);
      volume.gain.linearRampToValueAtTime(0, to);
      tone.connect(volume).connect(context.destination);
      tone.start(from);
      tone.stop(to);
      last = tone;
    }
    return last;
  };

  /** @param {Messages.PlayTones} message */
  arctic.playTones = ({ pitches, seconds }) => {
    void playing?.close();
    playing = null;
    if (!pitches.length) return;
    const context = (playing = new AudioContext());
    const last = arctic.scheduleTones(context, pitches, seconds);
    // An open context keeps the sound system at work.
    last?.addEventListener("ended", () => {
      if (playing !== context) return;
      playing = null;
      void context.close();
    });
  };
})();
