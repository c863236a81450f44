export default function TriageScreen() {
  return null;
}
