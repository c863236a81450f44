import { once } from "node:events";
import { createServer, type IncomingMessage, type Server as Listener, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { freePort } from "./ports.ts";

const WORKER = /^\/(desk|app)\/worker\.js/;

/**
 * The hospital's network: what stands between the browsers and the server. A browser that is told to be offline keeps
 * its open streams, so what is cut here is the wire.
 */
export class Network {
  /** Where the server is. */
  readonly target: number;
  private readonly listener: Listener;
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private answersAreLost = false;
  private release = 0;

  private constructor(listener: Listener, target: number) {
    this.listener = listener;
    this.target = target;
    listener.on("request", (asked, answer) => this.carry(asked, answer));
    listener.on("connection", (socket: Socket) => {
      if (this.isCut) {
        socket.resetAndDestroy();
        return;
      }
      this.sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => this.sockets.delete(socket));
    });
  }

  /** @param port where browsers reach it, {@code target} where the server is; free ones unless told */
  static async open(port = 0, target?: number): Promise<Network> {
    const listener = createServer();
    listener.listen(port, "127.0.0.1");
    await once(listener, "listening");
    return new Network(listener, target ?? (await freePort()));
  }

  get url(): string {
    return `http://localhost:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Breaks what is open and lets nothing more through. */
  cut(): void {
    this.isCut = true;
    this.breakAll();
  }

  /** Requests arrive, answers don't: what is sent takes effect, and nobody at the desk learns it. */
  loseAnswers(): void {
    this.answersAreLost = true;
  }

  mend(): void {
    this.isCut = false;
    this.answersAreLost = false;
  }

  /** As after an update of the server: the next look at the worker finds another one. */
  releaseNewVersion(): void {
    this.release += 1;
  }

  close(): void {
    this.listener.close();
    this.breakAll();
  }

  private breakAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private carry(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url = "/", headers } = asked;
    const isNewWorker = this.release > 0 && WORKER.test(url);
    const sent = { ...headers };
    if (isNewWorker) {
      sent["accept-encoding"] = "identity";
      delete sent["if-none-match"];
      delete sent["if-modified-since"];
    }
    const forward = request({ port: this.target, host: "127.0.0.1", method, path: url, headers: sent }, (got) => {
      if (this.answersAreLost) {
        got.resume();
        answer.destroy();
        return;
      }
      const suffix = isNewWorker ? `\n// release ${this.release}\n` : "";
      const length = Number(got.headers["content-length"]);
      const head = suffix && length ? { ...got.headers, "content-length": length + suffix.length } : got.headers;
      answer.writeHead(got.statusCode ?? 502, head);
      answer.flushHeaders();
      got.on("data", (bytes) => answer.write(bytes));
      got.on("end", () => answer.end(suffix));
      got.on("error", () => answer.destroy());
    });
    forward.on("error", () => answer.destroy());
    answer.on("close", () => forward.destroy());
    asked.pipe(forward);
  }
}
