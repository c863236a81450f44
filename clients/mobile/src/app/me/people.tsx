export { PeopleScreen as default } from "../../me/PeopleScreen.tsx";
