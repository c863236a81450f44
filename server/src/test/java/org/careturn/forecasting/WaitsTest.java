package org.careturn.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Ids;
import org.careturn.support.Http;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** US-PAT-05: a patient sees how long one would wait before deciding where to go. */
class WaitsTest extends ForecastFixture {
    private static final UUID ID = Ids.next();

    @Test
    void whoComesBehindOthersWaitsAsLongAsTheLastOfThemAndPerhapsTheirService() {
        assertThat(Waits.minutes(line(3, 2, 10, 20, 45), MORNING)).isEqualTo(new Waits.Minutes(20, 55));
        assertThat(Waits.minutes(line(3, 2, 10, -5, 4), MORNING)).isEqualTo(new Waits.Minutes(0, 14));
    }

    @Test
    void whereNobodyWaitsItIsAtMostTheServiceThatIsUnderWay() {
        assertThat(Waits.minutes(line(0, 2, 10, null, null), MORNING)).isEqualTo(new Waits.Minutes(0, 5));
    }

    @Test
    void nothingIsSaidWhereNobodyWorksOrNothingIsForecast() {
        assertThat(Waits.minutes(line(3, 0, 10, 20, 45), MORNING)).isNull();
        assertThat(Waits.minutes(line(3, 1, 10, null, null), MORNING)).isNull();
    }

    @Test
    void aPatientSeesEveryFacilitysWaitsAndStaffTheirOwn() {
        desk();
        arrive(Urgency.NON_URGENT);
        told(arrive(Urgency.NON_URGENT));
        String address = "/api/v1/facilities/" + facility.id() + "/waits";

        Http.Answer answer =
                hospital.signedIn(hospital.patient(hospital.facility())).get(address);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode wait = answer.body().path("items").get(0);
        assertThat(wait.path("serviceId").asString()).isEqualTo(service.id().toString());
        assertThat(wait.path("waiting").asInt()).isEqualTo(2);
        assertThat(wait.path("minutes").path("most").asInt())
                .isGreaterThan(wait.path("minutes").path("least").asInt());
        assertThat(hospital.signedIn(hospital.patient(facility))
                        .get("/api/v1/facilities/" + ID + "/waits")
                        .code())
                .isEqualTo("not-found");
    }

    private static Waits.Line line(
            int waiting, int desks, int duration, @Nullable Integer fromMinutes, @Nullable Integer toMinutes) {
        return new Waits.Line(ID, ID, true, waiting, desks, duration, in(fromMinutes), in(toMinutes));
    }

    private static @Nullable Instant in(@Nullable Integer minutes) {
        return minutes == null ? null : MORNING.plus(Duration.ofMinutes(minutes));
    }
}
