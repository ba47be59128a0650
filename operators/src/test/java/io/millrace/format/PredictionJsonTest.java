package io.millrace.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.data.Prediction;
import io.millrace.data.Sample;
import io.millrace.data.Target;
import io.millrace.format.PredictionJson.Origin;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionJsonTest {

    private static final PredictionJson CLASSES =
            new PredictionJson(new Target.Classification("late", List.of("no", "y\"es", "maybe")));
    private static final PredictionJson NUMBER = new PredictionJson(new Target.Regression("price"));

    @Test
    void namesClassesAsTheStreamDoes() {
        double[] probabilities = {0.25, 0.5, 0.25};
        Prediction prediction = new Prediction("k", "a7", 3, 12, 978307200000L, probabilities, 2);
        assertThat(new String(CLASSES.write(prediction), UTF_8))
                .isEqualTo(
                        """
                        {"key":"k","id":"a7","partition":3,"offset":12,"eventTime":978307200000,\
                        "predicted":"y\\"es","probabilities":{"no":0.25,"y\\"es":0.5,"maybe":0.25},\
                        "label":"maybe"}""");
    }

    @Test
    void leavesOutWhatTheSampleDoesNotHave() {
        Prediction prediction =
                new Prediction("", null, -1, -1, Sample.NO_TIME, new double[] {2.5}, 3);
        assertThat(new String(NUMBER.write(prediction), UTF_8))
                .isEqualTo("{\"key\":\"\",\"predicted\":2.5,\"label\":3.0}");
    }

    @Test
    void predictsTheFirstOfEquallyProbableClasses() throws Exception {
        double[] probabilities = {0.25, 0.375, 0.375};
        assertThat(read(CLASSES, probabilities, 0).get("predicted").textValue()).isEqualTo("y\"es");
    }

    @Test
    void predictsWhatWasDecidedIfAThresholdDid() throws Exception {
        double[] probabilities = {0.25, 0.5, 0.25};
        Prediction decided = new Prediction("", null, -1, -1, Sample.NO_TIME, probabilities, 2, 0);
        JsonNode json = new ObjectMapper().readTree(CLASSES.write(decided));
        assertThat(json.get("predicted").textValue()).isEqualTo("maybe");
        assertThat(json.at("/probabilities/maybe").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void keepsNumbersToTheBitAndStaysJsonWhereTheyAreNotFinite() throws Exception {
        double third = 1.0 / 3;
        assertThat(read(NUMBER, new double[] {third}, third).get("predicted").doubleValue())
                .isEqualTo(third);
        assertThat(read(NUMBER, new double[] {Double.NaN}, third).get("predicted").isNull())
                .isTrue();
    }

    @Test
    void tellsWhoseItIs() throws Exception {
        double[] probabilities = {0.25, 0.5, 0.25};
        Prediction whole = new Prediction("k", "a\"7", 3, 1L << 40, 5, probabilities, 2);
        assertThat(PredictionJson.readOrigin(CLASSES.write(whole)))
                .isEqualTo(new Origin("k", "a\"7", 3, 1L << 40));
        Prediction bare = new Prediction("", null, -1, -1, Sample.NO_TIME, new double[] {1}, 3);
        assertThat(PredictionJson.readOrigin(NUMBER.write(bare)))
                .isEqualTo(new Origin("", null, -1, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "{",
                "{}{}",
                "{\"key\":\"\"",
                "{\"id\":{\"offset\":1}}",
                "{\"offset\":\"1\"}",
                "{\"partition\":99999999999}",
                "{\"x\":[}"
            })
    void refusesWhatIsNoPrediction(String text) {
        assertThatThrownBy(() -> PredictionJson.readOrigin(text.getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
    }

    private static JsonNode read(PredictionJson json, double[] values, double label)
            throws Exception {
        Prediction prediction = new Prediction("", null, 0, 0, 0, values, label);
        return new ObjectMapper().readTree(json.write(prediction));
    }
}
