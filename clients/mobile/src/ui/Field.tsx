import { useId, useState } from "react";
import { TextInput, type TextInputProps, View } from "react-native";
import { Chip } from "./Chip.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

interface Props extends Omit<TextInputProps, "style" | "value" | "onChangeText" | "onChange"> {
  label: string;
  hint?: string;
  value: string;
  onChange: (text: string) => void;
  /** What is wrong with it. */
  error?: string | undefined;
}

export function Field({ label, hint, value, onChange, error, multiline, ...rest }: Props) {
  const { colours, text } = useTheme();
  const [hasFocus, setFocus] = useState(false);
  const id = useId();
  return (
    <View style={{ gap: 6 }}>
      <Words bold nativeID={id}>
        {label}
      </Words>
      {hint ? <Words tone="soft">{hint}</Words> : null}
      <TextInput
        {...rest}
        aria-label={label}
        aria-invalid={Boolean(error)}
        value={value}
        onChangeText={onChange}
        multiline={Boolean(multiline)}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        style={{
          minHeight: multiline ? 110 : 56,
          borderWidth: hasFocus ? 2.5 : 1.5,
          borderColor: error ? colours.bad : hasFocus ? colours.main : colours.edge,
          borderRadius: 14,
          paddingHorizontal: 16,
          paddingVertical: 10,
          fontSize: text(19),
          color: colours.text,
          backgroundColor: colours.card,
          textAlignVertical: multiline ? "top" : "center",
        }}
      />
      {error ? <Words tone="bad">{error}</Words> : null}
    </View>
  );
}

interface ChoiceProps<T extends string | number | boolean | null> {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, all of them seen. */
export function Choice<T extends string | number | boolean | null>({
  label,
  options,
  value,
  onChange,
}: ChoiceProps<T>) {
  return (
    <View role="radiogroup" aria-label={label} style={{ gap: 8 }}>
      <Words bold>{label}</Words>
      <View style={{ flexDirection: "row", flexWrap: "wrap", gap: 10 }}>
        {options.map((option) => (
          <Chip
            key={String(option.value)}
            label={option.label}
            isChosen={option.value === value}
            onPress={() => onChange(option.value)}
          />
        ))}
      </View>
    </View>
  );
}
