/**
 * Follows the ticket while its page is open. The server writes the page; this only fetches it anew when something has
 * changed, and makes itself heard when it is the patient's turn.
 */
const AT_MOST_EACH_MS = 2_000;
const RECONNECT_MS = 5_000;
const SAFE_EACH_MS = 60_000;

const token = location.pathname.split("/")[2] ?? "";
let audio: AudioContext | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let last = 0;
let heard = ticket()?.dataset.call ?? "";

function ticket(): HTMLElement | null {
  return document.getElementById("ticket");
}

/** Whoever is reading or filling in isn't disturbed, unless it is the turn. */
function isBusy(): boolean {
  return document.querySelector("details[open]") !== null;
}

async function refresh(): Promise<void> {
  last = Date.now();
  const now = ticket();
  const address = new URL(location.href);
  address.searchParams.set("lang", document.documentElement.lang);
  address.searchParams.delete("told");
  if (now?.dataset.seen) address.searchParams.set("seen", now.dataset.seen);
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
    if (answer.status === 404) location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("ticket");
    if (!next || !now) return;
    const isCalled = next.dataset.state === "CALLED";
    if (isBusy() && !isCalled) {
      soon(AT_MOST_EACH_MS * 2);
      return;
    }
    isStale(false);
    const hadFocus = now.contains(document.activeElement);
    now.replaceWith(document.importNode(next, true));
    dress();
    if (hadFocus) document.querySelector<HTMLElement>("#ticket a, #ticket summary")?.focus();
    const said = document.getElementById("said");
    if (said && said.textContent !== next.dataset.say) said.textContent = next.dataset.say ?? "";
    const call = next.dataset.call ?? "";
    if (isCalled && call !== heard) alarm();
    heard = call;
  } catch {
    isStale(true);
    soon(RECONNECT_MS);
  }
}

function soon(ms: number = Math.max(0, last + AT_MOST_EACH_MS - Date.now())): void {
  clearTimeout(timer);
  timer = setTimeout(() => void refresh(), ms);
}

function isStale(stale: boolean): void {
  document.querySelector(".stale")?.remove();
  const now = ticket();
  if (!stale || !now) return;
  const note = document.createElement("p");
  note.className = "stale";
  note.setAttribute("role", "alert");
  note.textContent = now.dataset.offline ?? "";
  now.prepend(note);
}

/** What only makes sense with a script: no link to look again, a button for the sound. */
function dress(): void {
  const now = ticket();
  document.getElementById("again")?.remove();
  if (!now || now.dataset.state === "OVER") return;
  const line = document.createElement("p");
  if (audio?.state === "running") {
    line.className = "soft";
    line.textContent = now.dataset.soundOn ?? "";
  } else {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = now.dataset.sound ?? "";
    button.addEventListener("click", async () => {
      audio ??= new AudioContext();
      await audio.resume();
      beep(0.15);
      line.className = "soft";
      line.textContent = now.dataset.soundOn ?? "";
    });
    line.append(button);
  }
  now.querySelector("footer")?.append(line);
}

function beep(loudness: number): void {
  if (audio?.state !== "running") return;
  for (const [frequency, at] of [
    [659, 0],
    [523, 0.3],
    [659, 0.6],
  ] as const) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    const start = audio.currentTime + at;
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(loudness, start + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(gain).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.6);
  }
}

function alarm(): void {
  navigator.vibrate?.([400, 200, 400, 200, 800]);
  beep(0.6);
  document.title = ticket()?.dataset.say ?? document.title;
}

function follow(): void {
  const stream = new EventSource(`/api/v1/tickets/${token}/events`);
  // The first one only says how things stand, as the page does already.
  let isFirst = true;
  stream.addEventListener("ticket", () => {
    if (!isFirst) soon();
    isFirst = false;
  });
  stream.addEventListener("forecast", () => soon());
  stream.addEventListener("open", () => {
    if (document.querySelector(".stale")) soon();
  });
  stream.addEventListener("error", () => {
    isStale(true);
    if (stream.readyState !== EventSource.CLOSED) return;
    stream.close();
    setTimeout(follow, RECONNECT_MS * 2);
    soon(RECONNECT_MS);
  });
}

function start(): void {
  const said = document.createElement("p");
  said.id = "said";
  said.className = "hidden";
  said.setAttribute("role", "status");
  document.body.append(said);
  dress();
  if (ticket()?.dataset.state !== "OVER") follow();
  // Where streams are held up by something in between, the page is still no older than this.
  setInterval(() => {
    if (ticket()?.dataset.state !== "OVER" && Date.now() - last > SAFE_EACH_MS) soon();
  }, SAFE_EACH_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") soon();
  });
}

if (ticket()) start();

export {};
