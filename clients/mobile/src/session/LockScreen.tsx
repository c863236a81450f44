import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import { View } from "react-native";
import { onLeave, unlock } from "../device/unlock";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useTheme } from "../ui/theme.tsx";
import { Words } from "../ui/Words.tsx";
import { preferences } from "./preferences.ts";
import { useAccount } from "./useSigned.ts";

/** Who only answers a call meanwhile isn't asked again. */
const GRACE_MS = 60_000;

/** Over everything, from the start and after a minute elsewhere, where the app is locked. */
export function LockScreen() {
  const { t } = useLingui();
  const { colours } = useTheme();
  const account = useAccount();
  const [isShut, setShut] = useState(() => preferences().isLocked);
  const open = useCallback(() => {
    void unlock(t`Unlock CareTurn`).then((isOpen) => setShut(!isOpen));
  }, [t]);
  useEffect(() => {
    let leftAt: number | null = null;
    return onLeave(
      () => {
        leftAt = Date.now();
      },
      () => {
        if (preferences().isLocked && leftAt !== null && Date.now() - leftAt > GRACE_MS) setShut(true);
        leftAt = null;
      },
    );
  }, []);
  useEffect(() => {
    if (isShut && account) open();
  }, [isShut, account, open]);
  if (!isShut || !account) return null;
  return (
    <View
      style={{
        position: "absolute",
        top: 0,
        bottom: 0,
        start: 0,
        end: 0,
        padding: 32,
        gap: 20,
        justifyContent: "center",
        backgroundColor: colours.page,
      }}
    >
      <View style={{ alignItems: "center" }}>
        <Icon name="lock" size={56} colour={colours.main} />
      </View>
      <Words centred size="lead">{t`CareTurn is locked.`}</Words>
      <Button label={t`Unlock`} icon="lock" onPress={open} />
    </View>
  );
}
