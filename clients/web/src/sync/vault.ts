import { type MutationQueue, ownerKey, PinLock, type PinVerdict, SealKey, SealKeys, type Store } from "@careturn/sync";

type Kind = "password" | "pin";

/**
 * What somebody leaves unsent on a shared computer is sealed when he goes or somebody else comes, and opened by his password
 * or his PIN when he is back. While he is signed in the key is kept here as one that can't be read out, so that a reload
 * doesn't lose it.
 */
export class Vault {
  private readonly queue: MutationQueue;
  private readonly secrets: SealKeys;
  /** By user; beside the queue, as values that aren't JSON. */
  private readonly keys: Store;
  private readonly pins: PinLock;
  private readonly crypto: Crypto;

  /** @param changes the store of the queue @param keys one that keeps a CryptoKey as it is */
  constructor(queue: MutationQueue, changes: Store, keys: Store, crypto: Crypto) {
    this.queue = queue;
    this.secrets = new SealKeys(changes, crypto);
    this.pins = new PinLock(changes, crypto, () => Date.now());
    this.keys = keys;
    this.crypto = crypto;
  }

  /** After a sign-in at the server. @returns whether all that was left here before is open now */
  async signedIn(userId: string, password: string): Promise<boolean> {
    await this.pins.signedIn(userId);
    const key = await this.secrets.open(userId, "password", password);
    if (key) return this.use(userId, key);
    // The password was changed elsewhere: what is sealed waits for the PIN or the former one.
    if (await this.hasSealed(userId)) return false;
    return this.use(userId, await this.secrets.renew(userId, "password", password));
  }

  /** By the PIN, or a former password. @returns whether that opened what was left here */
  async open(userId: string, secret: string): Promise<boolean> {
    for (const kind of ["pin", "password"] as Kind[]) {
      if (!(await this.secrets.has(userId, kind))) continue;
      const key = await this.secrets.open(userId, kind, secret);
      if (key) return this.use(userId, key);
    }
    return false;
  }

  /** Seals what everybody but {@code userId} left here; null where nobody stays. */
  async leave(userId: string | null): Promise<void> {
    const kept = await this.keys.transact((tx) => tx.list<CryptoKey>("key/"));
    for (const [at, key] of kept) {
      const gone = at.slice("key/".length);
      if (gone === userId) continue;
      for (const owner of await this.ownersOf(gone)) await this.queue.seal(owner, new SealKey(this.crypto, key));
      await this.keys.transact((tx) => tx.delete(at));
    }
  }

  /** The new password opens what the former has sealed. */
  async passwordChanged(userId: string, former: string, password: string): Promise<void> {
    const key = await this.secrets.open(userId, "password", former);
    if (key) await this.secrets.add(userId, "password", password, key);
  }

  /** The password says that it is its owner who sets it; it is known here since the last sign-in. */
  async setPin(userId: string, pin: string, password: string): Promise<"SET" | "WRONG_PASSWORD" | "SIGN_IN_FIRST"> {
    if (!(await this.secrets.has(userId, "password"))) return "SIGN_IN_FIRST";
    const key = await this.secrets.open(userId, "password", password);
    if (!key) return "WRONG_PASSWORD";
    await this.pins.set(userId, pin);
    await this.secrets.add(userId, "pin", pin, key);
    return "SET";
  }

  hasPin(userId: string): Promise<boolean> {
    return this.pins.has(userId);
  }

  unlock(userId: string, pin: string): Promise<PinVerdict> {
    return this.pins.unlock(userId, pin);
  }

  forgetPin(userId: string): Promise<void> {
    return this.pins.forget(userId);
  }

  private async use(userId: string, key: SealKey): Promise<boolean> {
    const kept = await key.key;
    await this.keys.transact((tx) => tx.put(`key/${userId}`, kept));
    let isOpen = true;
    for (const owner of await this.ownersOf(userId)) isOpen = (await this.queue.unseal(owner, key)) && isOpen;
    return isOpen;
  }

  private async hasSealed(userId: string): Promise<boolean> {
    for (const owner of await this.ownersOf(userId)) {
      const { mutations } = await this.queue.pending(owner);
      if (mutations.some(({ sealed }) => sealed)) return true;
    }
    return false;
  }

  private async ownersOf(userId: string): Promise<string[]> {
    const owners = await this.queue.owners();
    return owners.filter(({ owner }) => owner.userId === userId).map(({ owner }) => ownerKey(owner));
  }
}
