export { MeScreen as default } from "../../me/MeScreen.tsx";
