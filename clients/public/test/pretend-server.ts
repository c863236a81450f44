import { createReadStream, existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { extname, join } from "node:path";
import type { Call } from "../src/display/calls.ts";

const DIST = new URL("../dist/", import.meta.url).pathname;
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};
const FACILITY = {
  id: "f",
  name: "St Brigid's Hospital",
  country: "IE",
  timeZone: "Europe/Dublin",
  serviceDayStart: "04:00:00",
};

export const OFFERS = [
  { id: "q1", serviceName: "General medicine", prefix: "A", open: true },
  { id: "q2", serviceName: "X-ray", prefix: "X", open: true },
  { id: "q3", serviceName: "Laboratory", prefix: "L", open: true },
];

/** The built apps, and as much of a server as it takes to feed a display faster than a hospital could. */
export class PretendServer {
  private readonly streams = new Set<ServerResponse>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private last: Call[] = [];
  private isAway = false;

  constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  get followers(): number {
    return this.streams.size;
  }

  /** As while it is started anew: streams end, and none begins. */
  set away(away: boolean) {
    this.isAway = away;
    if (away) for (const stream of this.streams) stream.end();
  }

  tell(calls: Call[]): void {
    this.last = calls;
    for (const stream of this.streams) stream.write(board(calls));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "/").split("?")[0]!;
    if (path === "/api/v1/events" && !this.isAway) {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write(board(this.last));
      this.streams.add(response);
      response.on("close", () => this.streams.delete(response));
      return;
    }
    if (path.startsWith("/api/")) {
      const body = json(path);
      response.writeHead(body ? 200 : 503, { "Content-Type": "application/json" });
      response.end(JSON.stringify(body ?? { code: "unavailable" }));
      return;
    }
    const file = join(DIST, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  }
}

function board(calls: Call[]): string {
  return `event: board\ndata: ${JSON.stringify({ version: 1, board: { calls } })}\n\n`;
}

function json(path: string): unknown {
  if (path.endsWith("/auth/refresh") || path.endsWith("/auth/pair")) {
    const roles = [{ role: "DEVICE", facilityId: "f" }];
    const account = { id: "a", displayName: "Waiting room", kind: "DEVICE", roles, patientId: null };
    return { accessToken: "x.e30.x", expiresIn: 600, tokenType: "Bearer", account };
  }
  if (path.endsWith("/queues")) return { items: OFFERS };
  if (path.endsWith("/routes")) return { items: [] };
  if (path === "/api/v1/facilities/f") return FACILITY;
  return null;
}
