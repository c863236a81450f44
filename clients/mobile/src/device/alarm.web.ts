let audio: AudioContext | null = null;

/** Browsers let a page sound only after somebody has touched it. */
export function prepareSound(): void {
  audio ??= typeof AudioContext === "undefined" ? null : new AudioContext();
  if (audio?.state === "suspended") void audio.resume().catch(() => undefined);
}

/** It's your turn: the phone vibrates where it can, and three tones sound. */
export async function callAttention(_title: string, _text: string): Promise<void> {
  navigator.vibrate?.([500, 200, 500, 200, 800]);
  prepareSound();
  if (audio?.state !== "running") return;
  [660, 880, 660].forEach((frequency, index) => {
    const begin = audio!.currentTime + index * 0.35;
    const tone = audio!.createOscillator();
    const volume = audio!.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.4, begin + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.32);
    tone.connect(volume).connect(audio!.destination);
    tone.start(begin);
    tone.stop(begin + 0.34);
  });
}
