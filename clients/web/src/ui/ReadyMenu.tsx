import { Menu } from "@mantine/core";
import { Icon } from "./Icon.tsx";
import type { MenuProps } from "./MenuButton.tsx";

export default function ReadyMenu({
  children,
  acts,
  width,
  position,
  head,
  foot,
  isAsked,
}: MenuProps & { isAsked: boolean }) {
  return (
    <Menu defaultOpened={isAsked} {...(width ? { width } : {})} {...(position ? { position } : {})}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {head}
        {acts.map(({ name, icon, end, note, lang, isOff = false, run }) => (
          <Menu.Item
            key={name}
            lang={lang}
            leftSection={icon ? <Icon name={icon} /> : null}
            rightSection={end}
            disabled={isOff}
            onClick={run}
          >
            {name}
            {note}
          </Menu.Item>
        ))}
        {foot}
      </Menu.Dropdown>
    </Menu>
  );
}
