export { CheckInScreen as default } from "../../booking/CheckInScreen.tsx";
