import { createContext, useContext, useMemo } from "react";
import { useColorScheme } from "react-native";
import { usePreferences } from "../session/preferences.ts";

export interface Colours {
  page: string;
  card: string;
  raised: string;
  line: string;
  /** Of what can be touched: at least 3 to 1 against what is around it. */
  edge: string;
  text: string;
  soft: string;
  main: string;
  onMain: string;
  tint: string;
  onTint: string;
  good: string;
  goodTint: string;
  warn: string;
  warnTint: string;
  bad: string;
  badTint: string;
}

const LIGHT: Colours = {
  page: "#f3f6f6",
  card: "#ffffff",
  raised: "#e8efee",
  line: "#dbe4e3",
  edge: "#7d9190",
  text: "#10201f",
  soft: "#4b5f5e",
  main: "#0b6b62",
  onMain: "#ffffff",
  tint: "#dcf0ed",
  onTint: "#0a4f49",
  good: "#17693a",
  goodTint: "#dff3e5",
  warn: "#7a4b00",
  warnTint: "#fdf0d3",
  bad: "#a3231b",
  badTint: "#fde7e4",
};

const DARK: Colours = {
  page: "#0e1516",
  card: "#182223",
  raised: "#233031",
  line: "#2c3b3c",
  edge: "#748a8b",
  text: "#eaf2f1",
  soft: "#a9bbba",
  main: "#5fd0c1",
  onMain: "#06231f",
  tint: "#123733",
  onTint: "#b5ece4",
  good: "#86d9a5",
  goodTint: "#14331f",
  warn: "#f3c566",
  warnTint: "#3a2c0c",
  bad: "#ff9d92",
  badTint: "#43201c",
};

export interface Theme {
  colours: Colours;
  isDark: boolean;
  /** Pixels of a text of {@code size}, as large as it is wanted. */
  text: (size: number) => number;
}

const Given = createContext<Theme>({ colours: LIGHT, isDark: false, text: (size) => size });

export function ThemeProvider({ children }: { children: React.ReactNode }) {
  const { colours, textSize } = usePreferences();
  const system = useColorScheme();
  const isDark = colours === "DARK" || (colours === "SYSTEM" && system === "dark");
  const theme = useMemo(
    () => ({
      colours: isDark ? DARK : LIGHT,
      isDark,
      // The largest letters grow less: a ticket's number must stay on one line.
      text: (size: number) => Math.round(size * (size > 30 ? 1 + (textSize - 1) / 3 : textSize)),
    }),
    [isDark, textSize],
  );
  return <Given.Provider value={theme}>{children}</Given.Provider>;
}

export function useTheme(): Theme {
  return useContext(Given);
}
