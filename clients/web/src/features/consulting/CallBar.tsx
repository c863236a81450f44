import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDuration } from "../../texts/duration.ts";
import { minutesSince } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useNow } from "../../ui/useNow.ts";
import type { Asking } from "../board/BoardDialog.tsx";
import { CalledActs } from "../board/CalledActs.tsx";
import type { Line } from "../board/lines.ts";
import type { BoardActs } from "../board/useBoardActs.tsx";
import classes from "./CallBar.module.css";
import { useWhyNoCall } from "./useCallKeys.ts";

interface Props {
  current: Line | undefined;
  showCurrent: () => void;
  isCalling: boolean;
  numberWaiting: number;
  acts: BoardActs;
  callNext: () => Promise<void>;
  ask: (asking: Asking) => void;
  sendToDoctor: (line: Line) => void;
}

/** Who is called or here, and what is done next. */
export function CallBar(props: Props) {
  const { current, showCurrent, isCalling, numberWaiting, acts, callNext, ask, sendToDoctor } = props;
  const { t } = useLingui();
  const why = useWhyNoCall(current);
  if (!current) {
    return (
      <section className={classes.bar} aria-label={t`Your desk`}>
        <span className={classes.text}>
          {why ? (
            <span className={classes.why}>{why}</span>
          ) : numberWaiting > 0 ? (
            t`Nobody is at your desk`
          ) : (
            t`Nobody waits for your desk`
          )}
        </span>
        <Button
          leftSection={<Icon name="next" size={14} />}
          rightSection={<kbd>N</kbd>}
          onClick={() => void callNext()}
          loading={isCalling}
          disabled={why !== undefined || numberWaiting === 0}
        >
          <Trans>Call next</Trans>
        </Button>
      </section>
    );
  }
  const isCalled = current.entry.state === "CALLED";
  return (
    <section className={classes.bar} data-state={current.entry.state} aria-label={t`Your desk`}>
      <Since line={current} show={showCurrent} />
      {isCalled ? (
        <CalledActs line={current} acts={acts} />
      ) : (
        <>
          <Button
            variant="default"
            leftSection={<Icon name="switch" size={14} />}
            rightSection={<kbd>M</kbd>}
            onClick={() => ask({ what: "transfer", line: current })}
          >
            <Trans>Transfer</Trans>
          </Button>
          <Button
            leftSection={<Icon name="check" size={14} />}
            rightSection={<kbd>S</kbd>}
            onClick={() => acts.serve(current)}
          >
            <Trans>Served</Trans>
          </Button>
        </>
      )}
      <Menu width={230}>
        <Menu.Target>
          <ActionIcon aria-label={t`More acts`} variant="default">
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isCalled ? (
            <>
              <Menu.Item
                leftSection={<Icon name="check" />}
                rightSection={<kbd>S</kbd>}
                onClick={() => acts.serve(current)}
              >
                <Trans>Served</Trans>
              </Menu.Item>
              <Menu.Item
                leftSection={<Icon name="switch" />}
                rightSection={<kbd>M</kbd>}
                onClick={() => ask({ what: "transfer", line: current })}
              >
                <Trans>Transfer</Trans>
              </Menu.Item>
            </>
          ) : null}
          <Menu.Item
            leftSection={<Icon name="stethoscope" />}
            rightSection={<kbd>D</kbd>}
            onClick={() => sendToDoctor(current)}
          >
            <Trans>To another doctor</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="hold" />} rightSection={<kbd>H</kbd>} onClick={() => acts.hold(current)}>
            <Trans>Put on hold</Trans>
          </Menu.Item>
          {isCalled ? (
            <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => acts.leave(current)}>
              <Trans>Has left</Trans>
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
    </section>
  );
}

function Since({ line: { entry, patient, call, room }, show }: { line: Line; show: () => void }) {
  const { t } = useLingui();
  const now = useNow();
  const isCalled = entry.state === "CALLED";
  const waited = useDuration()(minutesSince((isCalled ? entry.calledAt : entry.startedAt) ?? entry.arrivedAt, now));
  const times = call?.recalls ? call.recalls + 1 : 1;
  return (
    <span className={classes.text}>
      <button type="button" className={classes.who} onClick={show}>
        {[entry.ticketNumber, patient?.name].filter(Boolean).join(" ")}
      </button>
      <strong>{isCalled ? t`Called` : t`With the patient`}</strong>
      <span className="soft">
        {isCalled ? t`${waited} ago` : t`for ${waited}`}
        {isCalled && times > 1 ? ` · ${t`called ${times} times`}` : ""}
        {room ? ` · ${room.name}` : ""}
      </span>
    </span>
  );
}
