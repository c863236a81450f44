import { useLingui } from "@lingui/react/macro";
import { Stack, useRouter } from "expo-router";
import { Pressable, RefreshControl, ScrollView, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { StatusLine } from "../sync/StatusLine.tsx";
import { Icon } from "./Icon.tsx";
import { TabBar, type TabName } from "./TabBar.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

interface Props {
  title: string;
  children: React.ReactNode;
  /** The screens that the bar below leads to; others lead back. */
  tab?: TabName;
  /** Nobody is signed in: no bar and nothing of what is known. */
  isOutside?: boolean;
  hasNoBack?: boolean;
  refresh?: () => void;
  /** The one act of the screen, always in reach of the thumb. */
  foot?: React.ReactNode;
}

/** One thing per screen: its title, what it is about, its act. */
export function Screen({ title, children, tab, isOutside, hasNoBack, refresh, foot }: Props) {
  const { colours } = useTheme();
  const insets = useSafeAreaInsets();
  const column = { width: "100%", maxWidth: 560, alignSelf: "center" } as const;
  return (
    <View style={{ flex: 1, backgroundColor: colours.page, paddingTop: insets.top }}>
      <Stack.Screen options={{ title: `${title} · CareTurn` }} />
      {isOutside ? null : <StatusLine />}
      <ScrollView
        role="main"
        contentContainerStyle={{ paddingHorizontal: 18, paddingBottom: 28, flexGrow: 1 }}
        keyboardShouldPersistTaps="handled"
        refreshControl={refresh ? <RefreshControl refreshing={false} onRefresh={refresh} /> : undefined}
      >
        <View style={[column, { gap: 16, flexGrow: 1 }]}>
          <View style={{ paddingTop: tab || hasNoBack ? 22 : 6, gap: 4 }}>
            {tab || hasNoBack ? null : <Back />}
            <Words size="title" level={1}>
              {title}
            </Words>
          </View>
          {children}
        </View>
      </ScrollView>
      {foot ? (
        <View style={{ borderTopWidth: 1, borderColor: colours.line, backgroundColor: colours.card, padding: 14 }}>
          <View style={[column, { gap: 10, paddingBottom: tab ? 0 : insets.bottom }]}>{foot}</View>
        </View>
      ) : null}
      {tab ? <TabBar present={tab} /> : null}
    </View>
  );
}

function Back() {
  const { t } = useLingui();
  const { colours } = useTheme();
  const router = useRouter();
  return (
    <Pressable
      role="button"
      aria-label={t`Back`}
      onPress={() => (router.canGoBack() ? router.back() : router.replace("/"))}
      style={{
        minHeight: 48,
        minWidth: 48,
        flexDirection: "row",
        alignItems: "center",
        gap: 6,
        alignSelf: "flex-start",
      }}
    >
      <Icon name="back" colour={colours.main} />
      <Words tone="main" bold>
        {t`Back`}
      </Words>
    </Pressable>
  );
}
