import type { ConflictDetail, ConflictNetwork, Resolution } from "./conflicts.ts";
import type { Network } from "./ports.ts";
import type { Answer, Failure, JsonObject, PullAnswer, PullRequest, PushAnswer, PushRequest } from "./protocol.ts";
import type { Lease, LeaseNetwork } from "./tickets.ts";

/** Who is signed in here. */
export interface Tokens {
  /**
   * The access token where {@code userId} is signed in, else null.
   *
   * @throws where it is to be fetched from the server, and that can't be reached
   */
  current(userId: string): Promise<string | null>;
  refresh(userId: string): Promise<boolean>;
}

/** The server by {@code fetch}, which is handed in. */
export class HttpNetwork implements Network, LeaseNetwork, ConflictNetwork {
  private readonly base: string;
  private readonly tokens: Tokens;
  private readonly fetch: typeof globalThis.fetch;
  private readonly timeoutMs: number;
  private readonly open = new Set<AbortController>();

  /**
   * @param base such as https://clinic.example
   * @param timeoutMs after which a request that isn't answered is given up
   */
  constructor(base: string, tokens: Tokens, fetch: typeof globalThis.fetch, timeoutMs = 25_000) {
    this.base = base;
    this.tokens = tokens;
    this.fetch = fetch;
    this.timeoutMs = timeoutMs;
  }

  register(userId: string, key: string, facilityId: string | null): Promise<Answer<{ clientId: string }>> {
    return this.post(userId, "clients", facilityId ? { facilityId } : {}, { "Idempotency-Key": key });
  }

  push(userId: string, request: PushRequest): Promise<Answer<PushAnswer>> {
    return this.post(userId, "push", request);
  }

  pull(userId: string, request: PullRequest): Promise<Answer<PullAnswer>> {
    return this.post(userId, "pull", request);
  }

  lease(
    userId: string,
    key: string,
    wish: { clientId: string; prefix: string; count: number },
  ): Promise<Answer<Lease>> {
    return this.post(userId, "leases", wish, { "Idempotency-Key": key });
  }

  conflict(userId: string, id: string): Promise<Answer<ConflictDetail>> {
    return this.send(userId, `conflicts/${id}`, { method: "GET" });
  }

  resolve(userId: string, key: string, id: string, resolution: Resolution): Promise<Answer<JsonObject>> {
    return this.post(userId, `conflicts/${id}/resolve`, { resolution }, { "Idempotency-Key": key });
  }

  refresh(userId: string): Promise<boolean> {
    return this.tokens.refresh(userId).catch(() => false);
  }

  rebuild(): void {
    for (const request of this.open) request.abort();
  }

  private post<T>(
    userId: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const json = { ...headers, "Content-Type": "application/json" };
    return this.send(userId, path, { method: "POST", headers: json, body: JSON.stringify(body) });
  }

  private async send<T>(
    userId: string,
    path: string,
    request: { method: string; headers?: Record<string, string>; body?: string },
  ): Promise<Answer<T>> {
    const token = await this.tokens.current(userId).catch(() => undefined);
    if (token === undefined) return { ok: false, status: 0, code: "no-contact" };
    if (!token) return { ok: false, status: 401, code: "sign-in-required" };
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), this.timeoutMs);
    this.open.add(abort);
    // A browser's fetch refuses to be called as a method of anything else.
    const { fetch } = this;
    try {
      const response = await fetch(`${this.base}/api/v1/sync/${path}`, {
        ...request,
        headers: { ...request.headers, Authorization: `Bearer ${token}` },
        cache: "no-store",
        signal: abort.signal,
      });
      return response.ok ? { ok: true, value: (await response.json()) as T } : await failure(response);
    } catch {
      return { ok: false, status: 0, code: "no-contact" };
    } finally {
      clearTimeout(timer);
      this.open.delete(abort);
    }
  }
}

async function failure(response: Response): Promise<Failure> {
  const problem = (await response.json().catch(() => ({}))) as { code?: unknown };
  const { status } = response;
  const known = {
    ok: false,
    status,
    code: typeof problem.code === "string" ? problem.code : `http-${status}`,
  } as const;
  const wait = Number(response.headers.get("Retry-After"));
  return wait > 0 ? { ...known, retryAfterSeconds: wait } : known;
}
