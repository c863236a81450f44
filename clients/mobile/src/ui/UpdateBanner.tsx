import { useLingui } from "@lingui/react/macro";
import { View } from "react-native";
import { useUpdate } from "../device/updates";
import { Button } from "./Button.tsx";
import { useTheme } from "./theme.tsx";
import { Words } from "./Words.tsx";

/** A newer version waits; nothing is lost when it takes over. */
export function UpdateBanner() {
  const { t } = useLingui();
  const { colours } = useTheme();
  const update = useUpdate();
  if (!update) return null;
  return (
    <View role="status" style={{ padding: 12, gap: 8, backgroundColor: colours.tint, alignItems: "center" }}>
      <Words tone="onTint">{t`A newer version of the app is ready.`}</Words>
      <Button label={t`Use it now`} onPress={update} />
    </View>
  );
}
