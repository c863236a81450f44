import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import { View } from "react-native";
import { coverAmongApps } from "../device/cover";
import { onLeave, unlock } from "../device/unlock";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useTheme } from "../ui/theme.tsx";
import { Words } from "../ui/Words.tsx";
import { preferences, usePreferences } from "./preferences.ts";
import { useAccount } from "./useSigned.ts";

/** Who only answers a call meanwhile isn't asked again. */
const GRACE_MS = 60_000;

/**
 * Where the app is locked, nothing of it is there before it was opened once. After a minute elsewhere it is neither drawn
 * nor read out until it is opened again; what was half written stays.
 */
export function LockGate({ children }: { children: React.ReactNode }) {
  const { t } = useLingui();
  const account = useAccount();
  const { isLocked } = usePreferences();
  const [isShut, setShut] = useState(() => preferences().isLocked && account !== null);
  const [wasOpen, setWasOpen] = useState(!isShut);
  const open = useCallback(() => {
    void unlock(t`Unlock CareTurn`).then((isOpen) => {
      if (!isOpen) return;
      setWasOpen(true);
      setShut(false);
    });
  }, [t]);
  useEffect(() => {
    void coverAmongApps(isLocked).catch(() => undefined);
  }, [isLocked]);
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
  useEffect(() => {
    if (account) return;
    // Nothing of anybody is here any more, and who signs in has shown who they are.
    setShut(false);
    setWasOpen(true);
  }, [account]);

  const isHidden = isShut && account !== null;
  return (
    <>
      {wasOpen || !isHidden ? (
        <View
          style={{ flex: 1, display: isHidden ? "none" : "flex" }}
          aria-hidden={isHidden}
          accessibilityElementsHidden={isHidden}
          importantForAccessibility={isHidden ? "no-hide-descendants" : "auto"}
        >
          {children}
        </View>
      ) : null}
      {isHidden ? <Locked open={open} /> : null}
    </>
  );
}

function Locked({ open }: { open: () => void }) {
  const { t } = useLingui();
  const { colours } = useTheme();
  return (
    <View
      role="main"
      style={{ flex: 1, padding: 32, gap: 20, justifyContent: "center", backgroundColor: colours.page }}
    >
      <View style={{ alignItems: "center" }}>
        <Icon name="lock" size={56} colour={colours.main} />
      </View>
      <Words centred size="lead" level={1}>{t`CareTurn is locked.`}</Words>
      <Button label={t`Unlock`} icon="lock" onPress={open} />
    </View>
  );
}
