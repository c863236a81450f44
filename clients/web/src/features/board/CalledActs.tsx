import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useIsOnline } from "../../sync/useView.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { Line } from "./lines.ts";
import type { BoardActs } from "./useBoardActs.tsx";

/** What may become of somebody who is called and not here yet. */
export function CalledActs({ line, acts }: { line: Line; acts: BoardActs }) {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="bell" size={14} />}
        rightSection={<kbd>A</kbd>}
        onClick={() => void acts.recall(line)}
        disabled={!isOnline}
        title={isOnline ? undefined : t`Calling needs the server, which can't be reached now`}
      >
        <Trans>Call again</Trans>
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="ban" size={14} />}
        rightSection={<kbd>X</kbd>}
        onClick={() => acts.noShow(line)}
      >
        <Trans>Didn't come</Trans>
      </Button>
      <Button leftSection={<Icon name="play" size={14} />} rightSection={<kbd>T</kbd>} onClick={() => acts.start(line)}>
        <Trans>Start</Trans>
      </Button>
    </>
  );
}
