import { openConflicts } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { RegistrationHost } from "../features/registration/RegistrationHost.tsx";
import { DeskControl } from "../session/DeskControl.tsx";
import { usePlace } from "../session/place.tsx";
import { useSnapshot, useView } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock, day } from "../texts/time.ts";
import { Icon } from "../ui/Icon.tsx";
import { useKeys } from "../ui/keys.tsx";
import { later } from "../ui/later.tsx";
import { MenuButton } from "../ui/MenuButton.tsx";
import { undoLast } from "../ui/toasts.tsx";
import { useNow } from "../ui/useNow.ts";
import { Choices } from "./Choices.tsx";
import { OfflineBanner } from "./OfflineBanner.tsx";
import classes from "./Shell.module.css";
import { StatusBar } from "./StatusBar.tsx";
import { screensFor } from "./screens.tsx";
import { UpdateBanner } from "./UpdateBanner.tsx";

const KeysHelp = later(async () => (await import("./KeysHelp.tsx")).KeysHelp);
const AccountDialog = later(async () => (await import("../features/account/AccountDialog.tsx")).AccountDialog);
const SealedBanner = later(async () => (await import("./SealedBanner.tsx")).SealedBanner);
const Palette = later(async () => (await import("./Palette.tsx")).Palette);

/** Around every screen: where one is, who one is, how things stand. */
export function Shell() {
  const { t, i18n } = useLingui();
  const { roles } = usePlace();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [shown, setShown] = useState<"palette" | "keys" | "account" | null>(null);
  const screens = screensFor(roles);
  const { inbox, status } = useSnapshot();
  const toDecide = useView(openConflicts).length + inbox.length;

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
        <button type="button" className={classes.search} onClick={() => setShown("palette")}>
          <Icon name="search" size={14} />
          <span>
            <Trans>Find and do</Trans>
          </span>
          <kbd>Ctrl K</kbd>
        </button>
        <Choices />
        <WhoMenu showKeys={() => setShown("keys")} showAccount={() => setShown("account")} />
      </header>
      <nav className={classes.nav} aria-label={t`Screens`}>
        {screens.map(({ path: to, name, icon }) => (
          <Link key={to} to={to} className={classes.link} data-active={path.startsWith(to) || undefined}>
            <Icon name={icon} size={18} />
            <span className={classes.linkName}>{i18n._(name)}</span>
            {to === "/inbox" && toDecide > 0 ? (
              <span className={classes.count} title={t`To look at`}>
                {toDecide}
              </span>
            ) : null}
          </Link>
        ))}
      </nav>
      <main id="content" className={classes.main} tabIndex={-1}>
        <UpdateBanner />
        <OfflineBanner />
        {status?.problem === "sealed" ? <SealedBanner /> : null}
        <Outlet />
      </main>
      <StatusBar />
      {shown === "palette" ? <Palette close={() => setShown(null)} /> : null}
      <RegistrationHost />
      {shown === "account" ? <AccountDialog close={() => setShown(null)} /> : null}
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

function WhoMenu({ showKeys, showAccount }: { showKeys: () => void; showAccount: () => void }) {
  const { t, i18n } = useLingui();
  const { account, leave, moveTo, roles } = usePlace();
  const names = { ADMIN: t`Administrator`, DOCTOR: t`Doctor`, NURSE: t`Nurse`, RECEPTIONIST: t`Reception` };
  return (
    <MenuButton
      head={
        <div className={classes.who}>
          <strong>{account.displayName}</strong>
          <span className="soft">{[...roles].map((role) => names[role]).join(", ")}</span>
        </div>
      }
      acts={[
        { name: t`Your account`, icon: "user", run: showAccount },
        { name: t`Keys`, icon: "help", run: showKeys },
        { name: t`Help`, icon: "help", run: () => open(`/help/?${i18n.locale}&${[...roles]}`) },
        { name: t`Work in another facility`, icon: "switch", run: () => moveTo(null) },
        { name: t`Sign out`, icon: "signOut", run: () => void leave() },
      ]}
    >
      <ActionIcon aria-label={t`You: ${account.displayName}`} title={account.displayName}>
        <Icon name="user" />
      </ActionIcon>
    </MenuButton>
  );
}
