import Svg, { Path } from "react-native-svg";
import { directionOf, useLanguage } from "../texts/i18n.ts";
import { useTheme } from "./theme.tsx";

/** Lines of 24 by 24. */
const PATHS = {
  help: "M12 21a9 9 0 100-18 9 9 0 000 18zM9.500 9.500a2.500 2.500 0 113.600 2.200c-.700.400-1.100 1-1.100 1.800M12 16.500v.5",
  home: "M3 11l9-8 9 8M5 10v10h5v-6h4v6h5V10",
  calendar: "M4 6h16v15H4zM4 11h16M8 3v5M16 3v5",
  bell: "M6 17V11a6 6 0 0112 0v6l2 2H4zM10 22h4",
  person: "M12 12a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM3.5 21c.8-4 4.300-6 8.500-6s7.700 2 8.500 6",
  people:
    "M9 11a4 4 0 100-8 4 4 0 000 8zM2 21c.6-4 3.500-6 7-6s6.400 2 7 6M16 3.500a4 4 0 010 7M18.500 15.500c2 .8 3.200 2.800 3.500 5.500",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.500 2",
  door: "M5 21V3h10v18M2 21h20M11.500 12.500v-1M15 6h4v15",
  plus: "M12 5v14M5 12h14",
  check: "M4.500 12.500l5 5 10-11",
  close: "M6 6l12 12M18 6L6 18",
  warn: "M12 3.500l9.500 17h-19zM12 10v5M12 17.500v.5",
  cloud: "M3 3l18 18M8 8a5 5 0 00-2.500 9.500H16M11 6.500a6 6 0 017 5.500 3.500 3.500 0 012 5",
  phone: "M7 2.500h10v19H7zM11 18.500h2",
  message: "M4 4h16v12H9l-5 4.500z",
  lock: "M6 11h12v10H6zM8.500 11V8a3.500 3.500 0 017 0v3",
  globe: "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
  text: "M4 20l6-15h1l6 15M6.500 14.500h8M17 20l3-7 3 7",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 13h3v3h-3zM13 8h3v3h-3zM8 13h3v3H8z",
  hospital: "M4 21V6h16v15M2 21h20M12 9v6M9 12h6M9 6V3h6v3",
  stethoscope:
    "M6 3v6a4.500 4.500 0 009 0V3M10.500 13.500V16a4.500 4.500 0 009 0v-2M19.500 14a2 2 0 100-4 2 2 0 000 4z",
  star: "M12 3l2.700 5.800 6.300.8-4.600 4.400 1.200 6.300L12 17.200l-5.600 3.100 1.200-6.300L3 9.600l6.300-.8z",
  out: "M10 4H4v16h6M14 8l4 4-4 4M18 12H9",
  sun: "M12 16.500a4.500 4.500 0 100-9 4.500 4.500 0 000 9zM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.700 1.700M17.300 17.300L19 19M5 19l1.700-1.700M17.300 6.700L19 5",
  refresh: "M20 12a8 8 0 11-2.500-5.800M20 3v4.500h-4.500",
} as const;

export type IconName = keyof typeof PATHS;

/** Only beside words: nobody must guess what a picture means. */
export function Icon({ name, size = 24, colour }: { name: IconName; size?: number; colour?: string }) {
  const { colours } = useTheme();
  const language = useLanguage();
  const isTurned = (name === "back" || name === "next" || name === "out") && directionOf(language) === "rtl";
  return (
    <Svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <Path
        d={PATHS[name]}
        fill="none"
        {...(isTurned ? { transform: "translate(24 0) scale(-1 1)" } : {})}
        stroke={colour ?? colours.text}
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </Svg>
  );
}
