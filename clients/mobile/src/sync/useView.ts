import type { Rows } from "@careturn/sync";
import { useMemo, useSyncExternalStore } from "react";
import { pocket, type Snapshot } from "./pocket.ts";

export function useSnapshot(): Snapshot {
  return useSyncExternalStore(pocket.subscribe, pocket.get, pocket.get);
}

/**
 * What {@code select} takes from the rows, with what waits here replayed on them; anew whenever something changes.
 *
 * @param select a function of the module, or kept by useCallback
 */
export function useView<T>(select: (rows: Rows) => T): T {
  const { rows } = useSnapshot();
  return useMemo(() => select(rows), [rows, select]);
}

/** Whether the server can be asked now. */
export function useIsOnline(): boolean {
  useSnapshot();
  const code = pocket.get().status?.code;
  return code !== "OFFLINE" && code !== "SIGN_IN_REQUIRED";
}
