import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ModelServer } from "./simulation/server.ts";

/** The model of the server; who asks is named by the token "token-of-USER". */
export function handler(server: ModelServer) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = "";
    try {
      for await (const chunk of request) body += chunk;
    } catch {
      return;
    }
    const user = String(request.headers.authorization).replace("Bearer token-of-", "");
    const asked = JSON.parse(body);
    const path = request.url!.replace("/api/v1/sync/", "");
    const answer =
      path === "push"
        ? server.push(user, asked)
        : path === "pull"
          ? server.pull(user, asked)
          : server.register(user, String(request.headers["idempotency-key"]), asked.facilityId);
    response.writeHead(answer.ok ? 200 : answer.status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer.ok ? answer.value : { code: answer.code }));
  };
}

/** On a real port. */
export async function serve(server: ModelServer): Promise<{ http: Server; port: number }> {
  const http = createServer(handler(server));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return { http, port: (http.address() as AddressInfo).port };
}
