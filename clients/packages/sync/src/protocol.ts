/** What goes over the wire; docs/sync.md describes it. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export type ResultStatus = "APPLIED" | "NOOP" | "MERGED" | "REJECTED";

export interface WireMutation {
  mid: number;
  name: string;
  args: JsonObject;
  /** The device's time; it orders nothing. */
  occurredAt: string;
}

export interface Row {
  kind: string;
  id: string;
  row: JsonObject;
}

export interface Result {
  mid: number;
  status: ResultStatus;
  code: string | null;
  detail: string | null;
  facts: JsonObject;
  current: Row | null;
}

export interface PushRequest {
  epoch: string | null;
  clientId: string;
  schemaVersion: number;
  mutations: WireMutation[];
}

export interface PushAnswer {
  results: Result[];
  lastMid: number;
  epoch: string;
}

export interface PullRequest {
  clientId: string;
  cursor: string | null;
  /** How long there was no contact just before, while this program ran; whole seconds. */
  offlineSeconds?: number;
}

export interface PullAnswer {
  reset: boolean;
  changes: Row[];
  tombstones: { kind: string; id: string }[];
  lastMid: number;
  cursor: string | null;
  hasMore: boolean;
  version: number;
  epoch: string;
}

/** A refusal by its HTTP status and stable code; status 0 is no answer at all. */
export interface Failure {
  ok: false;
  status: number;
  code: string;
  retryAfterSeconds?: number;
}

export type Answer<T> = { ok: true; value: T } | Failure;

export const MAX_MUTATIONS = 100;
/** Below the server's 256 KiB, with room for what surrounds the mutations. */
export const MAX_BYTES = 250 * 1024;
