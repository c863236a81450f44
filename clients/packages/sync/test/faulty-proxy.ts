import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type Fault = "none" | "delay" | "reset" | "half-open" | "swallow answers" | "refuse";

export const FAULTS: readonly Fault[] = ["delay", "reset", "half-open", "swallow answers", "refuse"];

/** A TCP proxy that does to connections what bad networks do; the fault may change at any moment. */
export class FaultyProxy {
  fault: Fault = "none";
  private readonly random: () => number;
  private readonly target: number;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => this.accept(client));

  constructor(target: number, random: () => number) {
    this.target = target;
    this.random = random;
  }

  async listen(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private accept(client: Socket): void {
    if (this.fault === "refuse") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(this.target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (bytes) => this.carry(bytes, client, upstream, false));
    upstream.on("data", (bytes) => this.carry(bytes, upstream, client, true));
  }

  private carry(bytes: Buffer, from: Socket, to: Socket, isAnswer: boolean): void {
    switch (this.fault) {
      case "delay":
        setTimeout(() => to.writable && to.write(bytes), this.random() * 200);
        break;
      case "reset":
        // Now and then after half of it has gone through.
        if (this.random() < 0.5) to.write(bytes.subarray(0, bytes.length / 2));
        from.resetAndDestroy();
        break;
      case "half-open":
        break;
      case "swallow answers":
        if (!isAnswer) to.write(bytes);
        break;
      default:
        if (to.writable) to.write(bytes);
    }
  }
}
