/** One event of a stream (Server-Sent Events). */
export interface StreamEvent {
  name: string;
  data: string;
}

/**
 * Reads a stream of events until it ends.
 *
 * @param text pieces as they come, cut anywhere
 */
export class EventReader {
  private rest = "";
  private name = "message";
  private data: string[] = [];

  read(text: string): StreamEvent[] {
    const found: StreamEvent[] = [];
    const lines = (this.rest + text).split(/\r?\n/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (this.data.length) found.push({ name: this.name, data: this.data.join("\n") });
        this.name = "message";
        this.data = [];
      } else if (line.startsWith("event:")) this.name = line.slice(6).trim();
      else if (line.startsWith("data:")) this.data.push(line.slice(5).replace(/^ /, ""));
    }
    return found;
  }
}

/** Calls {@code heard} for each event, until the stream ends; throws where it can't be opened. */
export async function followStream(
  url: string,
  request: { fetch: typeof fetch; token: string; signal: AbortSignal; came: () => void },
  heard: (event: StreamEvent) => void,
): Promise<void> {
  const headers = { Authorization: `Bearer ${request.token}`, Accept: "text/event-stream" };
  const response = await request.fetch(url, { headers, cache: "no-store", signal: request.signal });
  if (!response.ok || !response.body) throw new Error(`No stream: ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const events = new EventReader();
  while (true) {
    const { done, value } = await reader.read();
    request.came();
    if (done) return;
    for (const event of events.read(decoder.decode(value, { stream: true }))) heard(event);
  }
}
