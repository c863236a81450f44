interface Screen {
  /** On the server. */
  address: string;
  source: string;
}

const desk = (path: string, source: string): Screen => ({
  address: `/desk/${path}`,
  source: `clients/web/src/${source}`,
});
const admin = (path: string, source: string): Screen => desk(`admin/${path}`, `features/admin/${source}`);
const app = (path: string, source: string): Screen => ({
  address: `/app/${path}`,
  source: `clients/mobile/src/${source}`,
});

/** Screens by the name under which stories know them. */
export const SCREENS: Record<string, Screen> = {
  "desk: sign-in": desk("", "session/SignIn.tsx"),
  "desk: account": desk("", "features/account/AccountDialog.tsx"),
  "desk: desk control": desk("", "session/DeskControl.tsx"),
  "desk: board": desk("board", "features/board/BoardScreen.tsx"),
  "desk: registration": desk("board", "features/registration/RegistrationDialog.tsx"),
  "desk: consulting room": desk("consulting", "features/consulting/ConsultingScreen.tsx"),
  "desk: triage": desk("triage", "features/triage/TriageScreen.tsx"),
  "desk: appointments": desk("booking", "features/booking/BookingScreen.tsx"),
  "desk: patients": desk("patients", "features/patients/PatientsScreen.tsx"),
  "desk: messages": desk("messages", "features/messages/MessagesScreen.tsx"),
  "desk: inbox": desk("inbox", "features/inbox/InboxScreen.tsx"),
  "desk: analytics": desk("analytics", "features/analytics/AnalyticsScreen.tsx"),
  "desk: what if": desk("what-if", "features/whatif/WhatIfScreen.tsx"),
  "administration: people": admin("people", "people/PeoplePage.tsx"),
  "administration: services": admin("services", "services/ServicesPage.tsx"),
  "administration: rooms": admin("rooms", "facility/RoomsPage.tsx"),
  "administration: facility": admin("facility", "facility/FacilityPage.tsx"),
  "administration: schedules": admin("schedules", "schedules/SchedulesPage.tsx"),
  "administration: devices": admin("devices", "devices/DevicesPage.tsx"),
  "administration: message texts": admin("templates", "templates/TemplatesPage.tsx"),
  "administration: audit log": admin("audit", "audit/AuditPage.tsx"),
  "administration: system health": admin("health", "health/HealthPage.tsx"),
  "administration: import": admin("import", "imports/ImportPage.tsx"),
  "app: sign up": app("sign-up", "session/SignUpScreen.tsx"),
  "app: sign in": app("sign-in", "session/SignInScreen.tsx"),
  "app: forgotten password": app("forgotten", "session/ForgottenScreen.tsx"),
  "app: home": app("", "care/HomeScreen.tsx"),
  "app: service": app("service", "care/ServiceScreen.tsx"),
  "app: booking": app("book", "booking/BookScreen.tsx"),
  "app: appointment": app("booking", "booking/AppointmentScreen.tsx"),
  "app: check-in": app("check-in", "booking/CheckInScreen.tsx"),
  "app: ticket": app("ticket", "tickets/TicketScreen.tsx"),
  "app: notices": app("notices", "notices/NoticesScreen.tsx"),
  "app: feedback": app("feedback", "notices/FeedbackScreen.tsx"),
  "app: record": app("me/record", "me/RecordScreen.tsx"),
  "app: readers": app("me/accesses", "me/AccessesScreen.tsx"),
  "app: my data": app("me/data", "me/MyDataScreen.tsx"),
  "app: phone number": app("me/phone", "me/PhoneScreen.tsx"),
  "app: messages": app("me/messages", "me/MessagesScreen.tsx"),
  "app: for whom I act": app("me/people", "me/PeopleScreen.tsx"),
  "app: older record": app("me/claim", "me/ClaimScreen.tsx"),
  "ticket page": { address: "/t/…", source: "server/src/main/java/org/careturn/pages/TicketPage.java" },
  "feedback page": { address: "/f/…", source: "server/src/main/java/org/careturn/pages/FeedbackPage.java" },
  "set-up page": { address: "/set-up", source: "server/src/main/java/org/careturn/pages/SetUpPage.java" },
  display: { address: "/display/", source: "clients/public/src/display/Board.tsx" },
  kiosk: { address: "/kiosk/", source: "clients/public/src/kiosk/Visitor.tsx" },
  help: { address: "/help/", source: "clients/site/src/help.ts" },
};
