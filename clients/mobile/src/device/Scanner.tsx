import { CameraView, useCameraPermissions } from "expo-camera";
import { useEffect } from "react";
import { View } from "react-native";

export const HAS_SCANNER = true as boolean;

/** What the camera sees, until a code is in it. {@code refused} is shown where the camera may not be used. */
export function Scanner({ seen, refused }: { seen: (text: string) => void; refused: React.ReactNode }) {
  const [permission, ask] = useCameraPermissions();
  const mayAsk = permission?.granted === false && permission.canAskAgain;
  useEffect(() => {
    if (mayAsk) void ask();
  }, [mayAsk, ask]);
  if (!permission || mayAsk) return null;
  if (!permission.granted) return <>{refused}</>;
  return (
    <View style={{ aspectRatio: 1, borderRadius: 20, overflow: "hidden" }}>
      <CameraView
        style={{ flex: 1 }}
        facing="back"
        barcodeScannerSettings={{ barcodeTypes: ["qr"] }}
        onBarcodeScanned={({ data }) => seen(data)}
      />
    </View>
  );
}
