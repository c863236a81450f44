import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { OpenDesk } from "../../session/OpenDesk.tsx";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline, useSnapshot } from "../../sync/useView.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { type Asking, BoardDialog } from "../board/BoardDialog.tsx";
import type { Line } from "../board/lines.ts";
import { type BoardActs, useBoardActs } from "../board/useBoardActs.tsx";
import { CallBar } from "./CallBar.tsx";
import classes from "./DeskScreen.module.css";
import { DoctorDialog } from "./DoctorDialog.tsx";
import { LateEntryDialog } from "./LateEntryDialog.tsx";
import { ListOfMine } from "./ListOfMine.tsx";
import { numberWaiting } from "./myList.ts";
import { RecordPanel } from "./RecordPanel.tsx";
import { useCallKeys } from "./useCallKeys.ts";
import { useCallNext } from "./useCallNext.ts";
import { useMyList } from "./useMyList.ts";

interface Props {
  title: string;
  /** What is decided about the one who is shown, above the record. */
  decide?: (line: Line, acts: BoardActs) => ReactNode;
  /** What stands there while nobody is shown. */
  nobody: (numberWaiting: number) => ReactNode;
}

/** One desk's own part of the day: who waits for it, who is here, and what matters about them. */
export function DeskScreen({ title, decide, nobody }: Props) {
  const { t } = useLingui();
  const { session } = usePlace();
  const { isRead } = useSnapshot();
  const isOnline = useIsOnline();
  const acts = useBoardActs();
  const { callNext, justCalled, isCalling } = useCallNext(acts);
  const list = useMyList(justCalled);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [sending, setSending] = useState<Line | null>(null);
  const [isLate, setLate] = useState(false);
  const [isOpening, setOpening] = useState(false);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [current] = list.current;
  const waiting = list.waiting.flatMap(({ lines }) => lines);
  const chosen = [...waiting, ...list.onHold].find(({ entry }) => entry.id === chosenId);
  const shown = chosen ?? current;

  useCallKeys({
    group: title,
    current,
    chosen,
    acts,
    callNext,
    ask: setAsking,
    sendToDoctor: setSending,
    enterLate: () => setLate(true),
    showCurrent: () => setChosenId(null),
  });

  const calledId = current?.entry.id;
  // The one who comes is what one wants to see, whatever was looked at before.
  useEffect(() => {
    if (calledId) setChosenId(null);
  }, [calledId]);

  if (!isRead) return <Loading rows={14} />;
  return (
    <div className={classes.screen}>
      <div className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        <span className={classes.grow} />
        <Button
          variant="default"
          leftSection={<Icon name="clock" size={14} />}
          rightSection={<kbd>L</kbd>}
          onClick={() => setLate(true)}
        >
          <Trans>Late entry</Trans>
        </Button>
      </div>
      {session ? (
        <div className={classes.columns}>
          <ListOfMine list={list} chosenId={shown?.entry.id ?? null} choose={setChosenId} acts={acts} ask={setAsking} />
          <section className={classes.patient} aria-label={t`Patient`}>
            <CallBar
              current={current}
              showCurrent={() => setChosenId(null)}
              isCalling={isCalling}
              numberWaiting={numberWaiting(list)}
              acts={acts}
              callNext={callNext}
              ask={setAsking}
              sendToDoctor={setSending}
            />
            {shown ? (
              <>
                {decide?.(shown, acts)}
                <RecordPanel key={shown.entry.patientId} line={shown} isCurrent={shown === current} />
              </>
            ) : (
              nobody(waiting.length)
            )}
          </section>
        </div>
      ) : (
        <Empty
          icon="door"
          title={t`You have no desk open`}
          action={
            <Button onClick={() => setOpening(true)} disabled={!isOnline}>
              <Trans>Open a desk</Trans>
            </Button>
          }
        >
          {isOnline ? (
            <Trans>Say in which room you are and whose patients come to you; then your list appears here.</Trans>
          ) : (
            <Trans>A desk is opened at the server, which can't be reached now.</Trans>
          )}
        </Empty>
      )}
      {asking ? <BoardDialog asking={asking} acts={acts} close={() => setAsking(null)} /> : null}
      {sending ? <DoctorDialog line={sending} close={() => setSending(null)} /> : null}
      {isLate ? <LateEntryDialog close={() => setLate(false)} /> : null}
      {isOpening ? <OpenDesk close={() => setOpening(false)} /> : null}
    </div>
  );
}
