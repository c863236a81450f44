import { useSnapshot } from "../sync/useView.ts";

/** How many notices a person hasn't answered. */
export function useNews(): number {
  return useSnapshot().inbox.length;
}
