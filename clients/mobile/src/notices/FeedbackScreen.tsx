import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams } from "expo-router";
import { useState } from "react";
import { Pressable, View } from "react-native";
import { answer, reception } from "../session/server.ts";
import { useKnown } from "../sync/known.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Shown } from "../ui/states.tsx";
import { useTheme } from "../ui/theme.tsx";
import { Words } from "../ui/Words.tsx";

/** How a visit was; the link that was sent opens it, without a sign-in. */
export function FeedbackScreen() {
  const { t, i18n } = useLingui();
  const { feedbackToken } = useLocalSearchParams<{ feedbackToken: string }>();
  const path = { feedbackToken };
  const asked = useKnown(`feedback/${feedbackToken}`, () =>
    answer(reception.GET("/api/v1/feedback/{feedbackToken}", { params: { path } })),
  );
  const [rating, setRating] = useState(0);
  const [words, setWords] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function send() {
    setBusy(true);
    setError(null);
    try {
      const body = { rating, words: words.trim() || null };
      await answer(reception.PUT("/api/v1/feedback/{feedbackToken}", { params: { path }, body }));
      asked.again();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen title={t`How was your visit?`} isOutside hasNoBack>
      {error ? <Notice tone="bad" text={problemText(i18n, error)} /> : null}
      <Shown asked={asked}>
        {({ facilityName, givenAt }) =>
          givenAt ? (
            <Notice tone="good" text={t`Thank you. The hospital reads this.`} />
          ) : (
            <>
              <Words tone="soft">{facilityName}</Words>
              <Stars value={rating} onChange={setRating} />
              <Field
                label={t`In your words (may be left out)`}
                value={words}
                onChange={setWords}
                maxLength={1_000}
                multiline
              />
              <Button label={t`Send`} isBusy={isBusy} isOff={rating === 0} onPress={() => void send()} />
            </>
          )
        }
      </Shown>
    </Screen>
  );
}

function Stars({ value, onChange }: { value: number; onChange: (stars: number) => void }) {
  const { t } = useLingui();
  const { colours } = useTheme();
  return (
    <View role="radiogroup" aria-label={t`From one star to five`} style={{ flexDirection: "row", gap: 6 }}>
      {[1, 2, 3, 4, 5].map((stars) => (
        <Pressable
          key={stars}
          role="radio"
          aria-checked={value === stars}
          aria-label={t`${stars} of 5`}
          onPress={() => onChange(stars)}
          style={{ flex: 1, minHeight: 60, alignItems: "center", justifyContent: "center" }}
        >
          <Icon name="star" size={40} colour={stars <= value ? colours.main : colours.line} />
        </Pressable>
      ))}
    </View>
  );
}
