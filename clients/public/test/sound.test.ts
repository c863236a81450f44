// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Call } from "../src/display/calls.ts";
import { Sound } from "../src/display/sound.ts";

/** Like Chromium's: it names its voices only a moment after it was first asked. */
class LateVoices extends EventTarget {
  private list: { lang: string }[] = [];
  readonly said: string[] = [];
  private wasAsked = false;

  private readonly later: { lang: string }[];
  private readonly afterMs: number;

  constructor(later: { lang: string }[], afterMs: number) {
    super();
    this.later = later;
    this.afterMs = afterMs;
  }

  getVoices() {
    if (!this.wasAsked) setTimeout(() => this.become(), this.afterMs);
    this.wasAsked = true;
    return this.list;
  }

  private become() {
    this.list = this.later;
    if (this.list.length) this.dispatchEvent(new Event("voiceschanged"));
  }

  speak(utterance: { text: string; onend?: () => void }) {
    if (utterance.text) this.said.push(utterance.text);
    setTimeout(() => utterance.onend?.(), 10);
  }

  cancel() {}
}

const CALL = { ticketNumber: "A-042", room: "Room 3" } as Call;

beforeEach(() => {
  vi.useFakeTimers();
  const tone = { frequency: {}, connect: () => ({ connect() {} }), start() {}, stop() {} };
  const loudness = { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect() {} };
  const audio = { state: "running", currentTime: 0, createOscillator: () => tone, createGain: () => loudness };
  vi.stubGlobal("AudioContext", function AudioContext() {
    return audio;
  });
  vi.stubGlobal("SpeechSynthesisUtterance", function Utterance(this: object, text: string) {
    Object.assign(this, { text });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function announced(speech: LateVoices): Promise<string[]> {
  vi.stubGlobal("speechSynthesis", speech);
  const sound = new Sound();
  sound.isAllowed();
  const over = sound.announce(CALL, ["en"]);
  await vi.advanceTimersByTimeAsync(20_000);
  await over;
  return speech.said;
}

test("the first call is spoken, too, though the browser names its voices late", async () => {
  const speech = new LateVoices([{ lang: "en-IE" }], 2_000);
  expect(await announced(speech)).toEqual(["Number A 42, please go to Room 3."]);
});

test("a device that has no voice at all goes on without one", async () => {
  expect(await announced(new LateVoices([], 0))).toEqual([]);
});
