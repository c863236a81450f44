import { type Api, api, type Schemas } from "@careturn/api";
import { tokens } from "./tokens.ts";

const TIMEOUT_MS = 25_000;

/** A refusal by the server's stable code; status 0 where it wasn't reached. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number | null;
  /** The names of what couldn't be taken, where it is about fields. */
  readonly fields: readonly string[];

  constructor(status: number, code: string, retryAfterSeconds: number | null = null, fields: readonly string[] = []) {
    super(code);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.fields = fields;
  }
}

/** Adds the token, fetches a new one once where the server doesn't take it any more. */
export async function authorised(request: Request): Promise<Response> {
  const again = request.clone();
  const first = await send(request, await tokens.valid());
  if (first.status !== 401 || !(await tokens.refresh())) return first;
  return send(again, await tokens.valid());
}

function send(request: Request, token: string | null): Promise<Response> {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** The server, as who is signed in. */
export const server: Api = api({ baseUrl: location.origin, fetch: authorised });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What the server answered, or a {@code Refused}. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call.catch(() => {
    throw new Refused(0, "no-contact");
  });
  if (response.ok) return data as T;
  throw refusal(response, error);
}

export function refusal(response: Response, body: unknown): Refused {
  const problem = body as Partial<Schemas["Problem"]> | undefined;
  const code = problem?.code ?? `http-${response.status}`;
  const fields = problem?.errors?.map(({ field }) => field) ?? [];
  return new Refused(response.status, code, Number(response.headers.get("Retry-After")) || null, fields);
}

/** For a write: sent twice, it takes effect once. */
export function once(key: string = crypto.randomUUID()): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}
