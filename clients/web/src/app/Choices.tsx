import { useLingui } from "@lingui/react/macro";
import { ActionIcon, useMantineColorScheme } from "@mantine/core";
import { choose, LANGUAGES, type Language, useLanguage } from "../texts/i18n.ts";
import { Icon } from "../ui/Icon.tsx";
import { MenuButton } from "../ui/MenuButton.tsx";

/** Language and brightness, before and after the sign-in. */
export function Choices() {
  const { t } = useLingui();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark =
    colorScheme === "dark" || (colorScheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  return (
    <div style={{ display: "flex", gap: 2 }}>
      <MenuButton
        width={160}
        acts={(Object.entries(LANGUAGES) as [Language, string][]).map(([code, name]) => ({
          name,
          lang: code,
          end: code === language ? <Icon name="check" size={14} /> : null,
          run: () => void choose(code),
        }))}
      >
        <ActionIcon aria-label={t`Language: ${LANGUAGES[language]}`} title={LANGUAGES[language]}>
          <Icon name="globe" />
        </ActionIcon>
      </MenuButton>
      <ActionIcon
        aria-label={isDark ? t`Use light colours` : t`Use dark colours`}
        title={isDark ? t`Use light colours` : t`Use dark colours`}
        onClick={() => setColorScheme(isDark ? "light" : "dark")}
      >
        <Icon name={isDark ? "sun" : "moon"} />
      </ActionIcon>
    </div>
  );
}
