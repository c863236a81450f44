import { existsSync } from "node:fs";
import type { ExpoConfig } from "expo/config";

/** Of the hospital that publishes the app; a store build names them (docs/mobile.md). */
const server = process.env.CARETURN_SERVER ?? "https://careturn.example";
const id = process.env.CARETURN_APP_ID ?? "org.careturn.patient";
const version = process.env.CARETURN_APP_VERSION ?? "0.1.0";

/** Firebase's files belong to who publishes; without them the app is built without push. */
const googleServices = { android: "./google-services.json", ios: "./GoogleService-Info.plist" };
const hasPush = existsSync(new URL(googleServices.android, `file://${__dirname}/`));

const config: ExpoConfig = {
  name: "CareTurn",
  slug: "careturn",
  version,
  scheme: "careturn",
  orientation: "portrait",
  icon: "./assets/icon.png",
  userInterfaceStyle: "automatic",
  extra: { server, hasPush },
  ios: {
    bundleIdentifier: id,
    supportsTablet: true,
    associatedDomains: [`applinks:${new URL(server).host}`],
    infoPlist: { UIBackgroundModes: ["remote-notification"], ITSAppUsesNonExemptEncryption: false },
    ...(hasPush ? { googleServicesFile: googleServices.ios } : {}),
  },
  android: {
    package: id,
    adaptiveIcon: { foregroundImage: "./assets/icon-foreground.png", backgroundColor: "#0b6b62" },
    intentFilters: [
      {
        action: "VIEW",
        autoVerify: true,
        data: [{ scheme: "https", host: new URL(server).host, pathPrefix: "/app/" }],
        category: ["BROWSABLE", "DEFAULT"],
      },
    ],
    allowBackup: false,
    blockedPermissions: ["android.permission.RECORD_AUDIO"],
    ...(hasPush ? { googleServicesFile: googleServices.android } : {}),
  },
  web: { bundler: "metro", output: "single" },
  plugins: [
    "expo-router",
    "expo-sqlite",
    ["expo-secure-store", { configureAndroidBackup: true, faceIDPermission: "Unlock the app by your face." }],
    ["expo-local-authentication", { faceIDPermission: "Unlock the app by your face." }],
    ["expo-splash-screen", { image: "./assets/splash.png", imageWidth: 160, backgroundColor: "#0b6b62" }],
    ["expo-camera", { cameraPermission: "Scan the code at the entrance to check in.", recordAudioAndroid: false }],
    ["expo-calendar", { calendarPermission: "Put an appointment into your calendar." }],
    "expo-notifications",
    ...(hasPush
      ? [
          "@react-native-firebase/app",
          "@react-native-firebase/messaging",
          ["expo-build-properties", { ios: { useFrameworks: "static" } }] as [string, object],
        ]
      : []),
  ],
  experiments: { baseUrl: "/app", typedRoutes: false },
};

export default config;
