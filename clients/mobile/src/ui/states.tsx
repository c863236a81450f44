import { useLingui } from "@lingui/react/macro";
import { ActivityIndicator, View } from "react-native";
import type { Asked } from "../sync/known.ts";
import { useMinutes } from "../texts/age.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "./Button.tsx";
import { Card, Notice } from "./Card.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

export function Loading() {
  const { t } = useLingui();
  const { colours } = useTheme();
  return (
    <View role="status" aria-label={t`One moment`} style={{ padding: 40 }}>
      <ActivityIndicator size="large" color={colours.main} />
    </View>
  );
}

/** Nothing there yet, and what can be done. */
export function Empty({ title, text }: { title: string; text?: string }) {
  return (
    <Card>
      <Words bold>{title}</Words>
      {text ? <Words tone="soft">{text}</Words> : null}
    </Card>
  );
}

/**
 * What was asked of the server: while it loads, when it failed, how old it is; and of it what {@code children} makes.
 */
export function Shown<T>({ asked, children }: { asked: Asked<T>; children: (value: T) => React.ReactNode }) {
  const { t, i18n } = useLingui();
  const { value, at, error, isLoading, again } = asked;
  const age = useMinutes(at);
  if (value === undefined) {
    if (isLoading && !error) return <Loading />;
    return (
      <>
        <Notice tone="bad" text={problemText(i18n, error)} />
        <Button kind="plain" icon="refresh" label={t`Try again`} onPress={again} />
      </>
    );
  }
  return (
    <>
      {error && at ? (
        <Notice tone="warn" icon="cloud" text={t`${problemText(i18n, error)} This is from ${age}.`} />
      ) : null}
      {children(value)}
    </>
  );
}
