export { ServiceScreen as default } from "../../care/ServiceScreen.tsx";
