import type { Schemas } from "@careturn/api";

/** What a device is, as far as it is known without contact. */
export interface Device {
  accountId: string;
  facilityId: string;
  name: string;
  /** How phones reach the server; the device may know it by another address. */
  address: string;
}

export type Pairing = { state: "STARTING" } | { state: "UNPAIRED" } | { state: "PAIRED"; device: Device };

/** A refusal by the server's stable code; status 0 where it wasn't reached. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }

  /** Whether the same may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

const TIMEOUT_MS = 15_000;
const MARGIN_MS = 60_000;

/**
 * The sign-in of a display or kiosk: by a code once, then by a cookie that no script sees. Without contact it stays what it
 * was; it is unpaired only by the server's word.
 */
export class DeviceSession {
  private readonly keptAs: string;
  private token: { text: string; until: number } | null = null;
  private refreshing: Promise<string | null> | null = null;
  private now: Pairing = { state: "STARTING" };
  private readonly listeners = new Set<() => void>();

  /** @param app for what is kept on this device */
  constructor(app: string) {
    this.keptAs = `careturn.${app}.device`;
  }

  readonly get = (): Pairing => this.now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async start(): Promise<void> {
    const kept = JSON.parse(localStorage.getItem(this.keptAs) ?? "null") as Device | null;
    if (kept) this.become({ state: "PAIRED", device: kept });
    await this.refresh();
    if (this.now.state === "STARTING") this.become({ state: "UNPAIRED" });
  }

  async pair(code: string): Promise<void> {
    const body = { code, client: "WEB" } as const;
    this.take(await this.ask<Schemas["AuthSignedIn"]>("POST", "/api/v1/auth/pair", { body, open: true }));
  }

  /** An access token, fetched anew where it is about to end; null without contact or pairing. */
  async valid(): Promise<string | null> {
    return this.token && this.token.until - Date.now() > MARGIN_MS ? this.token.text : this.refresh();
  }

  /** The token wasn't taken: it is fetched anew before it is used again. */
  forget(): void {
    this.token = null;
  }

  /**
   * @param key for a write: sent twice, it takes effect once
   * @throws Refused
   */
  async ask<T>(
    method: "GET" | "POST",
    path: string,
    {
      body,
      key,
      open = false,
      timeoutMs = TIMEOUT_MS,
    }: { body?: unknown; key?: string; open?: boolean; timeoutMs?: number } = {},
  ): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (!open) {
      const token = await this.valid();
      if (!token) throw new Refused(0, "not-sent");
      headers.Authorization = `Bearer ${token}`;
    }
    if (key) headers["Idempotency-Key"] = key;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const request: RequestInit = { method, headers, signal: AbortSignal.timeout(timeoutMs) };
    if (body !== undefined) request.body = JSON.stringify(body);
    const response = await fetch(path, request).catch(() => {
      throw new Refused(0, "no-contact");
    });
    if (response.status === 401 && !open) this.forget();
    const answer = (await response.json().catch(() => null)) as { code?: string } | null;
    if (!response.ok || !answer) throw new Refused(response.status, answer?.code ?? `http-${response.status}`);
    return answer as T;
  }

  private refresh(): Promise<string | null> {
    this.refreshing ??= this.refreshOnce().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async refreshOnce(): Promise<string | null> {
    try {
      this.take(
        await this.ask<Schemas["AuthSignedIn"]>("POST", "/api/v1/auth/refresh", {
          body: { kind: "DEVICE" },
          open: true,
        }),
      );
      return this.token?.text ?? null;
    } catch (refused) {
      this.token = null;
      if (refused instanceof Refused && refused.status === 401) {
        localStorage.removeItem(this.keptAs);
        this.become({ state: "UNPAIRED" });
      }
      return null;
    }
  }

  private take({ accessToken, expiresIn, account }: Schemas["AuthSignedIn"]): void {
    const facilityId = account.roles.find(({ role }) => role === "DEVICE")?.facilityId;
    // In this browser somebody else has signed in: that is no display, and shows nothing by their rights.
    if (account.kind !== "DEVICE" || !facilityId) throw new Refused(401, "not-a-device");
    this.token = { text: accessToken, until: Date.now() + expiresIn * 1_000 };
    const device = { accountId: account.id, facilityId, name: account.displayName, address: issuerOf(accessToken) };
    localStorage.setItem(this.keptAs, JSON.stringify(device));
    this.become({ state: "PAIRED", device });
  }

  private become(next: Pairing): void {
    if (JSON.stringify(this.now) === JSON.stringify(next)) return;
    this.now = next;
    for (const listener of this.listeners) listener();
  }
}

/** The server's address as its tokens say it. */
function issuerOf(token: string): string {
  try {
    const payload = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    return new URL((JSON.parse(atob(payload)) as { iss: string }).iss).origin;
  } catch {
    return location.origin;
  }
}
