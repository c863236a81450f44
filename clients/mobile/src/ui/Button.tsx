import { ActivityIndicator, Pressable, View } from "react-native";
import { prepareSound } from "../device/alarm";
import { Icon, type IconName } from "./Icon.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

interface Props {
  label: string;
  onPress: () => void;
  kind?: "main" | "plain" | "bad";
  icon?: IconName;
  isBusy?: boolean;
  isOff?: boolean;
}

/** One act, at least 56 high. */
export function Button({ label, onPress, kind = "main", icon, isBusy, isOff }: Props) {
  const { colours } = useTheme();
  const ink = kind === "main" ? colours.onMain : kind === "bad" ? colours.bad : colours.main;
  const tone = kind === "main" ? "onMain" : kind === "bad" ? "bad" : "main";
  return (
    <Pressable
      role="button"
      disabled={Boolean(isOff || isBusy)}
      aria-disabled={Boolean(isOff || isBusy)}
      aria-busy={Boolean(isBusy)}
      onPress={() => {
        prepareSound();
        onPress();
      }}
      style={({ pressed }) => ({
        minHeight: 56,
        flexDirection: "row",
        alignItems: "center",
        justifyContent: "center",
        gap: 10,
        paddingVertical: 12,
        paddingHorizontal: 20,
        borderRadius: 16,
        borderWidth: kind === "main" ? 0 : 1.5,
        borderColor: kind === "bad" ? colours.bad : colours.edge,
        backgroundColor: kind === "main" ? colours.main : colours.card,
        opacity: isOff ? 0.5 : pressed ? 0.8 : 1,
      })}
    >
      {isBusy ? <ActivityIndicator color={ink} /> : icon ? <Icon name={icon} size={22} colour={ink} /> : null}
      <View style={{ flexShrink: 1 }}>
        <Words bold tone={tone} centred>
          {label}
        </Words>
      </View>
    </Pressable>
  );
}
