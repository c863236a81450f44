import { existsSync } from "node:fs";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { defaults, schema, settings, text, yaml } from "./files.ts";

type Env = { key: string; fromDatabase?: { name: string } };
type RenderService = { name: string; envVars: Env[]; healthCheckPath: string };
type RenderEnvironment = { name: string; databases: { name: string }[]; services: RenderService[] };

const WORKFLOWS = ["check", "deliver", "nightly", "release"];

/** Without these nobody is told when something is wrong. */
const WATCHING = ["METRICS_TOKEN", "SENTRY_DSN", "SENTRY_ENVIRONMENT", "CARETURN_LOG_FORMAT"];

/** A production server doesn't start without these. */
const NEEDED = [
  "CARETURN_MODE",
  "CARETURN_PUBLIC_URL",
  "DATABASE_URL",
  "JWT_PRIVATE_KEY",
  "PASSWORD_PEPPER",
  "PATIENT_DATA_KEY",
];

/** Settings that a container isn't given, and why. */
const NOT_PASSED: Record<string, string> = {
  CARETURN_DATA_DIR: "the image says where; with a database beside it nothing of worth is kept there",
  PORT: "the image says it, and the proxy and the check of health count on it",
  CARETURN_LISTEN: "the image says it",
  CARETURN_DATABASE_PORT: "of the embedded database",
  CARETURN_CLOCK: "production refuses any other than the default",
  CARETURN_DEMO_DATA: "production refuses any other than the default",
  CARETURN_DRAIN_SECONDS: "the image says it",
  TWILIO_BASE_URL: "for tests",
  FCM_BASE_URL: "for tests",
  SENTRY_RELEASE: "the server knows its version",
  CARETURN_JAVA_HOME: "for the script ./careturn",
  CARETURN_RUNTIME: "for the script ./careturn",
  CARETURN_CHROMIUM: "for the script ./careturn",
  CARETURN_SKIP_WEB: "for the script ./careturn",
};

