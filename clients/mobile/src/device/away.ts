import { cameWhileAway } from "../me/messages.ts";
import { onMessageWhileAway } from "./push";

onMessageWhileAway(cameWhileAway);
