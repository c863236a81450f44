import type { Answer, PullAnswer, PullRequest, PushAnswer, PushRequest } from "./protocol.ts";

/** Who works, and where; a patient's own client has no facility. */
export interface Session {
  userId: string;
  facilityId: string | null;
}

/** The server. Each call is made as {@code userId}, or answered with 401 where nobody of that id is signed in. */
export interface Network {
  register(userId: string, key: string, facilityId: string | null): Promise<Answer<{ clientId: string }>>;
  push(userId: string, request: PushRequest): Promise<Answer<PushAnswer>>;
  pull(userId: string, request: PullRequest): Promise<Answer<PullAnswer>>;
  /** Fetches a new token; false where the person must sign in. */
  refresh(userId: string): Promise<boolean>;
  /** Gives up every request under way, which is then answered with status 0, and connects anew. */
  rebuild(): void;
}

export interface Ports {
  network: Network;
  /** Milliseconds since 1970, as this device believes. */
  now(): number;
  /** Runs {@code work} after so many milliseconds; gives what cancels it. */
  after(milliseconds: number, work: () => void): () => void;
  /** In [0, 1). */
  random(): number;
  uuid(): string;
  /** Runs {@code work} where no other tab runs one of this name; undefined where one does. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
  /** Calls {@code wake} on focus and when the network is back; gives what ends it. */
  onWake?(wake: () => void): () => void;
  /** The server has judged what was sent; what others did is fetched after it. */
  answered?(): void;
  /** Something that a screen shows has changed. */
  changed?(): void;
}
