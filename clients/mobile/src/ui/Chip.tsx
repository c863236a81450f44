import { Pressable } from "react-native";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

interface Props {
  label: string;
  isChosen: boolean;
  /** Acts at once, rather than being one of a choice. */
  isButton?: boolean;
  onPress: () => void;
}

/** One choice among several. */
export function Chip({ label, isChosen, isButton, onPress }: Props) {
  const { colours } = useTheme();
  return (
    <Pressable
      {...(isButton ? { role: "button" as const } : { role: "radio" as const, "aria-checked": isChosen })}
      onPress={onPress}
      style={({ pressed }) => ({
        minHeight: 52,
        minWidth: 64,
        justifyContent: "center",
        paddingHorizontal: 18,
        paddingVertical: 8,
        borderRadius: 14,
        borderWidth: isChosen ? 2.5 : 1.5,
        borderColor: isChosen ? colours.main : colours.edge,
        backgroundColor: isChosen ? colours.tint : colours.card,
        opacity: pressed ? 0.8 : 1,
      })}
    >
      <Words bold={isChosen} centred tone={isChosen ? "onTint" : "text"}>
        {label}
      </Words>
    </Pressable>
  );
}
