import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline } from "../../sync/useView.ts";
import { useKeys } from "../../ui/keys.tsx";
import type { Asking } from "./BoardDialog.tsx";
import type { Line } from "./lines.ts";
import type { BoardActs } from "./useBoardActs.tsx";

interface Given {
  chosen: Line | undefined;
  /** At one's own desk now. */
  mine: Line | undefined;
  acts: BoardActs;
  ask: (asking: Asking) => void;
}

const AT_DESK = ["CALLED", "SERVING"];

/** Keys act on the chosen row; those about a call on one's own desk where the chosen one isn't at a desk. */
export function useBoardKeys({ chosen, mine, acts, ask }: Given): void {
  const { t } = useLingui();
  const { session } = usePlace();
  const isOnline = useIsOnline();
  const state = chosen?.entry.state;
  const isWaiting = state === "WAITING";
  const isOnHold = state === "ON_HOLD";
  const atDesk = chosen && AT_DESK.includes(chosen.entry.state) ? chosen : mine;
  const called = atDesk?.entry.state === "CALLED" ? atDesk : undefined;
  const canCall = isOnline && session?.state === "ACTIVE" && !mine;

  const move = (afterEntryId: string | null | undefined) =>
    chosen && afterEntryId !== undefined && ask({ what: "move", line: chosen, afterEntryId });

  useKeys(t`Board`, [
    { key: "n", label: t`Call next`, run: () => void acts.callNext(), isOff: !canCall },
    {
      key: "c",
      label: t`Call this one`,
      run: () => chosen && void acts.callThis(chosen).then((isAsked) => isAsked && ask({ what: "call", line: chosen })),
      isOff: !canCall || !isWaiting,
    },
    { key: "a", label: t`Call again`, run: () => called && void acts.recall(called), isOff: !called || !isOnline },
    { key: "t", label: t`Start`, run: () => called && acts.start(called), isOff: !called },
    { key: "s", label: t`Served`, run: () => atDesk && acts.serve(atDesk), isOff: !atDesk },
    { key: "x", label: t`Didn't come`, run: () => called && acts.noShow(called), isOff: !called },
    {
      key: "h",
      label: isOnHold ? t`Back to waiting` : t`Put on hold`,
      run: () => chosen && (isOnHold ? acts.resume(chosen) : acts.hold(chosen)),
      isOff: !isWaiting && !isOnHold,
    },
    {
      key: "u",
      label: t`Change the urgency`,
      run: () => chosen && ask({ what: "urgency", line: chosen }),
      isOff: !isWaiting && !isOnHold,
    },
    {
      key: "m",
      label: t`Transfer`,
      run: () => chosen && ask({ what: "transfer", line: chosen }),
      isOff: !chosen || isOnHold,
    },
    {
      key: "d",
      label: t`Choose the doctor`,
      run: () => chosen && ask({ what: "bind", line: chosen }),
      isOff: !isWaiting && !isOnHold,
    },
    { key: "alt+ArrowUp", label: t`Move up`, run: () => move(chosen?.turn?.up), isOff: !isWaiting },
    { key: "alt+ArrowDown", label: t`Move down`, run: () => move(chosen?.turn?.down), isOff: !isWaiting },
    {
      key: "Delete",
      label: t`Cancel`,
      run: () => chosen && ask({ what: "cancel", line: chosen }),
      isOff: !isWaiting && !isOnHold,
    },
  ]);
}
