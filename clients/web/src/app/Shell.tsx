import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Menu } from "@mantine/core";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { DeskControl } from "../session/DeskControl.tsx";
import { usePlace } from "../session/place.tsx";
import { useSnapshot } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock, day } from "../texts/time.ts";
import { Icon } from "../ui/Icon.tsx";
import { useKeys } from "../ui/keys.tsx";
import { undoLast } from "../ui/toasts.tsx";
import { useNow } from "../ui/useNow.ts";
import { Choices } from "./Choices.tsx";
import { KeysHelp } from "./KeysHelp.tsx";
import { OfflineBanner } from "./OfflineBanner.tsx";
import { Palette } from "./Palette.tsx";
import classes from "./Shell.module.css";
import { StatusBar } from "./StatusBar.tsx";
import { screensFor } from "./screens.tsx";
import { UpdateBanner } from "./UpdateBanner.tsx";

/** Around every screen: where one is, who one is, how things stand. */
export function Shell() {
  const { t, i18n } = useLingui();
  const { roles } = usePlace();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [shown, setShown] = useState<"palette" | "keys" | null>(null);
  const screens = screensFor(roles);
  const { inbox } = useSnapshot();

  useKeys(t`Everywhere`, [
    { key: "mod+k", label: t`Find and do anything`, run: () => setShown("palette") },
    { key: "?", label: t`Show the keys`, run: () => setShown("keys") },
    { key: "z", label: t`Undo what was done last`, run: () => undoLast() },
    ...screens.map(({ path: to, name }, index) => ({
      key: `alt+${index + 1}`,
      label: t`Go to: ${i18n._(name)}`,
      run: () => void navigate({ to }),
    })),
  ]);

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        <Trans>To the content</Trans>
      </a>
      <header className={classes.header}>
        <Where />
        <DeskControl />
        <button
          type="button"
          className={classes.search}
          aria-label={t`Find and do`}
          onClick={() => setShown("palette")}
        >
          <Icon name="search" size={14} />
          <span>
            <Trans>Find and do</Trans>
          </span>
          <kbd>Ctrl K</kbd>
        </button>
        <Choices />
        <WhoMenu showKeys={() => setShown("keys")} />
      </header>
      <nav className={classes.nav} aria-label={t`Screens`}>
        {screens.map(({ path: to, name, icon }) => (
          <Link key={to} to={to} className={classes.link} data-active={path.startsWith(to) || undefined}>
            <Icon name={icon} size={18} />
            <span className={classes.linkName}>{i18n._(name)}</span>
            {to === "/inbox" && inbox.length > 0 ? (
              <span className={classes.count} title={t`To look at`}>
                {inbox.length}
              </span>
            ) : null}
          </Link>
        ))}
      </nav>
      <main id="content" className={classes.main} tabIndex={-1}>
        <UpdateBanner />
        <OfflineBanner />
        <Outlet />
      </main>
      <StatusBar />
      <Palette opened={shown === "palette"} close={() => setShown(null)} />
      {shown === "keys" ? <KeysHelp close={() => setShown(null)} /> : null}
    </div>
  );
}

function Where() {
  const { facility, timeZone } = usePlace();
  const language = useLanguage();
  const now = useNow();
  return (
    <div className={classes.where}>
      <img src="/desk/icon.svg" width="24" height="24" alt="CareTurn" />
      <div className="truncate">
        <div className={classes.facility}>{facility?.name ?? "CareTurn"}</div>
        <div className={classes.day}>{day(now, language, timeZone)}</div>
      </div>
      <time className={classes.clock}>{clock(now, language, timeZone)}</time>
    </div>
  );
}

function WhoMenu({ showKeys }: { showKeys: () => void }) {
  const { t } = useLingui();
  const { account, leave, moveTo, roles } = usePlace();
  const names = { ADMIN: t`Administrator`, DOCTOR: t`Doctor`, NURSE: t`Nurse`, RECEPTIONIST: t`Reception` };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`You: ${account.displayName}`} title={account.displayName}>
          <Icon name="user" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{account.displayName}</strong>
          <span className="soft">{[...roles].map((role) => names[role]).join(", ")}</span>
        </div>
        <Menu.Item leftSection={<Icon name="help" />} onClick={showKeys}>
          <Trans>Keys</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="switch" />} onClick={() => moveTo(null)}>
          <Trans>Work in another facility</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => void leave()}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
