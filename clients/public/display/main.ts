import "../src/display/main.tsx";
