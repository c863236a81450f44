import { useSyncExternalStore } from "react";
import { type Account, type Signed, tokens } from "./tokens.ts";

export function useSigned(): Signed {
  return useSyncExternalStore(tokens.subscribe, tokens.get, tokens.get);
}

/** Who is signed in; null on the screens before. */
export function useAccount(): Account | null {
  const signed = useSigned();
  return signed.state === "IN" ? signed.account : null;
}
