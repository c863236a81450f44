import { Plural, Trans } from "@lingui/react/macro";
import { usePlace } from "../session/place.tsx";
import { useSnapshot } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock } from "../texts/time.ts";
import { Stale } from "../ui/states.tsx";

/** While the server can't be reached: what is shown is of when, and what is done is kept. */
export function OfflineBanner() {
  const { status } = useSnapshot();
  const { timeZone } = usePlace();
  const language = useLanguage();
  if (status?.code !== "OFFLINE") return null;
  const unsent = status.unsent;
  return (
    <Stale>
      {status.lastContact ? (
        <Trans>
          The server can't be reached. You see how it was at {clock(status.lastContact, language, timeZone)}.
        </Trans>
      ) : (
        <Trans>The server can't be reached.</Trans>
      )}{" "}
      <Plural
        value={unsent}
        _0="What you do is saved on this computer and sent later."
        one="# change is saved on this computer and will be sent."
        other="# changes are saved on this computer and will be sent."
      />
    </Stale>
  );
}
