import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, once, Refused, server } from "../../session/server.ts";
import { allAnswered } from "../../sync/allAnswered.ts";
import { desk } from "../../sync/desk.ts";
import type { Urgency } from "../../sync/rows.ts";
import { useActs } from "../../sync/useActs.ts";
import { problemText } from "../../texts/problems.ts";
import { toast } from "../../ui/toasts.tsx";
import type { Line } from "./lines.ts";

export type Called = Schemas["Called"];

export interface BoardActs {
  /**
   * @param undone what else is to be taken back with it
   * @returns who was called; null where nobody was, which has been told
   */
  callNext(undone?: () => void): Promise<Called | null>;
  /** @returns whether a reason is needed, as somebody else is next */
  callThis(line: Line, reason?: string): Promise<boolean>;
  recall(line: Line): Promise<void>;
  start(line: Line): void;
  serve(line: Line): void;
  noShow(line: Line): void;
  hold(line: Line): void;
  resume(line: Line): void;
  cancel(line: Line, reason: string): void;
  leave(line: Line): void;
  setUrgency(line: Line, urgency: Urgency, reason: string): void;
  move(line: Line, afterEntryId: string | null, reason: string): void;
  bind(line: Line, doctorId: string | null): void;
  transfer(line: Line, queueIds: string[], returns: boolean, reason: string): void;
}

/** What can be done with one who waits or is at a desk. Calling needs the server; all else works without it. */
export function useBoardActs(): BoardActs {
  const { t, i18n } = useLingui();
  const { act } = useActs();
  const { session } = usePlace();
  const deskSessionId = session?.id;
  return useMemo(() => {
    const refused = (error: unknown) => toast({ text: problemText(i18n, error), tone: "bad" });

    async function called(call: Promise<Called>, undone?: () => void): Promise<Called> {
      const who = await call;
      const { place, ...entry } = who.entry;
      const { id: entryId, version, ticketNumber } = entry;
      desk.engine.tell([
        { kind: "entry", id: entryId, row: { ...entry, ...place } },
        { kind: "call", id: who.call.id, row: { ...who.call } },
      ]);
      toast({
        text: t`${ticketNumber} was called`,
        undo: async () => {
          await desk.act("undo", { entryId, version });
          undone?.();
        },
      });
      return who;
    }

    return {
      async callNext(undone) {
        if (!deskSessionId) return null;
        const params = { path: { deskSessionId }, header: once() };
        try {
          // Else whoever was served a moment ago would still be at the desk.
          await allAnswered();
          return await called(
            answer(server.POST("/api/v1/desk-sessions/{deskSessionId}/call-next", { params })),
            undone,
          );
        } catch (error) {
          refused(error);
          return null;
        }
      },
      async callThis({ entry }, reason) {
        if (!deskSessionId) return false;
        const params = { path: { entryId: entry.id }, header: once() };
        const body = reason ? { deskSessionId, reason } : { deskSessionId };
        try {
          await allAnswered();
          await called(answer(server.POST("/api/v1/entries/{entryId}/call", { params, body })));
        } catch (error) {
          if (error instanceof Refused && error.code === "reason-for-order-required") return true;
          refused(error);
        }
        return false;
      },
      async recall({ entry }) {
        if (!entry.callId) return;
        const params = { path: { entryId: entry.id }, header: once() };
        try {
          await answer(server.POST("/api/v1/entries/{entryId}/recall", { params, body: { callId: entry.callId } }));
          desk.engine.nudge();
          toast({ text: t`${name(entry)} was called again` });
        } catch (error) {
          refused(error);
        }
      },
      start: ({ entry }) => ofCall("start", entry, t`${name(entry)}: started`),
      serve: ({ entry }) => ofCall("serve", entry, t`${name(entry)}: served`),
      noShow: ({ entry }) => ofCall("noShow", entry, t`${name(entry)} didn't come`),
      hold: ({ entry }) => void act("hold", { entryId: entry.id }, { text: t`${name(entry)} is on hold` }),
      resume: ({ entry }) => void act("resume", { entryId: entry.id }, { text: t`${name(entry)} waits again` }),
      cancel: ({ entry }, reason) =>
        void act("cancelEntry", { entryId: entry.id, ...given(reason) }, { text: t`${name(entry)} is cancelled` }),
      leave: ({ entry }) => void act("leave", { entryId: entry.id }, { text: t`${name(entry)} has left` }),
      setUrgency: ({ entry }, urgency, reason) =>
        void act("setUrgency", { entryId: entry.id, urgency, reason }, { text: t`${name(entry)}: urgency changed` }),
      move: ({ entry }, afterEntryId, reason) =>
        void act(
          "move",
          { entryId: entry.id, ...(afterEntryId ? { afterEntryId } : {}), reason },
          { text: t`${name(entry)} was moved` },
        ),
      bind: ({ entry }, doctorId) =>
        void act(
          "bind",
          { entryId: entry.id, ...(doctorId ? { doctorId } : {}) },
          { text: t`${name(entry)}: doctor changed` },
        ),
      transfer: ({ entry }, queueIds, returns, reason) =>
        void act(
          "transfer",
          { entryId: entry.id, queueIds, returns, ...given(reason) },
          { text: t`${name(entry)} was transferred` },
        ),
    };

    function ofCall(what: "start" | "serve" | "noShow", { id, callId }: Line["entry"], text: string): void {
      if (callId) void act(what, { entryId: id, callId }, { text });
    }
  }, [act, deskSessionId, i18n, t]);
}

function name({ ticketNumber }: Line["entry"]): string {
  return ticketNumber ?? "…";
}

function given(reason: string): { reason?: string } {
  return reason ? { reason } : {};
}
