export { AppointmentScreen as default } from "../../booking/AppointmentScreen.tsx";
