export { FeedbackScreen as default } from "../../notices/FeedbackScreen.tsx";
