import { spawn } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { place } from "./files.ts";

type Deploy = { id: string; status: string; image: string };

/** Render, as far as the script asks it, and the service as people reach it. */
class Render {
  readonly deploys: Deploy[] = [];
  readonly said: string[] = [];
  /** How a new image ends, and whether what serves then answers. */
  fate = "live";
  isHealthy = (_image: string): boolean => true;

  readonly #server = createServer((request, response) => {
    void this.#answer(request).then(([status, body]) => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    });
  });

  async open(): Promise<string> {
    await new Promise<void>((opened) => this.#server.listen(0, "127.0.0.1", opened));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }

  get live(): Deploy | undefined {
    return this.deploys.findLast(({ status }) => status === "live");
  }

  add(image: string, status: string): Deploy {
    if (status === "live") {
      for (const deploy of this.deploys.filter((other) => other.status === "live")) deploy.status = "deactivated";
    }
    const deploy = { id: `dep-${this.deploys.length + 1}`, status, image };
    this.deploys.push(deploy);
    return deploy;
  }

  async #answer(request: IncomingMessage): Promise<[number, unknown]> {
    const { pathname, searchParams } = new URL(request.url as string, "http://render");
    if (pathname === "/.well-known/jwks.json") {
      return [this.live && this.isHealthy(this.live.image) ? 200 : 503, {}];
    }
    if (request.headers.authorization !== "Bearer a-key") {
      return [401, { message: "Unauthorized" }];
    }
    let text = "";
    for await (const part of request) text += String(part);
    const path = pathname.replace("/v1/services/srv-1", "");
    this.said.push(`${request.method} ${path}`);
    if (request.method === "POST") return this.#change(path, text);
    if (path === "/deploys" && searchParams.get("status") === "live") {
      return [200, this.live ? [{ deploy: this.live, cursor: "x" }] : []];
    }
    const asked = this.deploys.find(({ id }) => path === `/deploys/${id}`);
    return asked ? [200, asked] : [404, { message: "not found" }];
  }

  #change(path: string, text: string): [number, unknown] {
    if (path === "/deploys") {
      const { imageUrl } = JSON.parse(text) as { imageUrl: string };
      return [201, this.add(imageUrl, this.fate)];
    }
    const { deployId } = JSON.parse(text) as { deployId: string };
    const before = this.deploys.find(({ id }) => id === deployId);
    return before && path === "/rollback" ? [201, this.add(before.image, "live")] : [404, { message: "not found" }];
  }
}

let render: Render;

afterEach(() => render.close());

async function deploy(image: string): Promise<{ code: number | null; told: string }> {
  const address = await render.open();
  const script = spawn(place("ops/deploy/render"), [image], {
    env: {
      ...process.env,
      RENDER_API: `${address}/v1`,
      RENDER_API_KEY: "a-key",
      RENDER_SERVICE_ID: "srv-1",
      PUBLIC_URL: address,
      DEPLOY_PAUSE: "0.05",
      DEPLOY_PATIENCE: "5",
    },
  });
  let told = "";
  script.stdout.on("data", (part) => (told += String(part)));
  script.stderr.on("data", (part) => (told += String(part)));
  const code = await new Promise<number | null>((ended) => script.on("close", ended));
  return { code, told };
}

it("an image that gets healthy stays", async () => {
  render = new Render();
  render.add("old", "live");
  const { code, told } = await deploy("new");
  expect(told).toContain("new serves");
  expect(code).toBe(0);
  expect(render.live?.image).toBe("new");
  expect(render.said).not.toContain("POST /rollback");
});

it("one that can't be started leaves the one before in service", async () => {
  render = new Render();
  render.add("old", "live");
  render.fate = "update_failed";
  const { code, told } = await deploy("new");
  expect(told).toContain("ended as update_failed");
  expect(code).toBe(1);
  expect(render.live?.image).toBe("old");
});

it("one that doesn't answer is taken back", async () => {
  render = new Render();
  render.add("old", "live");
  render.isHealthy = (image) => image === "old";
  const { code, told } = await deploy("new");
  expect(told).toContain("Putting dep-1 back");
  expect(code).toBe(1);
  expect(render.live?.image).toBe("old");
});

it("that the old one still answers doesn't pass for success", async () => {
  render = new Render();
  render.add("old", "live");
  // Render says live of the deploy that was asked for, and another one serves.
  const add = render.add.bind(render);
  render.add = (image, status) => {
    const made = add(image, status);
    if (image === "new") add("somebody else's", "live");
    return image === "new" ? { ...made, status: "live" } : made;
  };
  const { code, told } = await deploy("new");
  expect(told).toMatch(/It is dep-3 that serves, not dep-2|ended as deactivated/);
  expect(code).not.toBe(0);
});

it("where nothing was before, nothing can be put back, and that is said", async () => {
  render = new Render();
  render.fate = "build_failed";
  const { code, told } = await deploy("new");
  expect(told).toContain("There is no earlier version");
  expect(code).toBe(2);
});

it("where not even the one before gets healthy, neither is certain", async () => {
  render = new Render();
  render.add("old", "live");
  render.isHealthy = () => false;
  expect((await deploy("new")).code).toBe(2);
});
