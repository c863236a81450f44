export { AppointmentsScreen as default } from "../booking/AppointmentsScreen.tsx";
