import { Trans, useLingui } from "@lingui/react/macro";
import { Empty } from "../../ui/states.tsx";
import { DeskScreen } from "../consulting/DeskScreen.tsx";
import { Assessment } from "./Assessment.tsx";

/** Who is to be assessed, how urgent each of them is, and where they go next. */
export default function TriageScreen() {
  const { t } = useLingui();
  return (
    <DeskScreen
      title={t`Triage`}
      decide={(line, acts) => <Assessment key={line.entry.id} line={line} acts={acts} />}
      nobody={() => (
        <Empty icon="alert" title={t`Nobody is chosen`}>
          <Trans>Choose somebody in the list to say how urgent it is, or call the next one.</Trans>
        </Empty>
      )}
    />
  );
}