/** What the schema doesn't name is a mistake, too. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(closed);
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  return typeof copy.properties === "object" && copy.type === "object"
    ? { additionalProperties: false, ...copy }
    : copy;
}

function faultsOfWorkflow(name: string, content: string): Promise<string[]> {
  const parsed = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const faults = parsed.context.errors.getErrors().map((error) => error.message);
  if (parsed.value === undefined) {
    return Promise.resolve(faults);
  }
  return convertWorkflowTemplate(parsed.context, parsed.value).then((template) => [
    ...faults,
    ...(template.errors ?? []).map((error) => error.Message),
  ]);
}

describe("workflows", () => {
  it.each(WORKFLOWS)("%s.yml is one that GitHub takes", async (name) => {
    expect(await faultsOfWorkflow(name, text(`.github/workflows/${name}.yml`))).toEqual([]);
  });

  it("a mistyped key, an unknown need and a broken expression are found", async () => {
    const check = text(".github/workflows/check.yml");
    expect(await faultsOfWorkflow("a", check.replace("runs-on:", "run-on:"))).not.toEqual([]);
    expect(await faultsOfWorkflow("b", check.replace("runs-on:", "needs: nobody\n    runs-on:"))).not.toEqual([]);
    expect(await faultsOfWorkflow("c", check.replace("github.ref", "github.ref ||"))).not.toEqual([]);
  });

  it("each action has a version, and nothing may more than it needs", () => {
    for (const name of WORKFLOWS) {
      const content = text(`.github/workflows/${name}.yml`);
      expect([...content.matchAll(/uses: (\S+)/g)].filter((use) => !/@v\d/.test(use[1] as string))).toEqual([]);
      expect(content).toMatch(/^permissions:\n {2}contents: read$/m);
    }
  });
});

describe("compose.yaml", () => {
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  const valid = ajv.compile(schema("compose.json"));
  // The specification took up a project's name after this schema.
  const { name, ...file } = yaml("compose.yaml") as {
    name: string;
    services: Record<string, Record<string, unknown>>;
  };

  it("follows the specification", () => {
    expect(name).toMatch(/^[a-z][a-z0-9_-]*$/);
    expect(valid(file) ? [] : valid.errors).toEqual([]);
    expect(valid({ ...file, services: { db: { imagee: "x" } } })).toBe(false);
  });

  it("keeps the database away from the outside, and servers read-only without rights", () => {
    expect(file.services.db?.networks).toEqual(["data"]);
    expect(Object.entries(file.services).filter(([, service]) => service.ports !== undefined)).toHaveLength(1);
    for (const node of ["app1", "app2"]) {
      expect(file.services[node]).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    }
  });

  it("gives the server settings that exist, and all that production needs", () => {
    const given = Object.keys(file.services.app1?.environment as object);
    expect(given.filter((key) => !settings().has(key))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining([...NEEDED, ...WATCHING]));
  });

  it("passes each setting on, or there is a reason", () => {
    const whole = text("compose.yaml");
    const passed = [...whole.matchAll(/\$\{([A-Z][A-Z0-9_]+)[:}]/g)].map((m) => m[1] as string);
    const given = new Set([...passed, ...Object.keys(file.services.app1?.environment as object)]);
    expect([...settings()].filter((key) => !given.has(key)).sort()).toEqual(Object.keys(NOT_PASSED).sort());
  });

  it("the defaults that it names are those of .env.example", () => {
    const environment = file.services.app1?.environment as Record<string, string>;
    for (const [key, value] of Object.entries(environment)) {
      const named = String(value).match(/^\$\{([A-Z0-9_]+):-(.+)\}$/);
      if (named) {
        expect([key, named[2]]).toEqual([named[1], defaults().get(key)]);
      }
    }
  });

  it("no service's log fills the disk, and the database is backed up", () => {
    for (const [service, { logging }] of Object.entries(file.services)) {
      expect(logging, service).toMatchObject({ options: { "max-size": "20m", "max-file": "5" } });
    }
    expect(JSON.stringify(file.services.db?.command)).toContain("archive-push");
    const { db, backup } = file.services;
    const repository = (service: typeof db) =>
      ((service?.volumes ?? []) as string[]).filter((volume) => volume.endsWith(":/var/lib/pgbackrest"));
    expect(repository(backup)).toHaveLength(1);
    expect(repository(backup)).toEqual(repository(db));
  });
});

describe("ops/watching/compose.yaml", () => {
  const valid = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(schema("compose.json"));
  // The specification took up secrets from the environment after this schema.
  const { secrets, ...file } = yaml("ops/watching/compose.yaml") as {
    secrets: Record<string, object>;
    services: Record<string, { image: string; ports?: string[]; volumes: string[]; logging: object }>;
  };

  it("follows the specification", () => {
    expect(secrets).toEqual({ "metrics-token": { environment: "METRICS_TOKEN" } });
    expect(valid(file) ? [] : valid.errors).toEqual([]);
  });

  it("is closed to the outside, names versions, and fills no disk", () => {
    for (const [service, { image, ports = [], logging }] of Object.entries(file.services)) {
      expect(image, service).toMatch(/:v?\d+\.\d+\.\d+$/);
      expect(
        ports.filter((port) => !port.startsWith("127.0.0.1:")),
        service,
      ).toEqual([]);
      expect(logging, service).toMatchObject({ options: { "max-size": "20m", "max-file": "5" } });
    }
  });

  it("mounts what is there", () => {
    const mounted = Object.values(file.services).flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(":")[0]),
    );
    const files = mounted.filter((path): path is string => path?.startsWith("./") === true);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((path) => !existsSync(new URL(`../../../../${path}`, import.meta.url)))).toEqual([]);
  });
});

describe(".do/app.yaml", () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(closed(schema("app-platform.json")) as object);
  const file = yaml(".do/app.yaml") as { services: { envs: Env[] }[] };

  it("follows the schema", () => {
    expect(valid(file) ? [] : valid.errors).toEqual([]);
    expect(valid({ ...file, regoin: "fra" })).toBe(false);
  });

  it("gives the server settings that exist, and all that production needs", () => {
    const given = (file.services[0]?.envs ?? []).map((env) => env.key);
    expect(given.filter((key) => !settings().has(key))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining([...NEEDED, ...WATCHING]));
  });
});

describe("render.yaml", () => {
  const file = yaml("render.yaml") as { projects: { environments: RenderEnvironment[] }[] };
  const environments = file.projects.flatMap((project) => project.environments);

  it("has staging and production, each with a database of its own", () => {
    expect(environments.map((environment) => environment.name)).toEqual(["staging", "production"]);
    const own = environments.map((environment) => environment.databases.map((database) => database.name));
    expect(new Set(own.flat()).size).toBe(2);
    for (const [i, environment] of environments.entries()) {
      for (const service of environment.services) {
        const from = service.envVars.flatMap((env) => (env.fromDatabase ? [env.fromDatabase.name] : []));
        expect(from).toEqual(own[i]);
      }
    }
  });

  it("gives the servers settings that exist, and all that production needs", () => {
    for (const service of environments.flatMap((environment) => environment.services)) {
      const given = service.envVars.map((env) => env.key);
      expect(given.filter((key) => !settings().has(key))).toEqual([]);
      expect(given).toEqual(expect.arrayContaining([...NEEDED, ...WATCHING]));
      expect(service.healthCheckPath).toBe("/actuator/health/readiness");
    }
  });
});

describe("alerts", () => {
  it("each has a runbook that exists", () => {
    const file = yaml("ops/watching/alerts.yml") as {
      groups: { rules: { alert?: string; annotations?: Record<string, string> }[] }[];
    };
    const rules = file.groups.flatMap((group) => group.rules).filter((rule) => rule.alert !== undefined);
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      const runbook = Object.values(rule.annotations ?? {}).find((value) => value.includes("runbooks/"));
      const path = runbook?.match(/docs\/runbooks\/[\w-]+\.md/)?.[0];
      expect(path, rule.alert).toBeDefined();
      expect(text(path as string).length).toBeGreaterThan(100);
    }
  });
});
