import { fill, type Language } from "../shared/languages.ts";
import type { Call } from "./calls.ts";
import { TEXTS } from "./texts.ts";

const LONGEST_SPEECH_MS = 15_000;
/** A browser that has voices names them within this. */
const VOICES_MS = 3_000;

/** Chime and speech. A browser lets them be heard only after somebody has pressed something. */
export class Sound {
  private audio: AudioContext | null = null;

  get isOn(): boolean {
    return this.audio?.state === "running";
  }

  /** Where the browser was started for that, it may be heard without a press. */
  isAllowed(): boolean {
    void voices();
    if (!("AudioContext" in window)) return false;
    this.audio ??= new AudioContext();
    return this.isOn;
  }

  async turnOn(): Promise<void> {
    this.audio ??= new AudioContext();
    await this.audio.resume();
    // The first speech has to come of the press, too.
    if ("speechSynthesis" in window) speechSynthesis.speak(new SpeechSynthesisUtterance(""));
  }

  async announce(call: Call, languages: Language[]): Promise<void> {
    if (!this.audio || !this.isOn) return;
    await chime(this.audio);
    for (const language of languages) await speak(spoken(call, language), language);
  }
}

/** A-042 is read as "A 42". */
export function spoken({ ticketNumber, room }: Call, language: Language): string {
  const number = ticketNumber.replace(/-0*/, " ");
  return fill(room ? TEXTS[language].announce : TEXTS[language].announceDesk, { number, room });
}

async function chime(audio: AudioContext): Promise<void> {
  const start = audio.currentTime;
  for (const [frequency, at] of [
    [659, 0],
    [523, 0.35],
  ] as const) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0.0001, start + at);
    loudness.gain.exponentialRampToValueAtTime(0.5, start + at + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.9);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start + at);
    tone.stop(start + at + 1);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_300));
}

/** Chromium names none when it is first asked, and tells when it knows them. */
export function voices(): Promise<SpeechSynthesisVoice[]> {
  if (!("speechSynthesis" in window)) return Promise.resolve([]);
  const known = speechSynthesis.getVoices();
  if (known.length > 0) return Promise.resolve(known);
  return new Promise((resolve) => {
    const told = () => {
      clearTimeout(timer);
      speechSynthesis.removeEventListener("voiceschanged", told);
      resolve(speechSynthesis.getVoices());
    };
    const timer = setTimeout(told, VOICES_MS);
    speechSynthesis.addEventListener("voiceschanged", told);
  });
}

/** In a language that the device has no voice for it says nothing, rather than with a wrong one. */
async function speak(text: string, language: Language): Promise<void> {
  const voice = (await voices()).find(({ lang }) => lang.toLowerCase().startsWith(language));
  if (!voice) return;
  await new Promise<void>((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    // Some engines never say that they have ended; the next one must not wait for ever.
    const timer = setTimeout(() => {
      speechSynthesis.cancel();
      resolve();
    }, LONGEST_SPEECH_MS);
    utterance.onend = utterance.onerror = () => {
      clearTimeout(timer);
      resolve();
    };
    speechSynthesis.speak(utterance);
  });
}
