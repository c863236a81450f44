import { useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline } from "../../sync/useView.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { MenuButton } from "../../ui/MenuButton.tsx";
import type { Asking } from "./BoardDialog.tsx";
import type { Line } from "./lines.ts";
import classes from "./RowActs.module.css";
import type { BoardActs } from "./useBoardActs.tsx";

interface Props {
  line: Line;
  acts: BoardActs;
  ask: (asking: Asking) => void;
  isChosen: boolean;
}

interface Offered {
  name: string;
  icon: IconName;
  keyName?: string;
  run: () => void;
  /** Why it can't be done now. */
  why?: string | undefined;
}

/** The most likely act as a button, all of them in the menu. */
export function RowActs({ line, acts, ask, isChosen }: Props) {
  const { t } = useLingui();
  const offered = useOffered(line, acts, ask);
  const [first] = offered;
  const who = line.entry.ticketNumber ?? line.patient?.name ?? "";
  return (
    <span className={classes.acts} data-chosen={isChosen || undefined}>
      {first && !first.why ? (
        <button
          type="button"
          tabIndex={isChosen ? 0 : -1}
          className={classes.first}
          onClick={first.run}
          aria-label={`${first.name}: ${who}`}
        >
          {first.name}
        </button>
      ) : null}
      <MenuButton
        width={230}
        acts={offered.map(({ name, icon, keyName, run, why }) => ({
          name,
          icon,
          end: keyName ? <kbd>{keyName}</kbd> : null,
          note: why ? <Why>{why}</Why> : null,
          isOff: Boolean(why),
          run,
        }))}
      >
        <ActionIcon size={24} tabIndex={isChosen ? 0 : -1} aria-label={t`Acts for ${who}`}>
          <Icon name="dots" />
        </ActionIcon>
      </MenuButton>
    </span>
  );
}

function Why({ children }: { children: ReactNode }) {
  return <span className={classes.why}>{children}</span>;
}

function useOffered(line: Line, acts: BoardActs, ask: (asking: Asking) => void): Offered[] {
  const { t } = useLingui();
  const { session } = usePlace();
  const isOnline = useIsOnline();
  const offline = isOnline ? undefined : t`needs the server`;
  const noDesk = session ? (session.state === "ON_BREAK" ? t`you are on a break` : undefined) : t`open a desk first`;
  const call: Offered = {
    name: t`Call`,
    icon: "next",
    keyName: "C",
    run: () => void acts.callThis(line).then((isAsked) => isAsked && ask({ what: "call", line })),
    why: offline ?? noDesk,
  };
  const transfer: Offered = {
    name: t`Transfer`,
    icon: "switch",
    keyName: "M",
    run: () => ask({ what: "transfer", line }),
  };
  const leave: Offered = { name: t`Has left`, icon: "signOut", run: () => acts.leave(line) };
  const waiting: Offered[] = [
    { name: t`Change the urgency`, icon: "alert", keyName: "U", run: () => ask({ what: "urgency", line }) },
    { name: t`Choose the doctor`, icon: "stethoscope", keyName: "D", run: () => ask({ what: "bind", line }) },
  ];
  const cancel: Offered = { name: t`Cancel`, icon: "ban", keyName: "Del", run: () => ask({ what: "cancel", line }) };
  const { up, down } = line.turn ?? {};
  const move = (name: string, keyName: string, icon: IconName, afterEntryId: string | null | undefined): Offered[] =>
    afterEntryId === undefined ? [] : [{ name, icon, keyName, run: () => ask({ what: "move", line, afterEntryId }) }];
  switch (line.entry.state) {
    case "WAITING":
      return [
        call,
        { name: t`Put on hold`, icon: "hold", keyName: "H", run: () => acts.hold(line) },
        ...waiting,
        ...move(t`Move up`, "Alt ↑", "arrowUp", up),
        ...move(t`Move down`, "Alt ↓", "arrowDown", down),
        transfer,
        leave,
        cancel,
      ];
    case "ON_HOLD":
      return [
        { name: t`Back to waiting`, icon: "play", keyName: "H", run: () => acts.resume(line) },
        ...waiting,
        leave,
        cancel,
      ];
    case "CALLED":
      return [
        { name: t`Start`, icon: "play", keyName: "T", run: () => acts.start(line) },
        { name: t`Call again`, icon: "bell", keyName: "A", run: () => void acts.recall(line), why: offline },
        { name: t`Didn't come`, icon: "ban", keyName: "X", run: () => acts.noShow(line) },
        transfer,
        leave,
      ];
    case "SERVING":
      return [{ name: t`Served`, icon: "check", keyName: "S", run: () => acts.serve(line) }, transfer];
    default:
      return [];
  }
}
