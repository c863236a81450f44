import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { Icon } from "../ui/Icon.tsx";
import classes from "./UpdateBanner.module.css";
import { useUpdate } from "./update.ts";

/** A newer version is here. Nothing is lost by it: what isn't sent yet is kept apart from the program. */
export function UpdateBanner() {
  const takeOver = useUpdate();
  if (!takeOver) return null;
  return (
    <div className={classes.banner} role="status">
      <Icon name="unsent" />
      <span>
        <Trans>A newer version is ready. Changes that aren't sent yet are kept.</Trans>
      </span>
      <Button variant="default" size="compact-xs" onClick={takeOver}>
        <Trans>Use it now</Trans>
      </Button>
    </div>
  );
}
