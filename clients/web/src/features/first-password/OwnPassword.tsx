import { Trans, useLingui } from "@lingui/react/macro";
import { PasswordInput } from "@mantine/core";
import { OTHER_SCREENS } from "../../texts/others.ts";
import { usePart } from "../../texts/part.ts";

/** Whoever was given a password chooses one that nobody else knows. */
export default function OwnPassword({ value, change }: { value: string; change: (value: string) => void }) {
  const { t } = useLingui();
  if (!usePart(OTHER_SCREENS)) return null;
  return (
    <>
      <p style={{ margin: 0 }}>
        <Trans>Somebody gave you this password. Choose one that only you know; it replaces the other.</Trans>
      </p>
      <PasswordInput
        label={t`New password`}
        description={t`At least 8 characters.`}
        name="new-password"
        autoComplete="new-password"
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": t`Show the password`, tabIndex: 0, "aria-hidden": false }}
        size="sm"
        required
        withAsterisk={false}
        autoFocus
      />
    </>
  );
}
