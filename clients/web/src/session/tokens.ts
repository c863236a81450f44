import type { Schemas } from "@careturn/api";

export type Account = Schemas["AuthMe"];

export type Signed =
  | { state: "STARTING" }
  | { state: "OUT"; reason: "ENDED" | "LEFT" | null }
  /** With a token, or without one while the server isn't reached; what was kept here can be worked with. */
  | { state: "IN"; account: Account; isOffline: boolean };

interface Kept {
  account: Account;
}

type Message = { kind: "token"; token: string; until: number; account: Account } | { kind: "out" };

const KEPT = "careturn.account";
/** Fetched anew this long before it ends. */
const MARGIN_MS = 45_000;
const PATIENCE_MS = 1_500;
const TIMEOUT_MS = 15_000;

/**
 * Who is signed in on this computer. The access token lives in memory only; the refresh token is a cookie that no script
 * sees. One tab fetches a token for all.
 */
export class Tokens {
  private token: { text: string; until: number } | null = null;
  private signed: Signed = { state: "STARTING" };
  private readonly listeners = new Set<() => void>();
  private readonly channel = new BroadcastChannel("careturn-session");
  private refreshing: Promise<boolean> | null = null;

  constructor() {
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "out") this.become({ state: "OUT", reason: "LEFT" }, null);
      else this.take(data.account, data.token, data.until);
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): Signed => this.signed;

  /** At the start of the program: the cookie may still be good, or the server out of reach. */
  async start(): Promise<void> {
    const kept = read();
    // Nobody is signed in here: there is no cookie to ask with.
    if (!kept) return this.become({ state: "OUT", reason: null }, null);
    // A network that swallows everything must not keep the desk shut.
    const patience = setTimeout(() => {
      if (this.signed.state === "STARTING") this.become({ state: "IN", ...kept, isOffline: true }, null);
    }, PATIENCE_MS);
    const isFresh = await this.refresh();
    clearTimeout(patience);
    if (isFresh || this.signed.state !== "STARTING") return;
    this.become({ state: "IN", account: kept.account, isOffline: true }, null);
  }

  signedIn({ accessToken, expiresIn, account }: Schemas["AuthSignedIn"]): void {
    const until = Date.now() + expiresIn * 1_000;
    this.take(account, accessToken, until);
    this.channel.postMessage({ kind: "token", token: accessToken, until, account } satisfies Message);
  }

  /**
   * The access token where {@code userId} is signed in, fetched anew where it is about to end.
   *
   * @throws where it can't be fetched, as the server isn't reached: nobody has to sign in again for that
   */
  async current(userId: string): Promise<string | null> {
    const text = await this.valid();
    if (this.signed.state !== "IN" || this.signed.account.id !== userId) return null;
    if (!text && this.signed.isOffline) throw new Error("no contact");
    return text;
  }

  async valid(): Promise<string | null> {
    if (this.signed.state === "OUT") return null;
    if (!this.token || this.token.until - Date.now() < MARGIN_MS) await this.refresh();
    return this.token?.text ?? null;
  }

  /** @returns whether there is a good token afterwards; false too where the server wasn't reached */
  refresh(): Promise<boolean> {
    this.refreshing ??= this.refreshOnce().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  async signOut(): Promise<void> {
    await fetch("/api/v1/auth/logout", { ...post({}), signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
    this.become({ state: "OUT", reason: "LEFT" }, null);
    this.channel.postMessage({ kind: "out" } satisfies Message);
  }

  private async refreshOnce(): Promise<boolean> {
    const before = this.token?.text;
    return navigator.locks.request("careturn-refresh", async () => {
      // While this tab waited, another may have fetched one for all.
      if (this.token && this.token.text !== before) return true;
      try {
        const response = await fetch("/api/v1/auth/refresh", { ...post({}), signal: AbortSignal.timeout(TIMEOUT_MS) });
        if (response.ok) {
          this.signedIn((await response.json()) as Schemas["AuthSignedIn"]);
          return true;
        }
        if (response.status === 401) this.ended();
        else this.unreached();
      } catch {
        this.unreached();
      }
      return false;
    });
  }

  private ended(): void {
    // Why it ended has been said; whoever asks once more must not take that off the screen.
    if (this.signed.state === "OUT") return;
    const wasIn = this.signed.state === "IN" || read() !== null;
    this.become({ state: "OUT", reason: wasIn ? "ENDED" : null }, null);
  }

  private unreached(): void {
    if (this.token && this.token.until < Date.now()) this.token = null;
    if (this.signed.state === "IN" && !this.signed.isOffline)
      this.become({ ...this.signed, isOffline: true }, this.token);
  }

  private take(account: Account, text: string, until: number): void {
    localStorage.setItem(KEPT, JSON.stringify({ account } satisfies Kept));
    this.become({ state: "IN", account, isOffline: false }, { text, until });
  }

  private become(signed: Signed, token: Tokens["token"]): void {
    this.token = token;
    if (signed.state === "OUT") localStorage.removeItem(KEPT);
    // The same person with a new token is no news to the screens.
    const before = this.signed;
    const isSame =
      before.state === "IN" &&
      signed.state === "IN" &&
      before.isOffline === signed.isOffline &&
      JSON.stringify(before.account) === JSON.stringify(signed.account);
    if (isSame) return;
    this.signed = signed;
    for (const listener of this.listeners) listener();
  }
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

export function post(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

export const tokens = new Tokens();
