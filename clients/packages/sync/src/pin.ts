import type { Store } from "./storage/store.ts";

export type PinVerdict = "UNLOCKED" | "WRONG" | "SIGN_IN_REQUIRED";

interface Pin {
  salt: string;
  check: string;
  tries: number;
  /** When the person last signed in at the server, and the latest that this device's clock has shown since. */
  signedInAt: number;
  seenAt: number;
}

const DAYS_7 = 7 * 24 * 3_600_000;
const MAX_TRIES = 5;
const ITERATIONS = 600_000;

/**
 * Lets staff who signed in on this computer within 7 days go on without a network. A clock that was put back doesn't
 * lengthen that; one put forward only asks for a sign-in sooner. After 5 wrong tries the PIN is gone until the next
 * sign-in. It opens the screen; a token is the server's to give.
 */
export class PinLock {
  private readonly store: Store;
  private readonly crypto: Crypto;
  private readonly now: () => number;
  private readonly iterations: number;

  constructor(store: Store, crypto: Crypto, now: () => number, iterations: number = ITERATIONS) {
    this.store = store;
    this.crypto = crypto;
    this.now = now;
    this.iterations = iterations;
  }

  /** After a sign-in at the server. @param pin at least 6 digits */
  async set(userId: string, pin: string): Promise<void> {
    if (!/^\d{6,12}$/.test(pin)) throw new RangeError("A PIN has 6 to 12 digits");
    const salt = hex(this.crypto.getRandomValues(new Uint8Array(16)));
    const check = await this.derive(pin, salt);
    const now = this.now();
    const kept: Pin = { salt, check, tries: 0, signedInAt: now, seenAt: now };
    await this.store.transact((tx) => tx.put(`pin/${userId}`, kept));
  }

  async unlock(userId: string, pin: string): Promise<PinVerdict> {
    // A try counts before it is judged, so that ending the process gives none back.
    const kept = await this.store.transact(async (tx) => {
      const known = await tx.get<Pin>(`pin/${userId}`);
      if (!known) return undefined;
      const tried = { ...known, tries: known.tries + 1, seenAt: Math.max(known.seenAt, this.now()) };
      const isOver = known.tries >= MAX_TRIES || tried.seenAt - known.signedInAt > DAYS_7;
      await (isOver ? tx.delete(`pin/${userId}`) : tx.put(`pin/${userId}`, tried));
      return isOver ? undefined : tried;
    });
    if (!kept) return "SIGN_IN_REQUIRED";
    if ((await this.derive(pin, kept.salt)) !== kept.check) {
      return kept.tries >= MAX_TRIES ? "SIGN_IN_REQUIRED" : "WRONG";
    }
    await this.store.transact(async (tx) => {
      const known = await tx.get<Pin>(`pin/${userId}`);
      if (known) await tx.put(`pin/${userId}`, { ...known, tries: 0 });
    });
    return "UNLOCKED";
  }

  has(userId: string): Promise<boolean> {
    return this.store.transact(async (tx) => (await tx.get(`pin/${userId}`)) !== undefined);
  }

  /** A sign-in at the server: the seven days begin anew, and all tries are there again. */
  signedIn(userId: string): Promise<void> {
    return this.store.transact(async (tx) => {
      const known = await tx.get<Pin>(`pin/${userId}`);
      const now = this.now();
      if (known) await tx.put(`pin/${userId}`, { ...known, tries: 0, signedInAt: now, seenAt: now });
    });
  }

  /** When its owner wants none any more, or the device is revoked. */
  forget(userId: string): Promise<void> {
    return this.store.transact((tx) => tx.delete(`pin/${userId}`));
  }

  private async derive(pin: string, salt: string): Promise<string> {
    const text = (value: string) => new TextEncoder().encode(value);
    const key = await this.crypto.subtle.importKey("raw", text(pin), "PBKDF2", false, ["deriveBits"]);
    const by = { name: "PBKDF2", hash: "SHA-256", salt: text(salt), iterations: this.iterations };
    return hex(new Uint8Array(await this.crypto.subtle.deriveBits(by, key, 256)));
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
