export { WelcomeScreen as default } from "../session/WelcomeScreen.tsx";
