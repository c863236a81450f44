import type { Network } from "./ports.ts";
import type { Answer, Failure, PullAnswer, PullRequest, PushAnswer, PushRequest } from "./protocol.ts";

/** Who is signed in here. */
export interface Tokens {
  /** The access token where {@code userId} is signed in, else null. */
  current(userId: string): Promise<string | null>;
  refresh(userId: string): Promise<boolean>;
}

/** The server by {@code fetch}, which is handed in. */
export class HttpNetwork implements Network {
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

  refresh(userId: string): Promise<boolean> {
    return this.tokens.refresh(userId).catch(() => false);
  }

  rebuild(): void {
    for (const request of this.open) request.abort();
  }

  private async post<T>(userId: string, path: string, body: unknown, headers: HeadersInit = {}): Promise<Answer<T>> {
    const token = await this.tokens.current(userId);
    if (!token) return { ok: false, status: 401, code: "sign-in-required" };
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), this.timeoutMs);
    this.open.add(abort);
    // A browser's fetch refuses to be called as a method of anything else.
    const { fetch } = this;
    try {
      const response = await fetch(`${this.base}/api/v1/sync/${path}`, {
        method: "POST",
        headers: { ...headers, Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
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
