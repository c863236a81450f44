import { useEffect, useSyncExternalStore } from "react";
import { Pressable, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { Icon } from "./Icon.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

interface Toast {
  id: number;
  text: string;
  tone: "good" | "bad";
}

const SHOWN_MS = 6_000;

let present: Toast | null = null;
let made = 0;
const listeners = new Set<() => void>();

function show(next: Toast | null): void {
  present = next;
  for (const listener of listeners) listener();
}

/** A sentence over the screen, for six seconds or until it is touched. */
export function toast(text: string, tone: Toast["tone"] = "good"): void {
  made += 1;
  show({ id: made, text, tone });
}

export function Toasts() {
  const { colours } = useTheme();
  const insets = useSafeAreaInsets();
  const shown = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => present,
    () => null,
  );
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => show(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <View
      aria-live="polite"
      style={{
        position: "absolute",
        bottom: insets.bottom + 84,
        start: 16,
        end: 16,
        alignItems: "center",
        pointerEvents: "box-none",
      }}
    >
      {shown ? (
        <Pressable
          onPress={() => show(null)}
          style={{
            flexDirection: "row",
            gap: 12,
            maxWidth: 520,
            padding: 16,
            borderRadius: 16,
            backgroundColor: shown.tone === "bad" ? colours.badTint : colours.goodTint,
            borderWidth: 1.5,
            borderColor: shown.tone === "bad" ? colours.bad : colours.good,
          }}
        >
          <Icon
            name={shown.tone === "bad" ? "warn" : "check"}
            colour={shown.tone === "bad" ? colours.bad : colours.good}
          />
          <View style={{ flexShrink: 1 }}>
            <Words>{shown.text}</Words>
          </View>
        </Pressable>
      ) : null}
    </View>
  );
}
