import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { Pressable, View } from "react-native";
import { useMinutes } from "../texts/age.ts";
import { Icon } from "../ui/Icon.tsx";
import { useTheme } from "../ui/theme.tsx";
import { Words } from "../ui/Words.tsx";
import { useSnapshot } from "./useView.ts";

/** Only where something isn't as it should be: no network, unsent changes, nothing can be kept. */
export function StatusLine() {
  const { t } = useLingui();
  const { colours } = useTheme();
  const router = useRouter();
  const { status } = useSnapshot();
  const age = useMinutes(status?.lastContact ?? undefined);
  if (!status) return null;
  const { code, unsent, notSaved } = status;
  const isBad = notSaved !== null || code === "BLOCKED" || code === "QUARANTINED";
  const waiting =
    unsent > 0 ? plural(unsent, { one: "# change waits to be sent.", other: "# changes wait to be sent." }) : "";
  const text = notSaved
    ? t`Not saved: this phone's storage is full or blocked.`
    : {
        UP_TO_DATE: "",
        NOBODY: "",
        UNSENT: "",
        OFFLINE: age ? t`No connection. You see how it was ${age}.` : t`No connection.`,
        SIGN_IN_REQUIRED: t`Your sign-in has ended. Sign in again.`,
        UPGRADE_REQUIRED: t`A newer version of this app is needed. Your changes are kept.`,
        QUARANTINED: t`This device was locked by the hospital. Nothing more is sent from it.`,
        BLOCKED: t`Changes can't be sent now. They are kept.`,
      }[code];
  if (!text) return null;
  return (
    <Pressable role="button" onPress={() => router.push("/notices")}>
      <View
        role="status"
        aria-live="polite"
        style={{
          flexDirection: "row",
          gap: 10,
          alignItems: "center",
          justifyContent: "center",
          paddingVertical: 10,
          paddingHorizontal: 16,
          backgroundColor: isBad ? colours.badTint : colours.warnTint,
        }}
      >
        <Icon name="cloud" size={20} colour={isBad ? colours.bad : colours.warn} />
        <View style={{ flexShrink: 1 }}>
          <Words size="small">{[text, waiting].filter(Boolean).join(" ")}</Words>
        </View>
      </View>
    </Pressable>
  );
}
