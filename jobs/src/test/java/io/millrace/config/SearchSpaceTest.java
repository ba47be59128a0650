package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.SearchSpace.Dimension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {

    private static SearchSpace parse(String... lines) {
        return SearchSpace.parse(String.join("\n", lines), "space.yaml");
    }

    @Test
    void readsKeysAndWhatToTryForEach() {
        SearchSpace space =
                parse(
                        "- {key: model.hidden, values: [[], [64, 32]]}",
                        "- {key: optimizer.momentum, when: {optimizer.type: sgd}, values: [0, 0.90]}",
                        "- key: optimizer.learning-rate",
                        "  when: {optimizer.type: [sgd, adam], task: regression, model.hidden: []}",
                        "  log-uniform: [1e-4, 0.1]",
                        "- {key: train.batch-size, uniform: [1, 64], points: 3}");
        assertThat(space.dimensions())
                .containsExactly(
                        new Dimension(
                                "model.hidden",
                                Map.of(),
                                new Domain.Choices(List.of("[]", "[64, 32]"))),
                        new Dimension(
                                "optimizer.momentum",
                                Map.of("optimizer.type", List.of("sgd")),
                                new Domain.Choices(List.of("0", "0.9"))),
                        new Dimension(
                                "optimizer.learning-rate",
                                Map.of(
                                        "optimizer.type",
                                        List.of("sgd", "adam"),
                                        "task",
                                        List.of("regression"),
                                        "model.hidden",
                                        List.of("[]")),
                                new Domain.Interval(1e-4, 0.1, true, false, 4)),
                        new Dimension(
                                "train.batch-size",
                                Map.of(),
                                new Domain.Interval(1, 64, false, true, 3)));
    }

    @Test
    void appliesWhereEveryConditionHolds() {
        Dimension dimension =
                parse("- {key: train.l2, when: {optimizer.type: [sgd], task: binary}, values: [0]}")
                        .dimensions()
                        .get(0);
        assertThat(dimension.applies(Map.of("optimizer.type", "sgd", "task", "binary")::get))
                .isTrue();
        assertThat(dimension.applies(Map.of("optimizer.type", "adam", "task", "binary")::get))
                .isFalse();
        assertThat(dimension.applies(Map.of("optimizer.type", "sgd")::get)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {key: optimizer.typ, values: [sgd]} | did you mean optimizer.type?",
                "- {key: schema.id, values: [x]} | schema.id: is no key that can be searched",
                "- {key: evaluate.window, values: [9]} | evaluate.window: is no key that can be",
                "- {key: model.initial, values: [m]} | model.initial: is no key that can be",
                "- {key: optimizer.type, values: [sgd, adm]} | space.yaml:1:39: optimizer.type: 'adm'",
                "- {key: model.hidden, values: [16]} | 'must be a list of 0 to 16'",
                "- {key: model.hidden, values: []} | must be a list of values",
                "- {key: train.l2} | 'train.l2: must have one of values, uniform, log-uniform'",
                "- {key: train.l2, values: [0], uniform: [0, 1]} | must have one of",
                "- {values: [0]} | key: is missing",
                "- {key: train.l2, log-uniform: [0, 1]} | both above 0",
                "- {key: train.l2, uniform: [1, 1]} | must be a lower and a higher number",
                "- {key: train.l2, uniform: [1]} | must be a lower and a higher number",
                "- {key: train.l2, uniform: [-1, 1]} | '''-1'' must be a number, at least 0'",
                "- {key: optimizer.type, uniform: [sgd, adam]} | '''sgd'' must be a number'",
                "- {key: train.l2, uniform: [0, 1], points: 1} | 'points: ''1'''",
                "- {key: train.l2, values: [0], points: 3} | points: goes with uniform",
                "- {key: train.l2, vales: [0]} | did you mean values?",
                "- {key: train.l2, when: {task: ternary}, values: [0]} | binary, multi-class",
                "- {key: train.l2, when: {optimizer.typ: sgd}, values: [0]} | did you mean",
                "- {key: train.l2, when: {optimizer.type: sg}, values: [0]} | 'sg'",
                "- {key: train.l2, when: sgd, values: [0]} | when: must be keys and values",
                "- train.l2 | must be keys and values: key, when",
                "train.l2: [0] | must be a list of dimensions",
                "'' | must be a list of dimensions",
                "'- {key: [' | is not YAML",
            })
    void saysWhatIsWrong(String yaml, String said) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("space.yaml")
                .hasMessageContaining(said);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> SearchSpace.load(Path.of("no", "space.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("does not exist");
    }
}
