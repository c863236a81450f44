import { openHospital } from "./hospital.ts";

// A server that stays for run after run of journeys while one writes them.
const { ports, close } = await openHospital();
process.stdout.write(`CARETURN_HOSPITAL='${JSON.stringify(ports)}'\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void close().then(() => process.exit(0)));
