export { AccessesScreen as default } from "../../me/AccessesScreen.tsx";
