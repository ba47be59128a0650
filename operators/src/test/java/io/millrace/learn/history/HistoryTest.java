package io.millrace.learn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryTest {

    private static final int SAMPLES = 120;
    private static final List<Feature> FEATURES =
            List.of(
                    new Feature.Categorical("word", List.of("x", "y")),
                    new Feature.Numeric("n"),
                    new Feature.Bool("b"),
                    new Feature.Hashed("h", 5));

    /** Of the inputs {@code n | b | word=x, word=y, word=(other), h#0 ...}. */
    private static final int WORD = 2;

    private static final int HASHED = 5;

    private static final HistoryConfig CONFIG =
            new HistoryConfig(
                    List.of(1, 2, 30), List.of("n", "b"), List.of(2.0, 50.0), List.of("h", "b"));

    static Stream<Target> targets() {
        return Stream.of(Given.REGRESSION, Given.BINARY, Given.THREE);
    }

    private static Sample sample(int i, Target target) {
        double u = Chance.uniform(Chance.mix(i, 1));
        double label =
                target instanceof Target.Classification c ? (int) (u * c.size()) : 20 + 5 * u;
        float[] head = {(float) Chance.gaussian(Chance.mix(i, 2)), i % 3 == 0 ? 1 : 0};
        int[] tail = {WORD + i % 3, HASHED + hashed(i)};
        return new Sample("", null, new FeatureVector(head, tail, new float[] {1, 1}), label);
    }

    /** The rarer ones do not come for long. */
    private static int hashed(int i) {
        double u = Chance.uniform(Chance.mix(i, 3));
        return (int) (5 * u * u * u);
    }

    private static Schema schema(Target target) {
        return new Schema(FEATURES, target);
    }

    private static History history(Target target) {
        return CONFIG.bind(new Page("history"), schema(target));
    }

    /** What it adds, by definition, from all samples before. */
    private static List<Double> naively(int t, Target target) {
        List<Double> past = new ArrayList<>();
        int outputs = target.size() == 3 ? 3 : 1;
        for (int lag : CONFIG.lags()) {
            for (int k = 0; k < outputs; k++) {
                past.add(t == 0 ? unknown(target) : output(Math.max(0, t - lag), k, target));
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int lag : CONFIG.lags()) {
                past.add((double) sample(Math.max(0, t - lag), target).features().head()[i]);
            }
        }
        for (double h : CONFIG.means()) {
            for (int k = 0; k < outputs; k++) {
                past.add(mean(t, k, target, h, s -> true, 0, unknown(target)));
            }
        }
        List<IntPredicate> alike =
                List.of(s -> hashed(s) == hashed(t), s -> (s % 3 == 0) == (t % 3 == 0));
        for (IntPredicate same : alike) {
            for (double h : CONFIG.means()) {
                for (int k = 0; k < outputs; k++) {
                    double all = mean(t, k, target, h, s -> true, 0, unknown(target));
                    past.add(mean(t, k, target, h, same, 2, all));
                }
            }
        }
        return past;
    }

    private static double unknown(Target target) {
        return target instanceof Target.Regression ? 0 : 1.0 / target.size();
    }

    private static double output(int i, int k, Target target) {
        double label = sample(i, target).label();
        return target.size() < 3 ? label : label == k ? 1 : 0;
    }

    /** The weighted mean of a prior and of the chosen samples before t, as it is written down. */
    private static double mean(
            int t, int k, Target target, double h, IntPredicate chosen, double prior, double at) {
        double sum = prior * at;
        double weights = prior;
        double age = 0;
        for (int s : IntStream.range(0, t).map(i -> t - 1 - i).filter(chosen).toArray()) {
            double weight = Math.pow(2, -age / h);
            sum += weight * output(s, k, target);
            weights += weight;
            age++;
        }
        return weights == 0 ? at : sum / weights;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void isWhatTheWholePastComesTo(Target target) {
        History history = history(target);
        for (int t = 0; t < SAMPLES; t++) {
            Sample sample = sample(t, target);
            history.process(sample);
            List<Double> expected = naively(t, target);
            float[] head = sample.features().head();
            assertThat(head).hasSize(2 + expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertThat((double) head[1 + i])
                        .as("sample %s: %s", t, CONFIG.inputs(schema(target)).get(i))
                        .isCloseTo(expected.get(i), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void leavesTheOwnInputsWhereTheWideSchemaHasThem(Target target) {
        History history = history(target);
        List<String> wide = CONFIG.widen(schema(target)).inputNames();
        for (int t = 0; t < 9; t++) {
            Sample sample = sample(t, target);
            float[] own = sample.features().head().clone();
            history.process(sample);
            FeatureVector features = sample.features();
            assertThat(features.head()).hasSize(CONFIG.widen(schema(target)).head());
            assertThat(features.head()[wide.indexOf("n")]).isEqualTo(own[0]);
            assertThat(features.head()[wide.indexOf("b")]).isEqualTo(own[1]);
            assertThat(features.tailIndices())
                    .containsExactly(
                            wide.indexOf(List.of("word=x", "word=y", "word=(other)").get(t % 3)),
                            wide.indexOf("h#" + hashed(t)));
        }
    }

    /** Sample t and all behind it become others, and what t is told of the past stays. */
    @ParameterizedTest
    @MethodSource("targets")
    void isNeverFromTheFuture(Target target) {
        for (int t : List.of(0, 1, 2, 31, 60)) {
            History one = history(target);
            History other = history(target);
            for (int i = 0; i < t; i++) {
                one.process(sample(i, target));
                other.process(sample(i, target));
            }
            Sample sample = sample(t, target);
            double otherwise = target.size() == 1 ? -1e6 : (sample.label() + 1) % target.size();
            Sample changed = new Sample("", null, sample.features().copy(), otherwise);
            one.process(sample);
            other.process(changed);
            assertThat(changed.features().head()).containsExactly(sample.features().head());
            Sample next = sample(t + 1, target);
            Sample same = sample(t + 1, target);
            one.process(next);
            other.process(same);
            assertThat(same.features().head()).isNotEqualTo(next.features().head());
        }
    }

    @Test
    void askingRemembersNothing() {
        Page page = new Page("history");
        History history = CONFIG.bind(page, schema(Given.BINARY));
        for (int i = 0; i < 20; i++) {
            history.process(sample(i, Given.BINARY));
        }
        Page before = page.copy();
        Sample asked = sample(20, Given.BINARY);
        history.transform(asked);
        assertThat(page).isEqualTo(before);
        Sample processed = sample(20, Given.BINARY);
        history.process(processed);
        assertThat(asked.features().head()).containsExactly(processed.features().head());
    }

    /** A sample that was made without a category, as tests make them, is of none. */
    @Test
    void withoutACategoryTheMeanIsThatOfAll() {
        HistoryConfig config =
                new HistoryConfig(List.of(), List.of(), List.of(10.0), List.of("word"));
        History history = config.bind(new Page("history"), schema(Given.REGRESSION));
        for (int i = 0; i < 5; i++) {
            history.process(sample(i, Given.REGRESSION));
        }
        Sample none = new Sample("", null, FeatureVector.dense(0, 0), 1);
        history.process(none);
        float[] head = none.features().head();
        assertThat(head[2]).isEqualTo(head[1]).isGreaterThan(20);
    }
}
