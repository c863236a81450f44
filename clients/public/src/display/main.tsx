import { render } from "preact";
import "../shared/base.css";
import "./display.css";
import { DeviceSession } from "../shared/device.ts";
import { followScheme } from "../shared/scheme.ts";
import { keepApp } from "../shared/worker.ts";
import { Display } from "./Display.tsx";

followScheme();
keepApp("display", () => true);
const session = new DeviceSession("display");
void session.start();
render(<Display session={session} />, document.getElementById("root")!);
