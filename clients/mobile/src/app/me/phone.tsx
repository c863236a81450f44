export { PhoneScreen as default } from "../../me/PhoneScreen.tsx";
