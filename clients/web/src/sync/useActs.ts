import type { MutationName, Mutations, Queued } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { problemText } from "../texts/problems.ts";
import { toast } from "../ui/toasts.tsx";
import { desk } from "./desk.ts";
import { one } from "./rows.ts";

interface Said {
  /** What was done, in the past: "A-042 is on hold". */
  text: string;
  /** Where it can't be undone, or undoing is something else. */
  noUndo?: boolean;
}

const ANSWER_MS = 4_000;

export interface Acts {
  /** Does it at once here, sends it when that is possible, and offers to undo it. False where it couldn't be kept. */
  act<N extends MutationName>(name: N, args: Mutations[N], said: Said): Promise<boolean>;
}

export function useActs(): Acts {
  const { i18n, t } = useLingui();
  return useMemo(() => {
    async function act<N extends MutationName>(name: N, args: Mutations[N], { text, noUndo }: Said): Promise<boolean> {
      try {
        const mid = await desk.act(name, args);
        const entryId = (args as { entryId?: string }).entryId;
        toast({ text, ...(entryId && !noUndo ? { undo: () => undo(mid, entryId) } : {}) });
        return true;
      } catch (error) {
        toast({ text: problemText(i18n, error), tone: "bad" });
        return false;
      }
    }

    async function undo(mid: number, entryId: string): Promise<void> {
      try {
        const version = await versionAfter(mid, entryId);
        await desk.act("undo", { entryId, version });
        toast({
          text: desk.get().status?.code === "OFFLINE" ? t`Will be undone when the server is reached` : t`Undone`,
        });
      } catch (error) {
        toast({ text: problemText(i18n, error), tone: "bad" });
      }
    }

    return { act };
  }, [i18n, t]);
}

/** The entry's version after mutation {@code mid}: the server's word, or, before it was sent, one more for each that waits. */
async function versionAfter(mid: number, entryId: string): Promise<number> {
  const until = Date.now() + ANSWER_MS;
  while (Date.now() < until && desk.get().status?.code !== "OFFLINE") {
    const mutation = (await desk.engine.pending()).find((one) => one.mid === mid);
    const current = mutation?.result?.current;
    if (current?.kind === "entry" && current.id === entryId) return Number(current.row.version);
    if (!mutation) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const known = one(await desk.engine.rows(), "entry", entryId)?.version ?? 0;
  const waiting = (await desk.engine.pending()).filter((one) => isUnsentOf(one, entryId) && one.mid <= mid);
  return known + waiting.length;
}

function isUnsentOf({ args, result }: Queued, entryId: string): boolean {
  return !result && args.entryId === entryId;
}
