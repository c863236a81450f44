export { ClaimScreen as default } from "../../me/ClaimScreen.tsx";
