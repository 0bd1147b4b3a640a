// Plays tones one after the other, and reads texts aloud.
"use strict";

(function () {
  const VOLUME = 0.25;
  const FADE_S = 0.02; // a tone that begins or ends at once clicks
  const SOUNDING = 0.85; // share of a tone's time
  const VOICES_MS = 3000; // for the system to list its voices
  /** Codes of languages of voices, the best first. @type {Record<string, string[]>} */
  const CODES = { en: ["en-us", "en-gb", "en"], ru: ["ru"], zh: ["cmn", "zh-cn", "zh"] };

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

  arctic.voiceFor = (voices, language) => {
    const codes = CODES[language] ?? [language];
    // Others would send the text over the network.
    const local = voices.filter((each) => each.localService);
    /** @param {SpeechSynthesisVoice} voice */
    const rank = (voice) => {
      const code = voice.lang.toLowerCase().replace("_", "-");
      const place = codes.findIndex((each) => code === each || code.startsWith(`${each}-`));
      // Variants of a voice, such as "English+Adam", come after it.
      return place < 0 ? Infinity : place + (voice.name.includes("+") ? 0.5 : 0);
    };
    const [best] = local.sort((one, other) => rank(one) - rank(other));
    return best && rank(best) < Infinity ? best : null;
  };

  let listing = 0;

  /** @param {Messages.ReadAloud} message */
  arctic.readAloud = ({ text, language }) => {
    window.clearTimeout(listing);
    speechSynthesis.onvoiceschanged = null;
    speechSynthesis.cancel();
    if (!text) return;
    const read = () => {
      window.clearTimeout(listing);
      speechSynthesis.onvoiceschanged = null;
      const voice = arctic.voiceFor(speechSynthesis.getVoices(), language);
      if (!voice) return arctic.send("VoiceMissing");
      const utterance = new SpeechSynthesisUtterance(text);
      [utterance.voice, utterance.lang] = [voice, voice.lang];
      utterance.onerror = ({ error }) => {
        if (error !== "interrupted" && error !== "canceled") arctic.send("VoiceMissing");
      };
      speechSynthesis.speak(utterance);
    };
    if (speechSynthesis.getVoices().length) return read();
    // Comes with an empty list first.
    speechSynthesis.onvoiceschanged = () => {
      if (speechSynthesis.getVoices().length) read();
    };
    listing = window.setTimeout(read, VOICES_MS);
  };
})();
