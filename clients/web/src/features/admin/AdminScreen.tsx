import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Link, useParams } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useCallback } from "react";
import { Page } from "../../ui/Page.tsx";
import { Loading } from "../../ui/states.tsx";
import classes from "./AdminScreen.module.css";

interface AdminPage {
  path: string;
  name: MessageDescriptor;
  Content: ComponentType;
}

const PAGES: readonly AdminPage[] = [
  { path: "people", name: msg`People`, Content: lazy(() => import("./people/PeoplePage.tsx")) },
  { path: "services", name: msg`Services`, Content: lazy(() => import("./services/ServicesPage.tsx")) },
  { path: "rooms", name: msg`Rooms and departments`, Content: lazy(() => import("./facility/RoomsPage.tsx")) },
  { path: "facility", name: msg`Facility`, Content: lazy(() => import("./facility/FacilityPage.tsx")) },
  { path: "schedules", name: msg`Schedules`, Content: lazy(() => import("./schedules/SchedulesPage.tsx")) },
  { path: "devices", name: msg`Displays and kiosks`, Content: lazy(() => import("./devices/DevicesPage.tsx")) },
  { path: "templates", name: msg`Message texts`, Content: lazy(() => import("./templates/TemplatesPage.tsx")) },
  { path: "feedback", name: msg`Feedback`, Content: lazy(() => import("./feedback/FeedbackPage.tsx")) },
  { path: "outbox", name: msg`Demo messages`, Content: lazy(() => import("./outbox/OutboxPage.tsx")) },
  { path: "import", name: msg`Import`, Content: lazy(() => import("./imports/ImportPage.tsx")) },
  { path: "audit", name: msg`Audit log`, Content: lazy(() => import("./audit/AuditPage.tsx")) },
  { path: "health", name: msg`System health`, Content: lazy(() => import("./health/HealthPage.tsx")) },
];

/** Whatever an administrator sets, one page each. */
export default function AdminScreen() {
  const { t, i18n } = useLingui();
  const { page } = useParams({ strict: false }) as { page?: string };
  // On a phone the tabs go beyond the edge.
  const see = useCallback(
    (tab: HTMLElement | null) => tab?.scrollIntoView?.({ block: "nearest", inline: "center" }),
    [],
  );
  const { path, Content } = PAGES.find((one) => one.path === page) ?? PAGES[0]!;
  return (
    <Page title={t`Administration`}>
      <nav className={classes.tabs} aria-label={t`Administration`}>
        {PAGES.map(({ path: to, name }) => (
          <Link
            key={to}
            to={`/admin/${to}`}
            className={classes.tab}
            ref={to === path ? see : undefined}
            activeProps={{}}
            aria-current={to === path ? "page" : undefined}
          >
            {i18n._(name)}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>
        <Content key={path} />
      </Suspense>
    </Page>
  );
}
