package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConfigLoader;
import io.millrace.config.SearchSpace;
import io.millrace.config.Settings;
import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrialsTest {

    /** Those that learn no other models, and no more than two classes. */
    private static final Set<String> LINEAR = Set.of("normalized-adaptive", "pa-i", "pa-ii");

    private static final String OPTIMIZERS =
            """
            - {key: optimizer.type, values: [sgd, adam]}
            - {key: optimizer.momentum, when: {optimizer.type: sgd}, values: [0, 0.9]}
            - {key: optimizer.learning-rate, when: {optimizer.type: adam}, log-uniform: [0.001, 0.01]}
            - {key: optimizer.learning-rate, log-uniform: [0.1, 1]}
            """;

    private static Trials trials(String space, Map<String, String> base, String... fixed) {
        return new Trials(SearchSpace.parse(space, "space.yaml"), base, Map.of(), Set.of(fixed));
    }

    @Test
    void drawsTheSameForTheSameSeed() {
        Trials trials = trials(OPTIMIZERS, Map.of());
        List<Map<String, String>> drawn = trials.random(1, 30);
        assertThat(drawn).hasSize(30).doesNotHaveDuplicates().isEqualTo(trials.random(1, 30));
        assertThat(trials.random(1, 10)).isEqualTo(drawn.subList(0, 10));
        assertThat(trials.random(2, 30)).doesNotContainSequence(drawn.subList(0, 2));
    }

    @Test
    void keepsTheDrawsOfOtherKeysWhenOneIsAdded() {
        String more = "- {key: train.l2, values: [0, 0.1]}\n" + OPTIMIZERS;
        List<Map<String, String>> before = trials(OPTIMIZERS, Map.of()).random(1, 20);
        List<Map<String, String>> after = trials(more, Map.of()).random(1, 20);
        for (int i = 0; i < 20; i++) {
            assertThat(after.get(i)).containsAllEntriesOf(before.get(i)).containsKey("train.l2");
        }
    }

    @Test
    void givesAKeyOnlyWhereItsConditionHoldsAndTheFirstThatDoes() {
        assertThat(trials(OPTIMIZERS, Map.of()).random(1, 40))
                .allSatisfy(
                        drawn -> {
                            boolean sgd = drawn.get("optimizer.type").equals("sgd");
                            double rate = Double.parseDouble(drawn.get("optimizer.learning-rate"));
                            assertThat(drawn.containsKey("optimizer.momentum")).isEqualTo(sgd);
                            assertThat(rate).isBetween(sgd ? 0.1 : 0.001, sgd ? 1 : 0.01);
                        });
    }

    @Test
    void leavesWhatIsFixedAndSeesItInConditions() {
        Trials trials = trials(OPTIMIZERS, Map.of("optimizer.type", "adam"), "optimizer.type");
        assertThat(trials.random(1, 10))
                .allSatisfy(drawn -> assertThat(drawn).containsOnlyKeys("optimizer.learning-rate"));
    }

    @Test
    void makesNoMoreThanThereAre() {
        String small = "- {key: train.batch-size, values: [1, 2, 3]}";
        assertThat(trials(small, Map.of()).random(1, 50)).hasSize(3);
    }

    @Test
    void goesThroughEveryPointOfAGrid() {
        // Four rates each for adam, and for sgd with either momentum.
        List<Map<String, String>> grid = trials(OPTIMIZERS, Map.of()).grid(100);
        assertThat(grid).hasSize(12).doesNotHaveDuplicates();
        assertThat(grid.get(0))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "optimizer.type",
                                "sgd",
                                "optimizer.momentum",
                                "0",
                                "optimizer.learning-rate",
                                "0.1"));
        assertThat(trials(OPTIMIZERS, Map.of()).grid(5)).hasSize(6);
    }

    private static Stream<Target> targets() {
        return Stream.of(
                new Target.Classification("y", List.of("no", "yes")),
                new Target.Classification("y", List.of("a", "b", "c")),
                new Target.Regression("y"));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyTrialOfTheUsualSpaceMakesALearner(Target target) {
        List<Map<String, String>> drawn = usual(target, Map.of(), 500);
        assertThat(drawn).hasSize(500);
        Map<String, Set<String>> rates = new TreeMap<>();
        for (Map<String, String> settings : drawn) {
            assertThat(Settings.of(learner(target, settings))).containsAllEntriesOf(settings);
            rates.computeIfAbsent(settings.get("optimizer.type"), type -> new HashSet<>())
                    .add(rate(settings));
        }
        Set<String> optimizers =
                new HashSet<>(Set.of("adagrad", "adam", "cocob", "dowg", "ftrl", "rmsprop", "sgd"));
        if (target.size() != 3) {
            optimizers.addAll(LINEAR);
        }
        assertThat(rates).containsOnlyKeys(optimizers);
        rates.forEach(
                (type, tried) -> {
                    if (Set.of("cocob", "dowg").contains(type)) {
                        assertThat(tried).containsExactly("none");
                    } else {
                        assertThat(tried).doesNotContain("none").hasSizeGreaterThan(5);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theUsualSpaceGoesWithEachOptimizerThatIsGiven(Target target) {
        for (OptimizerConfig.Kind kind : OptimizerConfig.Kind.values()) {
            String optimizer = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (target.size() == 3 && LINEAR.contains(optimizer)) {
                continue;
            }
            Map<String, String> given = Map.of("optimizer.type", optimizer);
            for (Map<String, String> settings : usual(target, given, 20)) {
                Map<String, String> all = new HashMap<>(given);
                all.putAll(settings);
                assertThat(Settings.of(learner(target, all))).containsAllEntriesOf(all);
                assertThat(rate(settings).equals("none"))
                        .as(optimizer)
                        .isEqualTo(Set.of("cocob", "dowg", "adadelta").contains(optimizer));
            }
        }
    }

    private static String rate(Map<String, String> settings) {
        return settings.getOrDefault(
                "optimizer.learning-rate",
                settings.getOrDefault("optimizer.aggressiveness", "none"));
    }

    private static Schema schema(Target target) {
        return new Schema(List.of(new Feature.Numeric("x"), new Feature.Bool("b")), target);
    }

    /** Draws of the usual space with some keys given, and so not varied. */
    private static List<Map<String, String>> usual(
            Target target, Map<String, String> given, int trials) {
        Map<String, String> defaults = Settings.of(LearnerConfig.defaults(schema(target)));
        Map<String, String> inForce = new HashMap<>(defaults);
        int task = target instanceof Target.Regression ? 2 : target.size() - 2;
        inForce.put(SearchSpace.TASK, SearchSpace.TASKS.get(task));
        inForce.putAll(given);
        return new Trials(SearchSpace.usual(), inForce, defaults, given.keySet()).random(1, trials);
    }

    private static LearnerConfig learner(Target target, Map<String, String> settings) {
        List<String> overrides = new ArrayList<>();
        settings.forEach((key, value) -> overrides.add(key + "=" + value));
        return ConfigLoader.parseLearner("", "usual", overrides, Map.of()).complete(schema(target));
    }
}
