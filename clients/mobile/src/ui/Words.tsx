import { Text, type TextProps } from "react-native";
import { directionOf, useLanguage } from "../texts/i18n.ts";
import { useTheme } from "./theme.tsx";

type Size = "small" | "body" | "lead" | "title" | "large" | "number";

const SIZES: Record<Size, number> = { small: 15, body: 17, lead: 20, title: 27, large: 34, number: 76 };

interface Props extends Omit<TextProps, "style"> {
  size?: Size;
  tone?: "text" | "soft" | "main" | "good" | "warn" | "bad" | "onMain" | "onTint";
  bold?: boolean;
  centred?: boolean;
  /** Of headings, for who listens to the screen. */
  level?: 1 | 2 | 3;
  /** Not larger than this, however large text is wanted: where a word has only so much room. */
  most?: number;
  /** Digits of one width, for numbers that change. */
  tabular?: boolean;
}

/** Every text of the app. */
export function Words({ size = "body", tone = "text", bold, centred, level, most, tabular, ...rest }: Props) {
  const { colours, text } = useTheme();
  const isRightToLeft = directionOf(useLanguage()) === "rtl";
  const pixels = Math.min(text(SIZES[size]), most ?? Number.POSITIVE_INFINITY);
  const heading = level ? ({ role: "heading", "aria-level": level } as object) : {};
  return (
    <Text
      {...heading}
      {...rest}
      style={{
        color: colours[tone],
        fontSize: pixels,
        lineHeight: Math.round(pixels * (pixels > 30 ? 1.15 : 1.42)),
        fontWeight: bold || level ? "700" : "400",
        // By the language of the app, also of a name in other letters.
        textAlign: centred ? "center" : isRightToLeft ? "right" : "left",
        ...(tabular ? { fontVariant: ["tabular-nums" as const] } : {}),
      }}
    />
  );
}
