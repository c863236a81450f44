import { createTheme, type MantineColorsTuple, type MantineTheme, rem } from "@mantine/core";

const petrol: MantineColorsTuple = [
  "#e8f5f4",
  "#d3e9e7",
  "#a6d3cf",
  "#76bcb7",
  "#4fa9a3",
  "#33908b",
  "#1c7a77",
  "#0f6669",
  "#0f5558",
  "#093f42",
];
const dark: MantineColorsTuple = [
  "#e3e7ec",
  "#c3cad3",
  "#98a2af",
  "#6d7886",
  "#3a424d",
  "#2b323b",
  "#20262e",
  "#191e25",
  "#14181e",
  "#0f1216",
];

/** 13 px text, 28 px controls: dense enough for a whole queue on one screen. */
export const theme: MantineTheme | ReturnType<typeof createTheme> = createTheme({
  primaryColor: "petrol",
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, dark },
  fontFamily: '"Inter", "Segoe UI Variable Text", "Segoe UI", system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: rem(13), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: "1.4", sm: "1.4", md: "1.45", lg: "1.4", xl: "1.3" },
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: rem(20) }, h2: { fontSize: rem(16) }, h3: { fontSize: rem(14) } },
  },
  spacing: { xs: rem(6), sm: rem(10), md: rem(14), lg: rem(20), xl: rem(32) },
  radius: { xs: rem(3), sm: rem(5), md: rem(7), lg: rem(10), xl: rem(16) },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { size: 28, variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs", checkIconPosition: "right", allowDeselect: false } },
    MultiSelect: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" }, styles: { label: { fontWeight: 500, padding: "3px 9px" } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Menu: { defaultProps: { shadow: "md", width: 240, position: "bottom-end" } },
    ModalRoot: { defaultProps: { centered: false, yOffset: "12vh" } },
  },
});
