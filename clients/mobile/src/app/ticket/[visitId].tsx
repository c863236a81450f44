export { TicketScreen as default } from "../../tickets/TicketScreen.tsx";
