export { DisplayScreen as default } from "../../me/DisplayScreen.tsx";
