import type { Schemas } from "@careturn/api";
import AsyncStorage from "@react-native-async-storage/async-storage";
import { keeper } from "../device/keeper";
import { SERVER } from "../device/network";
import { channel, inTurn } from "../device/tabs";

export type Account = Schemas["AuthMe"];
type SignedIn = Schemas["AuthSignedIn"];

export type Signed =
  | { state: "STARTING" }
  | { state: "OUT"; reason: "ENDED" | "LEFT" | null }
  /** With a token, or without one while the server isn't reached; what was kept here can be read and queued. */
  | { state: "IN"; account: Account; isOffline: boolean };

type Message = { kind: "token"; token: string; until: number; account: Account } | { kind: "out" };

const KEPT = "careturn.account";
/** Fetched anew this long before it ends. */
const MARGIN_MS = 45_000;
const PATIENCE_MS = 1_200;
const TIMEOUT_MS = 15_000;

/**
 * Who is signed in on this device. The access token lives in memory only; the refresh token is where
 * {@link keeper} has it.
 */
export class Tokens {
  private token: { text: string; until: number } | null = null;
  private signed: Signed = { state: "STARTING" };
  private kept: Account | null = null;
  private readonly listeners = new Set<() => void>();
  private refreshing: Promise<boolean> | null = null;
  private readonly others = channel<Message>("careturn-app-session", (message) => {
    if (message.kind === "out") this.become({ state: "OUT", reason: "LEFT" }, null);
    else this.take(message.account, message.token, message.until);
  });

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): Signed => this.signed;

  /** At the start of the program: the refresh token may still be good, or the server out of reach. */
  async start(): Promise<void> {
    const kept = await readAccount();
    this.kept = kept;
    // A network that swallows everything must not keep the app shut.
    const patience = setTimeout(() => {
      if (kept && this.signed.state === "STARTING") this.become({ state: "IN", account: kept, isOffline: true }, null);
    }, PATIENCE_MS);
    const isFresh = kept !== null && (await this.refresh());
    clearTimeout(patience);
    if (isFresh || this.signed.state !== "STARTING") return;
    this.become(kept ? { state: "IN", account: kept, isOffline: true } : { state: "OUT", reason: null }, null);
  }

  async signedIn(answer: SignedIn): Promise<void> {
    await keeper.keep(answer.refreshToken);
    const until = Date.now() + answer.expiresIn * 1_000;
    this.take(answer.account, answer.accessToken, until);
    this.others.post({ kind: "token", token: answer.accessToken, until, account: answer.account });
  }

  /** The access token where {@code userId} is signed in, fetched anew where it is about to end. */
  async current(userId: string): Promise<string | null> {
    const text = await this.valid();
    return this.signed.state === "IN" && this.signed.account.id === userId ? text : null;
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

  /** Its record is another one since it was claimed. */
  recordIs(patientId: string): void {
    if (this.signed.state !== "IN") return;
    const account = { ...this.signed.account, patientId };
    this.take(account, this.token?.text ?? "", this.token?.until ?? 0);
  }

  async signOut(): Promise<void> {
    const body = await keeper.body();
    await send("logout", body ?? {}).catch(() => undefined);
    await keeper.keep(null);
    this.become({ state: "OUT", reason: "LEFT" }, null);
    this.others.post({ kind: "out" });
  }

  private async refreshOnce(): Promise<boolean> {
    const before = this.token?.text;
    return inTurn("careturn-app-refresh", async () => {
      // While this tab waited, another may have fetched one for all.
      if (this.token && this.token.text !== before) return true;
      try {
        const body = await keeper.body();
        if (!body) {
          this.ended();
          return false;
        }
        const response = await send("refresh", body);
        if (response.ok) {
          await this.signedIn((await response.json()) as SignedIn);
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
    const wasIn = this.signed.state === "IN" || this.kept !== null;
    void keeper.keep(null);
    this.become({ state: "OUT", reason: wasIn ? "ENDED" : null }, null);
  }

  private unreached(): void {
    if (this.token && this.token.until < Date.now()) this.token = null;
    if (this.signed.state === "IN" && !this.signed.isOffline)
      this.become({ ...this.signed, isOffline: true }, this.token);
  }

  private take(account: Account, text: string, until: number): void {
    this.kept = account;
    void AsyncStorage.setItem(KEPT, JSON.stringify(account)).catch(() => undefined);
    this.become({ state: "IN", account, isOffline: false }, text ? { text, until } : null);
  }

  private become(signed: Signed, token: Tokens["token"]): void {
    this.token = token;
    if (signed.state === "OUT") {
      this.kept = null;
      void AsyncStorage.removeItem(KEPT).catch(() => undefined);
    }
    // The same person with a new token is no news to the screens.
    if (JSON.stringify(this.signed) === JSON.stringify(signed)) return;
    this.signed = signed;
    for (const listener of this.listeners) listener();
  }
}

async function readAccount(): Promise<Account | null> {
  try {
    const account = JSON.parse((await AsyncStorage.getItem(KEPT)) ?? "null") as Account | null;
    return account?.kind === "PATIENT" ? account : null;
  } catch {
    return null;
  }
}

function send(path: string, body: unknown): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  return fetch(`${SERVER}/api/v1/auth/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: abort.signal,
  }).finally(() => clearTimeout(timer));
}

export const tokens = new Tokens();
