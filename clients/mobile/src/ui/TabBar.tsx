import { useLingui } from "@lingui/react/macro";
import { type Href, useRouter } from "expo-router";
import { Pressable, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { useNews } from "../notices/useNews.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

export type TabName = "home" | "appointments" | "notices" | "me";

export function TabBar({ present }: { present: TabName }) {
  const { t } = useLingui();
  const { colours } = useTheme();
  const insets = useSafeAreaInsets();
  const router = useRouter();
  const news = useNews();
  const tabs: { name: TabName; label: string; icon: IconName; to: Href; count?: number }[] = [
    { name: "home", label: t`Home`, icon: "home", to: "/" },
    { name: "appointments", label: t`Appointments`, icon: "calendar", to: "/bookings" },
    { name: "notices", label: t`Notices`, icon: "bell", to: "/notices", count: news },
    { name: "me", label: t`Me`, icon: "person", to: "/me" },
  ];
  return (
    <View
      role="navigation"
      aria-label={t`Screens`}
      style={{
        flexDirection: "row",
        justifyContent: "center",
        borderTopWidth: 1,
        borderColor: colours.line,
        backgroundColor: colours.card,
        paddingBottom: insets.bottom,
      }}
    >
      {tabs.map(({ name, label, icon, to, count = 0 }) => (
        <Pressable
          key={name}
          role="link"
          aria-current={name === present ? "page" : undefined}
          onPress={() => router.replace(to)}
          style={{ flexGrow: 1, maxWidth: 160, minHeight: 64, alignItems: "center", justifyContent: "center", gap: 2 }}
        >
          <View>
            <Icon name={icon} size={26} colour={name === present ? colours.main : colours.soft} />
            {count > 0 ? <Dot count={count} /> : null}
          </View>
          <Words size="small" most={23} tone={name === present ? "main" : "soft"} numberOfLines={1}>
            {label}
          </Words>
        </Pressable>
      ))}
    </View>
  );
}

function Dot({ count }: { count: number }) {
  const { colours } = useTheme();
  const { t } = useLingui();
  return (
    <View
      aria-label={t`${count} new`}
      style={{
        position: "absolute",
        top: -3,
        end: -6,
        width: 12,
        height: 12,
        borderRadius: 6,
        backgroundColor: colours.bad,
        borderWidth: 2,
        borderColor: colours.card,
      }}
    />
  );
}
