import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ModelServer } from "./simulation/server.ts";

/** The model of the server on a real port; who asks is named by the token "token-of-USER". */
export async function serve(server: ModelServer): Promise<{ http: Server; port: number }> {
  const http = createServer(async (request, response) => {
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
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return { http, port: (http.address() as AddressInfo).port };
}
