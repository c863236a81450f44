import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { choose, LANGUAGES, type Language, useLanguage } from "../texts/i18n.ts";
import { Icon } from "../ui/Icon.tsx";

/** Language and brightness, before and after the sign-in. */
export function Choices() {
  const { t } = useLingui();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark =
    colorScheme === "dark" || (colorScheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  return (
    <div style={{ display: "flex", gap: 2 }}>
      <Menu width={160}>
        <Menu.Target>
          <ActionIcon aria-label={t`Language: ${LANGUAGES[language]}`} title={LANGUAGES[language]}>
            <Icon name="globe" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.entries(LANGUAGES) as [Language, string][]).map(([code, name]) => (
            <Menu.Item
              key={code}
              lang={code}
              onClick={() => void choose(code)}
              rightSection={code === language ? <Icon name="check" size={14} /> : null}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
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
