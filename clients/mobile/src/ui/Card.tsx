import { Pressable, View } from "react-native";
import { Icon, type IconName } from "./Icon.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

export type Tone = "plain" | "tint" | "good" | "warn" | "bad";

export function useTone(tone: Tone): { back: string; ink: string } {
  const { colours } = useTheme();
  return {
    plain: { back: colours.card, ink: colours.main },
    tint: { back: colours.tint, ink: colours.onTint },
    good: { back: colours.goodTint, ink: colours.good },
    warn: { back: colours.warnTint, ink: colours.warn },
    bad: { back: colours.badTint, ink: colours.bad },
  }[tone];
}

export function Card({ children, tone = "plain" }: { children: React.ReactNode; tone?: Tone }) {
  const { colours } = useTheme();
  return (
    <View
      style={{
        backgroundColor: useTone(tone).back,
        borderRadius: 20,
        borderWidth: tone === "plain" ? 1 : 0,
        borderColor: colours.line,
        padding: 18,
        gap: 12,
      }}
    >
      {children}
    </View>
  );
}

/** A sentence that must be seen. */
export function Notice({ text, tone = "tint", icon }: { text: string; tone?: Tone; icon?: IconName }) {
  const { back, ink } = useTone(tone);
  const shown = icon ?? (tone === "bad" || tone === "warn" ? "warn" : tone === "good" ? "check" : "bell");
  return (
    <View
      role={tone === "bad" ? "alert" : "status"}
      style={{ flexDirection: "row", gap: 12, padding: 14, borderRadius: 16, backgroundColor: back }}
    >
      <Icon name={shown} size={24} colour={ink} />
      <View style={{ flex: 1 }}>
        <Words>{text}</Words>
      </View>
    </View>
  );
}

interface RowProps {
  title: string;
  text?: string | undefined;
  icon?: IconName;
  /** At the end: a time, a state. */
  end?: string | undefined;
  onPress?: (() => void) | undefined;
  isChosen?: boolean;
}

/** One of a list, to be touched. */
export function Row({ title, text, icon, end, onPress, isChosen }: RowProps) {
  const { colours } = useTheme();
  const style = {
    flexDirection: "row" as const,
    alignItems: "center" as const,
    gap: 14,
    minHeight: 68,
    padding: 16,
    borderRadius: 18,
    borderWidth: isChosen ? 2.5 : 1,
    borderColor: isChosen ? colours.main : onPress ? colours.edge : colours.line,
    backgroundColor: colours.card,
  };
  const inner = (
    <>
      {icon ? <Icon name={icon} size={26} colour={colours.main} /> : null}
      <View style={{ flex: 1, gap: 2 }}>
        <Words bold>{title}</Words>
        {text ? <Words tone="soft">{text}</Words> : null}
      </View>
      {end ? (
        <Words tone="soft" tabular>
          {end}
        </Words>
      ) : null}
      {onPress ? <Icon name={isChosen ? "check" : "next"} size={20} colour={colours.soft} /> : null}
    </>
  );
  if (!onPress) return <View style={style}>{inner}</View>;
  return (
    <Pressable
      role="button"
      onPress={onPress}
      {...(isChosen === undefined ? {} : { "aria-pressed": isChosen })}
      style={({ pressed }) => [style, pressed && { opacity: 0.75 }]}
    >
      {inner}
    </Pressable>
  );
}
