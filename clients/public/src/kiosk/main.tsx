import { render } from "preact";
import "../shared/base.css";
import "./kiosk.css";
import { DeviceSession } from "../shared/device.ts";
import { followScheme } from "../shared/scheme.ts";
import { keepApp } from "../shared/worker.ts";
import { Kiosk } from "./Kiosk.tsx";

followScheme();
// Nobody is interrupted by an update.
keepApp("kiosk", () => ["LANGUAGE", undefined].includes(document.querySelector<HTMLElement>(".kiosk")?.dataset.screen));
// Numbers that were given and not yet told must outlive a full disk.
void navigator.storage?.persist?.();
const session = new DeviceSession("kiosk");
void session.start();
render(<Kiosk session={session} />, document.getElementById("root")!);
