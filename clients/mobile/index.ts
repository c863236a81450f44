// Before the screens: a message may come while there are none.
import "./src/device/away";
import "expo-router/entry";
