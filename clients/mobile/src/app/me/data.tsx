export { MyDataScreen as default } from "../../me/MyDataScreen.tsx";
