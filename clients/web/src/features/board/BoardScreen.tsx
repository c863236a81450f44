import { useLingui } from "@lingui/react/macro";
import { Page } from "../../ui/Page.tsx";

export default function BoardScreen() {
  const { t } = useLingui();
  return <Page title={t`Board`}>{null}</Page>;
}
