export { ScanScreen as default } from "../booking/ScanScreen.tsx";
