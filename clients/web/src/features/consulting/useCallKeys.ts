import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline } from "../../sync/useView.ts";
import { useKeys } from "../../ui/keys.tsx";
import { toast } from "../../ui/toasts.tsx";
import type { Asking } from "../board/BoardDialog.tsx";
import type { Line } from "../board/lines.ts";
import type { BoardActs } from "../board/useBoardActs.tsx";

interface Given {
  group: string;
  /** At this desk now. */
  current: Line | undefined;
  /** Chosen in the list of those who wait. */
  chosen: Line | undefined;
  acts: BoardActs;
  callNext: () => Promise<void>;
  ask: (asking: Asking) => void;
  sendToDoctor: (line: Line) => void;
  enterLate: () => void;
  showCurrent: () => void;
}

/** The most frequent act is one key; what can't be done now says why instead of doing nothing. */
export function useCallKeys(given: Given): void {
  const { group, current, chosen, acts, callNext, ask, sendToDoctor, enterLate, showCurrent } = given;
  const { t } = useLingui();
  const why = useWhyNoCall(current);
  const isOnline = useIsOnline();
  const isCalled = current?.entry.state === "CALLED";
  const one = chosen ?? current;
  useKeys(group, [
    {
      key: "n",
      label: t`Call next`,
      run: () => (why ? toast({ text: why, tone: "bad" }) : void callNext()),
    },
    {
      key: "c",
      label: t`Call this one`,
      run: () => {
        if (why) return toast({ text: why, tone: "bad" });
        if (chosen) void acts.callThis(chosen).then((isAsked) => isAsked && ask({ what: "call", line: chosen }));
      },
      isOff: chosen?.entry.state !== "WAITING",
    },
    { key: "a", label: t`Call again`, run: () => current && void acts.recall(current), isOff: !isCalled || !isOnline },
    { key: "t", label: t`Start`, run: () => current && acts.start(current), isOff: !isCalled },
    { key: "s", label: t`Served`, run: () => current && acts.serve(current), isOff: !current },
    { key: "x", label: t`Didn't come`, run: () => current && acts.noShow(current), isOff: !isCalled },
    {
      key: "h",
      label: one?.entry.state === "ON_HOLD" ? t`Back to waiting` : t`Put on hold`,
      run: () => one && (one.entry.state === "ON_HOLD" ? acts.resume(one) : acts.hold(one)),
      isOff: !one,
    },
    {
      key: "m",
      label: t`Transfer`,
      run: () => one && ask({ what: "transfer", line: one }),
      isOff: !one || one.entry.state === "ON_HOLD",
    },
    { key: "d", label: t`To another doctor`, run: () => one && sendToDoctor(one), isOff: !one },
    {
      key: "u",
      label: t`Change the urgency`,
      run: () => chosen && ask({ what: "urgency", line: chosen }),
      isOff: !chosen,
    },
    { key: "Escape", label: t`Back to who is here`, run: showCurrent, isOff: !chosen },
    { key: "l", label: t`Late entry`, run: enterLate },
  ]);
}

/** Why nobody can be called now, as a sentence; undefined where somebody can. */
export function useWhyNoCall(current: Line | undefined): string | undefined {
  const { t } = useLingui();
  const { session } = usePlace();
  const isOnline = useIsOnline();
  if (!isOnline) {
    return t`Calling needs the server, which can't be reached now: only it knows who comes next, so that nobody is called twice. Served patients can be entered late.`;
  }
  if (!session) return t`Open a desk first.`;
  if (session.state === "ON_BREAK") return t`You are on a break. End it first.`;
  if (current && session.callSlots <= 1) return t`Somebody is at your desk. Finish with them first.`;
  return undefined;
}
