import type { Result } from "@careturn/sync";
import { desk } from "./desk.ts";

const PATIENCE_MS = 4_000;

/** The server's word on mutation {@code mid}; null where it isn't known soon, as without a network. */
export function answered(mid: number): Promise<Result | null> {
  return new Promise((resolve) => {
    let end = () => undefined as void;
    const look = () => {
      const { pending, inbox, status } = desk.get();
      const waiting = pending.find((one) => one.mid === mid);
      const refused = inbox.find(({ mutation }) => mutation?.mid === mid)?.mutation?.result;
      if (waiting?.result || refused) end2((waiting?.result ?? refused)!);
      else if (status && status.code !== "UP_TO_DATE" && status.code !== "UNSENT") end2(null);
    };
    const end2 = (result: Result | null) => {
      end();
      resolve(result);
    };
    const unsubscribe = desk.subscribe(look);
    const timer = setTimeout(() => end2(null), PATIENCE_MS);
    end = () => {
      unsubscribe();
      clearTimeout(timer);
    };
    look();
  });
}
