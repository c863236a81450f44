import { Trans, useLingui } from "@lingui/react/macro";
import { Empty } from "../../ui/states.tsx";
import { DeskScreen } from "./DeskScreen.tsx";

/** US-DOC: who waits for me, who is here, and what matters about them. */
export default function ConsultingScreen() {
  const { t } = useLingui();
  return (
    <DeskScreen
      title={t`Consulting room`}
      nobody={(numberWaiting) => (
        <Empty icon="stethoscope" title={t`Nobody is here now`}>
          {numberWaiting > 0 ? (
            <Trans>
              Press <kbd>N</kbd> to call whoever comes first, or choose somebody in the list.
            </Trans>
          ) : (
            <Trans>Whoever comes for your queues appears in the list at once.</Trans>
          )}
        </Empty>
      )}
    />
  );
}
