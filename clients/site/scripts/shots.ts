import type { Page } from "playwright-core";

export interface Taken {
  language: string;
  base: string;
  context: (width: number, height: number) => Promise<Page>;
  keep: (name: string, page: Page) => Promise<void>;
  /** A label in the language, by its English words. */
  say: (english: string) => string;
}

interface Shot {
  languages: string[];
  take: (session: Taken) => Promise<void>;
}

const PASSWORD = "careturn-demo";
const STAFF = ["en", "es"];
const ALL = ["en", "es", "ar"];

async function atDesk({ context, say }: Taken, userName: string, screen: string): Promise<Page> {
  const page = await context(1200, 760);
  await page.goto("/desk/");
  await page.getByLabel(say("User name")).fill(userName);
  await page.getByLabel(say("Password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: say("Sign in"), exact: true }).click();
  const upToDate = page.getByRole("contentinfo").getByText(say("Up to date"));
  // Who works in several facilities is asked for one.
  const choice = page.getByText("Saint Brigid's Hospital").first();
  await upToDate.or(choice).first().waitFor();
  if (!(await upToDate.isVisible())) await choice.click();
  await upToDate.waitFor();
  await page.goto(`/desk/${screen}`);
  await page.getByRole("contentinfo").getByText(say("Up to date")).waitFor();
  await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
  return page;
}

async function closed(page: Page): Promise<void> {
  await page.context().close();
}

async function desk(session: Taken, userName: string, screen: string, name: string): Promise<void> {
  const page = await atDesk(session, userName, screen);
  await page.waitForTimeout(1_500);
  await session.keep(name, page);
  await closed(page);
}

async function atPhone({ context, say, language }: Taken): Promise<Page> {
  const page = await context(390, 760);
  await page.goto("/app/sign-in");
  await page.getByLabel(say("Phone number")).fill("+12125550100");
  await page.getByLabel(say("Password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: say("Sign in"), exact: true }).click();
  await page.waitForURL((address) => !address.pathname.includes("sign-in"));
  await page.waitForTimeout(language === "ar" ? 3_000 : 2_500);
  return page;
}

/** What is photographed, and what is done before. */
export const shots: Record<string, Shot> = {
  board: {
    languages: STAFF,
    async take(session) {
      await desk(session, "reception", "board", "board");
    },
  },
  register: {
    languages: STAFF,
    async take(session) {
      const page = await atDesk(session, "reception", "board");
      await page.waitForTimeout(1_000);
      await page.keyboard.press("r");
      await page.getByRole("dialog").waitFor();
      await page.waitForTimeout(500);
      await session.keep("register", page);
      await closed(page);
    },
  },
  acts: {
    languages: STAFF,
    async take(session) {
      const page = await atDesk(session, "reception", "board");
      await page.waitForTimeout(1_500);
      const prefix = session.say("Acts for {who}").replace("{who}", "");
      await page.getByRole("button", { name: prefix }).nth(9).click();
      await page.getByRole("menu").waitFor();
      await session.keep("acts", page);
      await closed(page);
    },
  },
  appointments: {
    languages: STAFF,
    async take(session) {
      await desk(session, "reception", "booking", "appointments");
    },
  },
  consulting: {
    languages: STAFF,
    async take(session) {
      await desk(session, "doctor", "consulting", "consulting");
    },
  },
  triage: {
    languages: STAFF,
    async take(session) {
      await desk(session, "nurse", "triage", "triage");
    },
  },
  people: {
    languages: STAFF,
    async take(session) {
      await desk(session, "admin", "admin/people", "people");
    },
  },
  services: {
    languages: STAFF,
    async take(session) {
      await desk(session, "admin", "admin/services", "services");
    },
  },
  analytics: {
    languages: STAFF,
    async take(session) {
      await desk(session, "admin", "analytics", "analytics");
    },
  },
  welcome: {
    languages: ALL,
    async take(session) {
      const page = await session.context(390, 760);
      await page.goto("/app/");
      await page.getByText(session.say("I am new here")).waitFor();
      await session.keep("welcome", page);
      await closed(page);
    },
  },
  home: {
    languages: ALL,
    async take(session) {
      const page = await atPhone(session);
      await session.keep("home", page);
      await closed(page);
    },
  },
};
