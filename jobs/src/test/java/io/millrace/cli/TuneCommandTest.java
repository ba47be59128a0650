package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {

    private static final int ROWS = 1_500;

    private final Console console = new Console();

    @TempDir private Path folder;

    /** A circle: a linear model cannot tell what is inside. */
    private String circle() throws IOException {
        StringBuilder csv = new StringBuilder("x,y,inside\n");
        for (int row = 0; row < ROWS; row++) {
            double x = (row * 0.618034) % 1 * 2 - 1;
            double y = (row * 0.754878) % 1 * 2 - 1;
            csv.append(x).append(',').append(y).append(',');
            csv.append(x * x + y * y < 0.6 ? "yes" : "no").append('\n');
        }
        return Files.writeString(folder.resolve("circle.csv"), csv).toString();
    }

    private JsonNode tune(String... arguments) throws IOException {
        Path json = folder.resolve("tune.json");
        List<String> all = new ArrayList<>(List.of("tune", circle(), "--label", "inside"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", json.toString()));
        assertThat(console.run(all.toArray(String[]::new))).as(console.err()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    private static List<String> settings(JsonNode json) {
        return StreamSupport.stream(json.get("trials").spliterator(), false)
                .map(trial -> trial.get("trial") + " " + trial.get("settings"))
                .toList();
    }

    @Test
    void findsWhatLearnsBestAndRanksTheRest() throws IOException {
        JsonNode json = tune("--trials", "12", "--metric", "accuracy");
        assertThat(json.get("metric").asText()).isEqualTo("accuracy");
        assertThat(json.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(json.get("trials")).hasSize(13);
        double[] values =
                StreamSupport.stream(json.get("trials").spliterator(), false)
                        .mapToDouble(trial -> trial.at("/metrics/accuracy").asDouble())
                        .toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(sorted[values.length - 1 - i]);
        }
        assertThat(json.at("/config/model/hidden")).isNotEmpty();
        assertThat(values[0]).isGreaterThan(0.7);
        assertThat(console.out())
                .contains("trying 12 configurations, and the one as it is, by accuracy")
                .contains("as it was", "hidden", "learning-rate", "optimizer")
                .contains("accuracy against learning rate", "o ", "linear")
                .contains("the best: --set model.hidden=[")
                .doesNotContain("\u001b");
    }

    @Test
    void findsTheSameWhateverTheThreads() throws IOException {
        JsonNode one = tune("--trials", "6", "--threads", "1", "--seed", "3");
        JsonNode three = tune("--trials", "6", "--threads", "3", "--seed", "3");
        JsonNode other = tune("--trials", "6", "--threads", "3", "--seed", "4");
        assertThat(settings(three)).isEqualTo(settings(one)).isNotEqualTo(settings(other));
        for (int i = 0; i < 7; i++) {
            assertThat(three.at("/trials/" + i + "/metrics"))
                    .isEqualTo(one.at("/trials/" + i + "/metrics"));
        }
    }

    /** Each trial is the pass that evaluate makes with the same settings. */
    @Test
    void writesAConfigurationThatEvaluatesAsItWasFound() throws IOException {
        Path best = folder.resolve("best.yaml");
        JsonNode json = tune("--trials", "8", "--out", best.toString());
        Path result = folder.resolve("evaluate.json");
        assertThat(
                        console.run(
                                "evaluate",
                                circle(),
                                "--config",
                                best.toString(),
                                "--json",
                                result.toString()))
                .isZero();
        JsonNode evaluated = new ObjectMapper().readTree(result.toFile());
        assertThat(evaluated.get("metrics")).isEqualTo(json.at("/trials/0/metrics"));
        assertThat(evaluated.get("config")).isEqualTo(json.get("config"));
    }

    /** Here a factorisation machine, which has no hidden layers: they cannot stand together. */
    @Test
    void variesTheKeysOfTheSpaceAndKeepsTheOthers() throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("old.yaml"),
                        "model: {init: normal, factors: 4, scale: 0.25}\n");
        Path space =
                Files.writeString(
                        folder.resolve("space.yaml"),
                        """
                        - {key: model.hidden, values: [[8]]}
                        - {key: model.factors, when: {model.hidden: []}, values: [4]}
                        """);
        Path best = folder.resolve("best.yaml");
        String[] arguments = {"--config", config.toString(), "--space", space.toString()};
        tune(with(arguments, "--grid", "--out", best.toString()));
        assertThat(best).content().contains("hidden: [8]", "factors: 0", "scale: 0.25", "init: he");
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    @Test
    void countsRowsThatBreakTheContractInEveryTrial() throws IOException {
        Path file = Path.of(circle());
        Files.writeString(file, Files.readString(file) + "1,2,\n");
        Path json = folder.resolve("rejected.json");
        String[] arguments = {"tune", file.toString(), "--label", "inside", "--trials", "2"};
        assertThat(console.run(with(arguments, "--json", json.toString()))).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.get("rows").asInt()).isEqualTo(ROWS + 1);
        assertThat(result.get("trials"))
                .hasSize(3)
                .allSatisfy(trial -> assertThat(trial.get("rejected").asInt()).isEqualTo(1));
        assertThat(console.out())
                .containsPattern("rows 1,501 = learned 1,[0-9]+ \\+ pending [0-9]+ \\+ masked 0")
                .contains("+ rejected 1\n", "1 missing-label", "row 1501  missing-label");
    }

    /** The line of the space is not for this label: no trial varies its key. */
    @Test
    void keepsWhatIsConfiguredForAKeyThatIsNeverTried() throws IOException {
        String config =
                Files.writeString(folder.resolve("old.yaml"), "train: {loss: focal}\n").toString();
        String space =
                space(
                        """
                        - {key: train.loss, when: {task: regression}, values: [squared]}
                        - {key: train.batch-size, values: [4]}
                        """);
        JsonNode tuned = tune("--config", config, "--space", space, "--grid");
        Path result = folder.resolve("evaluate.json");
        console.run(
                "evaluate",
                circle(),
                "--label",
                "inside",
                "--config",
                config,
                "--set",
                "train.batch-size=4",
                "--json",
                result.toString());
        assertThat(tuned.get("trials"))
                .filteredOn(trial -> trial.get("trial").asInt() == 1)
                .singleElement()
                .extracting(trial -> trial.get("metrics"))
                .isEqualTo(new ObjectMapper().readTree(result.toFile()).get("metrics"));
    }

    /** The second trial learns without a penalty, whatever was configured. */
    @Test
    void asksConditionsOfTheDefaultOfAKeyThatATrialDoesNotHave() throws IOException {
        String config =
                Files.writeString(folder.resolve("old.yaml"), "train: {l2: 0.5}\n").toString();
        String space =
                space(
                        """
                        - {key: train.batch-size, values: [2, 1]}
                        - {key: train.l2, when: {train.batch-size: 2}, values: [0.1]}
                        - {key: train.clip-norm, when: {train.l2: 0.5}, values: [3]}
                        """);
        assertThat(settings(tune("--config", config, "--space", space, "--grid")))
                .containsExactlyInAnyOrder(
                        "0 {}",
                        "1 {\"train.batch-size\":\"2\",\"train.l2\":\"0.1\"}",
                        "2 {\"train.batch-size\":\"1\"}");
    }

    @Test
    void doesNotVaryWhatTheShortFormOrAWholeSectionSets() throws IOException {
        String space =
                space(
                        """
                        - {key: model.type, values: [network]}
                        - {key: model.hidden, when: {model.type: network}, values: [[8]]}
                        """);
        String[] arguments = {"--grid", "--space", space, "--set"};
        assertThat(settings(tune(with(arguments, "model = auto"))))
                .containsExactlyInAnyOrder("0 {}", "1 {}");
        assertThat(settings(tune(with(arguments, "model={hidden: [4]}"))))
                .containsExactlyInAnyOrder("0 {}", "1 {}");
    }

    @Test
    void leavesOutWhatCannotBe() throws IOException {
        String space = space("- {key: model.hidden, values: [[8], []]}\n");
        String[] passive = {"--grid", "--space", space, "--set", "optimizer.type=pa-i"};
        JsonNode json = tune(passive);
        assertThat(settings(json)).containsExactlyInAnyOrder("0 {}", "1 {\"model.hidden\":\"[]\"}");
        assertThat(json.get("leftOut").asInt()).isEqualTo(1);
        assertThat(console.out())
                .contains("left out 1 of 2 configurations, as --set model.hidden=[8]: ")
                .contains("model.hidden: must be [] with optimizer.type pa-i")
                .contains("trying 1 configurations");
        assertMistake(
                "none of 1 configurations can be, as --set model.hidden=[8]: ",
                "--grid",
                "--set",
                "model.init=zeros",
                "--space",
                space("- {key: model.hidden, values: [[8]]}\n"));
    }

    @Test
    void triesTheUsualSpaceWithAnyModelAndOptimizer() throws IOException {
        String[] arguments = {"--trials", "4", "--limit", "50", "--set"};
        assertThat(tune(with(arguments, "model=auto")).get("trials")).hasSize(5);
        assertThat(tune(with(arguments, "optimizer.type=pa-i")).get("trials")).hasSize(5);
    }

    /** Each of the three has 0.7 GB of weights and moments. */
    @Test
    void saysWhatToDoWhenTheTrialsDoNotFitIntoMemory() throws IOException {
        String space = space("- {key: train.l2, values: [0.1, 0.2]}\n");
        String[] arguments = {"tune", circle(), "--label", "inside", "--grid", "--space", space};
        String[] large = {"--set", "model.interactions=[all]", "--set"};
        int code = console.run(with(with(arguments, large), "model.interaction-buckets=60000000"));
        assertThat(code).isEqualTo(ExitCode.FAILURE);
        assertThat(console.err().lines())
                .singleElement()
                .asString()
                .contains("3 models do not fit", "--trials", "MILLRACE_JAVA_OPTS");
    }

    private String space(String yaml) throws IOException {
        return Files.writeString(folder.resolve("space.yaml"), yaml).toString();
    }

    @Test
    void goesThroughTheGridOfASpaceAndLeavesWhatIsSet() throws IOException {
        Path space = folder.resolve("space.yaml");
        Files.writeString(
                space,
                """
                - {key: optimizer.type, values: [sgd, adam]}
                - {key: optimizer.momentum, when: {optimizer.type: sgd}, values: [0, 0.9]}
                - {key: train.l2, when: {task: regression}, values: [1, 2, 3]}
                """);
        assertThat(settings(tune("--grid", "--space", space.toString())))
                .containsExactlyInAnyOrder(
                        "0 {}",
                        "1 {\"optimizer.type\":\"sgd\",\"optimizer.momentum\":\"0\"}",
                        "2 {\"optimizer.type\":\"sgd\",\"optimizer.momentum\":\"0.9\"}",
                        "3 {\"optimizer.type\":\"adam\"}");
        String[] fixed = {"--grid", "--space", space.toString(), "--set", "optimizer.type=sgd"};
        assertThat(settings(tune(fixed)))
                .containsExactlyInAnyOrder(
                        "0 {}",
                        "1 {\"optimizer.momentum\":\"0\"}",
                        "2 {\"optimizer.momentum\":\"0.9\"}");
        assertMistake(
                "more than 2 combinations", "--grid", "--space", space.toString(), "--trials", "2");
    }

    /** As Ctrl-C does it: when the first sign of progress appears. */
    @Test
    void tellsWhatItHasWhenItIsInterrupted() throws IOException {
        Path best = folder.resolve("best.yaml");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream interrupting =
                new FilterOutputStream(OutputStream.nullOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        if (new String(bytes, offset, length, StandardCharsets.UTF_8)
                                .contains("best AUC so far")) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(interrupting, true, StandardCharsets.UTF_8),
                        false,
                        true,
                        false);
        int code =
                Main.commandLine(terminal)
                        .execute(
                                "tune",
                                circle(),
                                "--label",
                                "inside",
                                "--trials",
                                "3",
                                "--out",
                                best.toString());
        assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ended after 512 rows", "as it was", "written to");
        assertThat(best).exists();
    }

    @Test
    void tellsMistakesAtOnce() throws IOException {
        assertMistake("--trials must be at least 1", "--trials", "0");
        assertMistake("--threads must be at least 1", "--threads", "0");
        assertMistake("--metric: there is no 'mae'", "--metric", "mae");
        assertMistake("there are accuracy, logLoss, auc", "--metric", "mae");
        assertMistake("--out", "--out", folder.toString());
        assertMistake("--space", "--grid", "--random", "--space");
        assertMistake("mutually exclusive", "--grid", "--random");
        assertMistake("does not exist", "--space", folder.resolve("no.yaml").toString());
        assertMistake(
                "more than 10,000 combinations",
                "--grid",
                "--set",
                "model.init=he",
                "--space",
                large().toString());
        assertMistake("--trials must be at most 10,000", "--trials", "20000");
        assertMistake("--trials must be at most 10,000", "--grid", "--trials", "20000");
    }

    private Path large() throws IOException {
        return Files.writeString(
                folder.resolve("large.yaml"),
                """
                - {key: train.l2, uniform: [0, 1], points: 200}
                - {key: train.clip-norm, uniform: [0, 1], points: 200}
                """);
    }

    private void assertMistake(String said, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("tune", circle(), "--label", "inside"));
        all.addAll(List.of(arguments));
        assertThat(console.run(all.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains(said).doesNotContain("\tat ");
    }
}
