import { type Api, api, type Schemas } from "@careturn/api";
import { SERVER } from "../device/network";
import { uuid7 } from "../sync/uuid.ts";
import { tokens } from "./tokens.ts";

const TIMEOUT_MS = 25_000;

/** A refusal by the server's stable code; status 0 where it wasn't reached. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Record<string, unknown>;

  constructor(status: number, code: string, problem: Record<string, unknown> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.problem = problem;
  }
}

/** Adds the token, fetches a new one once where the server doesn't take it any more. */
export async function authorised(request: Request): Promise<Response> {
  const again = request.clone();
  const first = await send(request, await tokens.valid());
  if (first.status !== 401 || tokens.get().state !== "IN" || !(await tokens.refresh())) return first;
  return send(again, await tokens.valid());
}

async function send(request: Request, token: string | null): Promise<Response> {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  return fetch(request, { signal: abort.signal }).finally(() => clearTimeout(timer));
}

/** The server, as who is signed in. */
export const server: Api = api({ baseUrl: SERVER, fetch: authorised });

/** The server where nobody is signed in yet: an old sign-in isn't sent along. */
export const reception: Api = api({ baseUrl: SERVER, fetch: (request: Request) => send(request, null) });

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
  const problem = (error ?? {}) as Partial<Schemas["Problem"]> & Record<string, unknown>;
  throw new Refused(response.status, problem.code ?? `http-${response.status}`, problem);
}

/** For a write: sent twice, it takes effect once. */
export function once(key: string = uuid7()): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}
