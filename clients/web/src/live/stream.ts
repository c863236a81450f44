import { EventSource } from "eventsource";
import { tokens } from "../session/tokens.ts";
import { desk } from "../sync/desk.ts";

export type LiveEvent = { kind: "forecast"; queueIds: string[] } | { kind: "entries"; queueIds: string[] };

type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();

/** What others do, as it happens; of the rows themselves {@code useView} tells. */
export function onLive(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(event: LiveEvent): void {
  for (const listener of listeners) listener(event);
}

/** One tab holds the stream of a facility for all tabs of this computer; gives what ends it. */
export function follow(facilityId: string): () => void {
  const channel = new BroadcastChannel(`careturn-live-${facilityId}`);
  channel.onmessage = ({ data }: MessageEvent<LiveEvent>) => tell(data);
  const end = new AbortController();
  const share = (event: LiveEvent) => {
    tell(event);
    channel.postMessage(event);
  };
  navigator.locks
    .request(`careturn-live-${facilityId}`, { signal: end.signal }, () => lead(facilityId, share, end.signal))
    .catch(() => undefined);
  return () => {
    end.abort();
    channel.close();
  };
}

function lead(facilityId: string, share: (event: LiveEvent) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout>;
    let failures = 0;
    let isOpen = false;
    const connect = () => {
      source = new EventSource(`${location.origin}/api/v1/events?facilityId=${facilityId}`, {
        fetch: async (input, init) => {
          const token = await tokens.valid();
          if (!token) throw new TypeError("Nobody is signed in");
          return fetch(input, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${token}` } });
        },
      });
      // What happened while there was no stream isn't in it.
      source.onopen = () => {
        failures = 0;
        isOpen = true;
        desk.engine.nudge();
      };
      source.addEventListener("changes", ({ data }) => {
        const { changes } = JSON.parse(data) as { changes: { kind: string; queueId?: string }[] };
        desk.engine.nudge();
        const queueIds = changes.flatMap(({ queueId }) => queueId ?? []);
        if (queueIds.length) share({ kind: "entries", queueIds: [...new Set(queueIds)] });
      });
      source.addEventListener("reset", () => desk.engine.nudge());
      source.addEventListener("forecast", ({ data }) => {
        share({ kind: "forecast", queueIds: (JSON.parse(data) as { queueIds: string[] }).queueIds });
      });
      source.onerror = () => {
        // A stream that breaks is how a cut is noticed at once: asking the server tells whether it is there.
        if (isOpen) desk.engine.nudge();
        isOpen = false;
        if (source?.readyState !== EventSource.CLOSED) return;
        // Refused for good, or without a token: after a while somebody may have signed in again.
        retry = setTimeout(connect, Math.min(60_000, 2_000 * 2 ** failures++));
      };
    };
    connect();
    signal.addEventListener("abort", () => {
      clearTimeout(retry);
      source?.close();
      resolve();
    });
  });
}
