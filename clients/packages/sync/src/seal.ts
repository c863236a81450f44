import type { Json } from "./protocol.ts";
import type { Store } from "./storage/store.ts";

/** What AES-GCM made of a value; both in base64. */
export interface Sealed {
  iv: string;
  data: string;
}

interface Lock extends Sealed {
  salt: string;
  iterations: number;
}

const ITERATIONS = 600_000;

const lockAt = (owner: string, kind: string) => `seal/${owner}/${kind}`;

/** Seals and opens values, while its owner is signed in. */
export class SealKey {
  private readonly crypto: Crypto;
  /** For another secret to be able to open it, too; null where only {@link key} was kept. */
  readonly raw: Uint8Array<ArrayBuffer> | null;
  /** Can't be read out, so that a browser may keep it as long as its owner is signed in. */
  readonly key: Promise<CryptoKey>;

  constructor(crypto: Crypto, from: Uint8Array<ArrayBuffer> | CryptoKey) {
    this.crypto = crypto;
    this.raw = from instanceof Uint8Array ? from : null;
    this.key =
      from instanceof Uint8Array
        ? crypto.subtle.importKey("raw", from, "AES-GCM", false, ["encrypt", "decrypt"])
        : Promise.resolve(from);
  }

  /** @param place what it belongs to, so that one can't be put in place of another */
  async seal(value: Json, place: string): Promise<Sealed> {
    return encrypted(this.crypto, await this.key, utf8(JSON.stringify(value)), place);
  }

  /** @throws where it was sealed by another key or belongs elsewhere */
  async open(sealed: Sealed, place: string): Promise<Json> {
    return JSON.parse(new TextDecoder().decode(await decrypted(this.crypto, await this.key, sealed, place)));
  }
}

/**
 * The key by which somebody's unsent changes are sealed when he leaves the desk: made at random, and itself sealed by
 * what he knows, his password and his PIN. Each of both opens it; where neither does (a password that was changed
 * elsewhere, and no PIN), the changes stay sealed and visible, as nobody else can read them.
 */
export class SealKeys {
  private readonly store: Store;
  private readonly crypto: Crypto;
  private readonly iterations: number;

  /** @param store the one of the queue */
  constructor(store: Store, crypto: Crypto, iterations: number = ITERATIONS) {
    this.store = store;
    this.crypto = crypto;
    this.iterations = iterations;
  }

  /** The owner's key, made where there is none; undefined where this secret doesn't open it. */
  async open(owner: string, kind: "password" | "pin", secret: string): Promise<SealKey | undefined> {
    const locks = await this.store.transact((tx) => tx.list<Lock>(`seal/${owner}/`));
    const lock = locks.find(([key]) => key === lockAt(owner, kind))?.[1];
    if (lock) {
      try {
        const by = await this.derive(secret, lock);
        return new SealKey(this.crypto, await decrypted(this.crypto, by, lock, lockAt(owner, kind)));
      } catch {
        return undefined;
      }
    }
    if (locks.length > 0) return undefined;
    const made = new SealKey(this.crypto, this.crypto.getRandomValues(new Uint8Array(32)));
    await this.add(owner, kind, secret, made);
    return made;
  }

  has(owner: string, kind: "password" | "pin"): Promise<boolean> {
    return this.store.transact(async (tx) => (await tx.get(lockAt(owner, kind))) !== undefined);
  }

  /** Makes a new key, where no secret that is known opens the former one; what that has sealed stays sealed. */
  async renew(owner: string, kind: "password" | "pin", secret: string): Promise<SealKey> {
    await this.store.transact((tx) => tx.deleteAll(`seal/${owner}/`));
    return (await this.open(owner, kind, secret))!;
  }

  /** Lets this secret open the key, in place of the former one of its kind. */
  async add(owner: string, kind: "password" | "pin", secret: string, key: SealKey): Promise<void> {
    if (!key.raw) throw new Error("Only a key that a secret has opened is given to another secret");
    const salt = base64(this.crypto.getRandomValues(new Uint8Array(16)));
    const by = await this.derive(secret, { salt, iterations: this.iterations });
    const lock = await encrypted(this.crypto, by, key.raw, lockAt(owner, kind));
    const kept: Lock = { ...lock, salt, iterations: this.iterations };
    await this.store.transact((tx) => tx.put(lockAt(owner, kind), kept));
  }

  private async derive(secret: string, { salt, iterations }: Pick<Lock, "salt" | "iterations">): Promise<CryptoKey> {
    const { subtle } = this.crypto;
    const key = await subtle.importKey("raw", utf8(secret), "PBKDF2", false, ["deriveKey"]);
    const by = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations };
    return subtle.deriveKey(by, key, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }
}

async function encrypted(
  crypto: Crypto,
  key: CryptoKey,
  plain: Uint8Array<ArrayBuffer>,
  place: string,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const by = { name: "AES-GCM", iv, additionalData: utf8(place) };
  return { iv: base64(iv), data: base64(new Uint8Array(await crypto.subtle.encrypt(by, key, plain))) };
}

async function decrypted(
  crypto: Crypto,
  key: CryptoKey,
  { iv, data }: Sealed,
  place: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const by = { name: "AES-GCM", iv: bytesOf(iv), additionalData: utf8(place) };
  return new Uint8Array(await crypto.subtle.decrypt(by, key, bytesOf(data)));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
