/** One event of a stream. */
export interface StreamEvent {
  event: string;
  data: string;
}

/** Takes the text of an event stream piece by piece, and gives what is whole. */
export class EventParser {
  private rest = "";

  push(piece: string): StreamEvent[] {
    const parts = (this.rest + piece).split(/\r?\n\r?\n/);
    this.rest = parts.pop() ?? "";
    return parts.flatMap((part) => {
      let event = "message";
      const data: string[] = [];
      for (const line of part.split(/\r?\n/)) {
        if (line.startsWith("event:")) event = line.slice(6).trim();
        else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
      }
      return data.length ? [{ event, data: data.join("\n") }] : [];
    });
  }
}

interface Following {
  /** Of the stream; null where there is no contact just now. */
  token: () => Promise<string | null>;
  url: string;
  onEvent: (event: StreamEvent) => void;
  /** Whatever comes, comments too, says that the server is there. */
  onHeard: () => void;
  onRefused: (status: number) => void;
}

/** The server sends a comment every 15 seconds; a wire that is silent for longer is dead, whatever the browser thinks. */
const SILENT_MS = 40_000;
const LONGEST_PAUSE_MS = 15_000;

/** Follows a stream for good: connects again after each end. Gives what ends it. */
export function follow({ token, url, onEvent, onHeard, onRefused }: Following): () => void {
  let ended = false;
  let failures = 0;
  let abort = new AbortController();
  let timer: ReturnType<typeof setTimeout>;

  const listen = async () => {
    const text = await token();
    if (!text) throw new Error("no token");
    abort = new AbortController();
    let silence = setTimeout(() => abort.abort(), SILENT_MS);
    try {
      const headers = { Authorization: `Bearer ${text}`, Accept: "text/event-stream" };
      const response = await fetch(url, { headers, signal: abort.signal, cache: "no-store" });
      if (!response.ok || !response.body) {
        onRefused(response.status);
        throw new Error(String(response.status));
      }
      const parser = new EventParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(silence);
        silence = setTimeout(() => abort.abort(), SILENT_MS);
        failures = 0;
        onHeard();
        parser.push(value).forEach(onEvent);
      }
    } finally {
      clearTimeout(silence);
    }
  };

  const again = () => {
    listen()
      .catch(() => {
        failures += 1;
      })
      .finally(() => {
        // Not all devices of a house at the same moment, after the server was away.
        const pause = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** failures) * (0.5 + Math.random() / 2);
        if (!ended) timer = setTimeout(again, pause);
      });
  };
  again();
  return () => {
    ended = true;
    clearTimeout(timer);
    abort.abort();
  };
}
