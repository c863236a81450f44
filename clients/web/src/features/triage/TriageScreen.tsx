import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { OpenDesk } from "../../session/OpenDesk.tsx";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline, useSnapshot } from "../../sync/useView.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { type Asking, BoardDialog } from "../board/BoardDialog.tsx";
import type { Line } from "../board/lines.ts";
import { useBoardActs } from "../board/useBoardActs.tsx";
import { CallBar } from "../consulting/CallBar.tsx";
import classes from "../consulting/ConsultingScreen.module.css";
import { DoctorDialog } from "../consulting/DoctorDialog.tsx";
import { LateEntryDialog } from "../consulting/LateEntryDialog.tsx";
import { ListOfMine } from "../consulting/ListOfMine.tsx";
import { numberWaiting } from "../consulting/myList.ts";
import { RecordPanel } from "../consulting/RecordPanel.tsx";
import { useCallKeys } from "../consulting/useCallKeys.ts";
import { useCallNext } from "../consulting/useCallNext.ts";
import { useMyList } from "../consulting/useMyList.ts";
import { Assessment } from "./Assessment.tsx";

/** Who is to be assessed, how urgent each of them is, and where they go next. */
export default function TriageScreen() {
  const { t } = useLingui();
  const { session } = usePlace();
  const { isRead } = useSnapshot();
  const isOnline = useIsOnline();
  const { callNext, justCalled, isCalling } = useCallNext();
  const list = useMyList(justCalled);
  const acts = useBoardActs();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [sending, setSending] = useState<Line | null>(null);
  const [isLate, setLate] = useState(false);
  const [isOpening, setOpening] = useState(false);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [current] = list.current;
  const others = [...list.waiting.flatMap(({ lines }) => lines), ...list.onHold];
  const chosen = others.find(({ entry }) => entry.id === chosenId);
  const shown = chosen ?? current;

  useCallKeys({
    group: t`Triage`,
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
        <h1 className={classes.title}>
          <Trans>Triage</Trans>
        </h1>
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
                <Assessment key={shown.entry.id} line={shown} acts={acts} />
                <RecordPanel key={shown.entry.patientId} line={shown} isCurrent={shown === current} />
              </>
            ) : (
              <Empty icon="alert" title={t`Nobody is chosen`}>
                <Trans>Choose somebody in the list to say how urgent it is, or call the next one.</Trans>
              </Empty>
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
