export { HomeScreen as default } from "../care/HomeScreen.tsx";
