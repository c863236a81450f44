import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useRef, useState } from "react";
import { SERVER } from "../device/network";
import { Scanner } from "../device/Scanner";
import { Notice } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Words } from "../ui/Words.tsx";
import { entranceOf } from "./entrance.ts";

/** The code at a hospital's entrance, by the camera. */
export function ScanScreen() {
  const { t } = useLingui();
  const router = useRouter();
  const [isOther, setOther] = useState(false);
  const isFound = useRef(false);

  function seen(text: string) {
    // The camera tells of the same code many times.
    if (isFound.current) return;
    const facilityId = entranceOf(text, SERVER);
    setOther(facilityId === null);
    if (!facilityId) return;
    isFound.current = true;
    router.replace(`/check-in/${facilityId}`);
  }

  return (
    <Screen title={t`Scan the code at the entrance`}>
      <Words>{t`Hold the phone before the code at the hospital's entrance.`}</Words>
      <Scanner
        seen={seen}
        refused={
          <Notice
            tone="warn"
            text={t`The camera may not be used here. Open the code with the phone's own camera, or allow it in the phone's settings.`}
          />
        }
      />
      {isOther ? <Notice tone="warn" text={t`This is another code. Look for the one at the entrance.`} /> : null}
    </Screen>
  );
}
