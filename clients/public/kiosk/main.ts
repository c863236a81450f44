import "../src/kiosk/main.tsx";
