import { once } from "node:events";
import { createServer, type Server as Listener } from "node:http";
import type { AddressInfo } from "node:net";
import { freePort } from "./ports.ts";
import { Server } from "./server.ts";

/** Where the hospital's server, the network before it and whoever starts and stops the server are found. */
export interface Ports {
  control: number;
  network: number;
  server: number;
}

/** What a journey does to the server, which lives in a process that outlives the journeys that fail. */
export class Operator {
  private readonly ports: Ports;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  start(): Promise<void> {
    return this.tell("start");
  }

  /** As an operator does it. */
  stop(): Promise<void> {
    return this.tell("stop");
  }

  /** As a power cut does it. */
  kill(): Promise<void> {
    return this.tell("kill");
  }

  private async tell(what: "start" | "stop" | "kill"): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.ports.control}/${what}`, { method: "POST" });
    if (!answer.ok) throw new Error(await answer.text());
  }
}

/** Starts the one server of all journeys and listens to those who stop and start it; answers how it is closed. */
export async function openHospital(): Promise<{ ports: Ports; close: () => Promise<void> }> {
  const [network, port] = [await freePort(), await freePort()];
  const server = new Server(port, `http://localhost:${network}`);
  const control = await listen(server);
  try {
    await server.start();
  } catch (fault) {
    control.close();
    await server.remove();
    throw fault;
  }
  const ports = { control: (control.address() as AddressInfo).port, network, server: port };
  const close = async () => {
    control.close();
    await server.remove();
  };
  return { ports, close };
}

async function listen(server: Server): Promise<Listener> {
  const control = createServer((asked, answer) => {
    const acts: Record<string, () => Promise<void>> = {
      "/start": () => server.start(),
      "/stop": () => server.stop(),
      "/kill": () => server.kill(),
    };
    const act = acts[asked.url ?? ""];
    if (!act) {
      answer.writeHead(404).end();
      return;
    }
    act().then(
      () => answer.writeHead(204).end(),
      (fault: unknown) => answer.writeHead(500).end(String(fault)),
    );
  });
  control.listen(0, "127.0.0.1");
  await once(control, "listening");
  return control;
}
