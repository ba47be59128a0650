package io.millrace.learn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Given;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryConfigTest {

    private static final Target LATE = new Target.Classification("late", List.of("no", "yes"));
    private static final Schema FLIGHTS =
            new Schema(
                    List.of(
                            new Feature.Hashed("origin", 1 << 20),
                            new Feature.Numeric("humidity"),
                            new Feature.Time("time", List.of(Feature.Cycle.DAY_OF_WEEK)),
                            new Feature.Bool("night")),
                    LATE,
                    "id",
                    "key",
                    "time",
                    "weight");

    private static HistoryConfig config(
            List<Integer> lags, List<String> features, List<Double> means, List<String> by) {
        return new HistoryConfig(lags, features, means, by);
    }

    @Test
    void namesAreReadable() {
        HistoryConfig config =
                config(
                        List.of(1, 24),
                        List.of("humidity"),
                        List.of(10.0, 0.5),
                        List.of("night", "origin"));
        Schema few = new Schema(FLIGHTS.features().subList(1, 4), LATE);
        assertThat(
                        config(
                                        List.of(1, 24),
                                        List.of("humidity"),
                                        List.of(10.0, 0.5),
                                        List.of("night"))
                                .widen(few)
                                .inputNames())
                .containsExactly(
                        "humidity",
                        "late.lag1",
                        "late.lag24",
                        "humidity.lag1",
                        "humidity.lag24",
                        "late.mean10",
                        "late.mean0.5",
                        "late.mean10 by night",
                        "late.mean0.5 by night",
                        "night",
                        "time.day_of_week.sin1",
                        "time.day_of_week.cos1",
                        "time.day_of_week.sin2",
                        "time.day_of_week.cos2");
        assertThat(config.inputs(FLIGHTS))
                .endsWith("late.mean10 by origin", "late.mean0.5 by origin");
    }

    @Test
    void ofSeveralClassesEachHasAnInput() {
        HistoryConfig config = config(List.of(2), List.of(), List.of(5.0), List.of());
        assertThat(config.inputs(Given.numeric(1, Given.THREE)))
                .containsExactly(
                        "y=a.lag2", "y=b.lag2", "y=c.lag2", "y=a.mean5", "y=b.mean5", "y=c.mean5");
    }

    @Test
    void widensNothingElse() {
        Schema wide = config(List.of(1), List.of(), List.of(), List.of()).widen(FLIGHTS);
        assertThat(wide.features()).startsWith(FLIGHTS.features().toArray(Feature[]::new));
        assertThat(wide.target()).isEqualTo(LATE);
        assertThat(wide.idField()).isEqualTo(FLIGHTS.idField());
        assertThat(wide.keyField()).isEqualTo(FLIGHTS.keyField());
        assertThat(wide.timeField()).isEqualTo(FLIGHTS.timeField());
        assertThat(wide.weightField()).isEqualTo(FLIGHTS.weightField());
        assertThat(HistoryConfig.none().widen(FLIGHTS)).isSameAs(FLIGHTS);
    }

    @Test
    void whatCannotBeIsRefused() {
        List<Integer> many = IntStream.rangeClosed(1, 101).boxed().toList();
        refused("lags", () -> config(List.of(0), List.of(), List.of(), List.of()));
        refused("10000", () -> config(List.of(10_001), List.of(), List.of(), List.of()));
        refused("twice", () -> config(List.of(3, 3), List.of(), List.of(), List.of()));
        refused("at most 100", () -> config(many, List.of(), List.of(), List.of()));
        refused("above 0", () -> config(List.of(), List.of(), List.of(0.0), List.of()));
        refused("above 0", () -> config(List.of(), List.of(), List.of(Double.NaN), List.of()));
        refused("need lags", () -> config(List.of(), List.of("night"), List.of(), List.of()));
        refused("needs means", () -> config(List.of(1), List.of(), List.of(), List.of("night")));
    }

    @Test
    void whatDoesNotFitTheSchemaIsRefused() {
        List<Double> means = List.of(5.0);
        refused(
                "'wind' must be one of the features origin, humidity, time, night",
                () -> config(List.of(1), List.of("wind"), means, List.of()).widen(FLIGHTS));
        refused(
                "'origin' must be a numeric or boolean feature",
                () -> config(List.of(1), List.of("origin"), means, List.of()).widen(FLIGHTS));
        refused(
                "not kept by a number",
                () -> config(List.of(1), List.of(), means, List.of("humidity")).widen(FLIGHTS));
        refused(
                "not kept by a time",
                () -> config(List.of(1), List.of(), means, List.of("time")).widen(FLIGHTS));
        refused(
                "would keep 4194308 numbers of each model, but may keep at most 4194304",
                () ->
                        config(List.of(), List.of(), List.of(5.0, 6.0), List.of("origin"))
                                .widen(FLIGHTS));
        Schema taken = new Schema(List.of(new Feature.Numeric("late.lag1")), LATE);
        refused(
                "'late.lag1' is declared twice",
                () -> config(List.of(1), List.of(), List.of(), List.of()).widen(taken));
    }

    private static void refused(String message, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
