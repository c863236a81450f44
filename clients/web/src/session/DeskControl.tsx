import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useCallback, useState } from "react";
import { desk } from "../sync/desk.ts";
import { type DeskSessionRow, one } from "../sync/rows.ts";
import { useIsOnline, useView } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { problemText } from "../texts/problems.ts";
import { clock } from "../texts/time.ts";
import { Icon } from "../ui/Icon.tsx";
import { useKeys } from "../ui/keys.tsx";
import { later } from "../ui/later.tsx";
import { MenuButton } from "../ui/MenuButton.tsx";
import { toast } from "../ui/toasts.tsx";
import classes from "./DeskControl.module.css";
import { usePlace } from "./place.tsx";
import { answer, once, server } from "./server.ts";

const BreakDialog = later(async () => (await import("./BreakDialog.tsx")).BreakDialog);
const OpenDesk = later(async () => (await import("./OpenDesk.tsx")).OpenDesk);

type Act = "resume" | "close";

/** Where one works now: opening a desk, a break, the end of the shift. */
export function DeskControl() {
  const { t, i18n } = useLingui();
  const { session } = usePlace();
  const isOnline = useIsOnline();
  const [isOpening, setOpening] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const roomId = session?.roomId;
  const room = useView(useCallback((rows: Rows) => one(rows, "room", roomId), [roomId]));
  const isOnBreak = session?.state === "ON_BREAK";

  async function act(what: Act) {
    if (!session) return;
    const params = { path: { deskSessionId: session.id }, header: once() };
    const calls = {
      resume: () => server.POST("/api/v1/desk-sessions/{deskSessionId}/resume", { params }),
      close: () => server.POST("/api/v1/desk-sessions/{deskSessionId}/close", { params }),
    };
    try {
      await answer(calls[what]());
      desk.engine.nudge();
      toast({ text: { resume: t`Back from the break`, close: t`Desk closed` }[what] });
    } catch (error) {
      toast({ text: problemText(i18n, error), tone: "bad" });
    }
  }

  function breakOrBack() {
    if (isOnBreak) void act("resume");
    else setGoing(true);
  }

  useKeys(t`Desk`, [
    { key: "o", label: t`Open a desk`, run: () => setOpening(true), isOff: Boolean(session) || !isOnline },
    {
      key: "b",
      label: isOnBreak ? t`End the break` : t`Take a break`,
      run: breakOrBack,
      isOff: !session || !isOnline,
    },
  ]);

  if (!session) {
    return (
      <>
        <Button
          variant="default"
          size="compact-sm"
          style={{ flex: "none" }}
          leftSection={<Icon name="door" size={14} />}
          onClick={() => setOpening(true)}
          disabled={!isOnline}
          title={isOnline ? undefined : t`A desk is opened at the server, which can't be reached now`}
        >
          <Trans>Open a desk</Trans>
        </Button>
        {isOpening ? <OpenDesk close={() => setOpening(false)} /> : null}
      </>
    );
  }
  return (
    <>
      <MenuButton
        position="bottom-start"
        acts={[
          {
            name: isOnBreak ? t`End the break` : t`Take a break`,
            icon: isOnBreak ? "play" : "coffee",
            isOff: !isOnline,
            run: breakOrBack,
          },
          { name: t`Close the desk`, icon: "close", isOff: !isOnline, run: () => void act("close") },
        ]}
        foot={<WhyOff isOnline={isOnline} />}
      >
        <button type="button" className={classes.desk} data-break={isOnBreak || undefined}>
          <Icon name={isOnBreak ? "coffee" : "door"} size={14} />
          <span className="truncate">{room?.name ?? t`Desk`}</span>
          <OnBreak session={session} />
          <Icon name="chevron" size={14} />
        </button>
      </MenuButton>
      {isGoing ? <BreakDialog close={() => setGoing(false)} /> : null}
    </>
  );
}

function OnBreak({ session: { state, breakUntil } }: { session: DeskSessionRow }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  if (state !== "ON_BREAK") return null;
  return (
    <span className={classes.state}>
      {breakUntil ? t`on a break until ${clock(breakUntil, language, timeZone)}` : t`on a break`}
    </span>
  );
}

function WhyOff({ isOnline }: { isOnline: boolean }) {
  if (isOnline) return null;
  return (
    <p className={classes.why}>
      <Trans>
        The server can't be reached: a break or the end of a shift is told to it, so that nobody is called to an empty
        room.
      </Trans>
    </p>
  );
}
