export { FacilityScreen as default } from "../../care/FacilityScreen.tsx";
