import type { InboxItem, Mutations } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { usePlace } from "../../session/place.tsx";
import { type Alternative, alternativesOf } from "../../sync/answered.ts";
import { desk } from "../../sync/desk.ts";
import { useDoctors } from "../../sync/doctors.ts";
import { uuid7 } from "../../sync/uuid.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { problemText } from "../../texts/problems.ts";
import { clock, day } from "../../texts/time.ts";
import { toast } from "../../ui/toasts.tsx";
import classes from "./InboxScreen.module.css";

/** Of a booking that somebody else won: the times that are free instead, each one press away. */
export function Alternatives({ item }: { item: InboxItem }) {
  const { t, i18n } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const { nameOf } = useDoctors();
  const { mutation } = item;
  const others = mutation?.name === "book" ? alternativesOf(mutation.result?.facts) : [];
  if (!mutation || others.length === 0) return null;

  async function take({ doctorId, start }: Alternative) {
    const args = mutation!.args as unknown as Mutations["book"];
    try {
      await desk.act("book", { ...args, id: uuid7(), doctorId, start });
      await desk.engine.dismiss(item);
      toast({ text: t`Booked for another time` });
    } catch (error) {
      toast({ text: problemText(i18n, error), tone: "bad" });
    }
  }

  return (
    <section className={classes.others} aria-label={t`Free instead`}>
      <span className="soft">
        <Trans>Free instead:</Trans>
      </span>
      {others.slice(0, 6).map((one) => (
        <button
          key={`${one.start}/${one.doctorId}`}
          type="button"
          className={classes.other}
          onClick={() => void take(one)}
        >
          {day(one.start, language, timeZone)}, {clock(one.start, language, timeZone)}{" "}
          <span className="soft">{nameOf(one.doctorId)}</span>
        </button>
      ))}
    </section>
  );
}
