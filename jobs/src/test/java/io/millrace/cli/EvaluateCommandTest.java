package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.LinearStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final int ROWS = 2500;

    private final Console console = new Console();

    @TempDir private Path folder;

    /** A class that x tells most of the time, and two rows that break the contract. */
    private Path classes() throws IOException {
        StringBuilder csv = new StringBuilder("x,note,late\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append(row % 7).append(",n,").append(row % 7 > 4 ? "yes" : "no").append('\n');
            if (row == 1000) {
                csv.append("1,n,\n").append("1,n\n");
            }
        }
        return Files.writeString(folder.resolve("classes.csv"), csv);
    }

    private JsonNode json(String... arguments) throws IOException {
        Path json = folder.resolve("out.json");
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", json.toString()));
        assertThat(console.run(all.toArray(String[]::new))).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void accountsForEveryRow() throws IOException {
        JsonNode json = json("evaluate", classes().toString(), "--label", "late");
        assertThat(json.get("rows").asLong()).isEqualTo(ROWS + 2);
        assertThat(json.get("rows").asLong())
                .isEqualTo(
                        json.get("learned").asLong()
                                + json.get("pending").asLong()
                                + json.get("masked").asLong()
                                + json.get("rejected").asLong());
        assertThat(json.get("rejectedByReason").toString())
                .isEqualTo("{\"missing-label\":1,\"wrong-width\":1}");
    }

    @Test
    void setsTheModelBesideTheBaselines() throws IOException {
        JsonNode json = json("evaluate", classes().toString(), "--label", "late");
        assertThat(json.at("/metrics/accuracy").asDouble()).isGreaterThan(0.85);
        assertThat(json.at("/baselines/majority/accuracy").asDouble()).isBetween(0.7, 0.72);
        assertThat(json.at("/baselines/noChange/accuracy").asDouble()).isBetween(0.7, 0.72);
        assertThat(json.get("microsPerRow").asDouble()).isPositive();
        assertThat(json.get("parametersSha256").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void learnsTheSameAgain() throws IOException {
        String[] arguments = {"evaluate", classes().toString(), "--label", "late"};
        JsonNode first = json(arguments);
        JsonNode second = json(arguments);
        assertThat(second.get("metrics")).isEqualTo(first.get("metrics"));
        assertThat(second.get("parametersSha256")).isEqualTo(first.get("parametersSha256"));
    }

    @Test
    void saysWhatItTookTheColumnsForAndWhatItRefused() throws IOException {
        String file = classes().toString();
        assertThat(console.run("evaluate", file, "--label", "late", "--exclude", "note"))
                .isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .contains("numeric", "class label", "left out")
                .contains("accuracy", "no change", "majority")
                .contains("AUC  ", "in each of 2 windows")
                .contains("rows 2,502 = learned 2,500 + pending 0 + masked 0 + rejected 2")
                .contains("row 1002  missing-label", "row 1003  wrong-width")
                .doesNotContain("\u001b");
    }

    @Test
    void readsTheFirstRowsOnlyIfAsked() throws IOException {
        JsonNode json = json("evaluate", classes().toString(), "--label", "late", "--limit", "700");
        assertThat(json.get("rows").asLong()).isEqualTo(700);
    }

    @Test
    void learnsAsConfigured() throws IOException {
        Path config = folder.resolve("learner.yaml");
        Files.writeString(
                config,
                "optimizer:\n  type: sgd\n  learning-rate: 0.1\ntrain:\n  batch-size: 64\n");
        Path file = Files.write(folder.resolve("linear.csv"), LinearStream.csv(1000, 1));
        JsonNode json =
                json(
                        "evaluate",
                        file.toString(),
                        "--label",
                        "y",
                        "--config",
                        config.toString(),
                        "--set",
                        "train.batch-size=300");
        assertThat(json.get("learned").asLong()).isEqualTo(900);
        assertThat(json.get("pending").asLong()).isEqualTo(100);
        assertThat(json.at("/metrics/r2").isNumber()).isTrue();
        assertThat(json.at("/config/train/batch-size").asInt()).isEqualTo(300);
        assertThat(json.at("/config/optimizer/type").asText()).isEqualTo("sgd");
    }

    @Test
    void writesNothingWithoutBeingAsked() throws IOException {
        console.run("evaluate", classes().toString(), "--label", "late");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("classes.csv"));
        }
    }

    @Test
    void tellsMistakesOfThePersonFromFailures() throws IOException {
        String file = classes().toString();
        assertMistake("there is no file", "evaluate", folder.resolve("no.csv").toString());
        assertMistake("--label", "evaluate", file);
        assertMistake("lat", "evaluate", file, "--label", "lat");
        assertMistake("FILE", "evaluate", "--label", "late");
        assertMistake(
                "learning-rat",
                "evaluate",
                file,
                "--label",
                "late",
                "--set",
                "optimizer.learning-rat=1");
        assertMistake("--json", "evaluate", file, "--label", "late", "--json", "/no/such/x.json");
        assertMistake(
                "model.initial: there is no file /no.model",
                "evaluate",
                file,
                "--label",
                "late",
                "--set",
                "model.initial=/no.model");
        assertThat(console.out()).isEmpty();
        assertMistake(
                "is no Millrace model",
                "evaluate",
                file,
                "--label",
                "late",
                "--set",
                "model.initial=" + file);
        assertMistake("--limit", "evaluate", file, "--label", "late", "--limit", "many");
        assertMistake(
                "--limit must be at least 1", "evaluate", file, "--label", "late", "--limit", "0");
        assertMistake("is a directory", "evaluate", folder.toString(), "--label", "late");
        assertMistake("did you mean 'late'?", "evaluate", file, "--label", "Late");
        assertMistake("is the label", "evaluate", file, "--label", "late", "--exclude", "late");
    }

    @Test
    void saysWhichColumnOfTheSchemaTheFileLacks() throws IOException {
        String file = classes().toString();
        String config =
                Files.writeString(
                                folder.resolve("schema.yaml"),
                                """
                                schema:
                                  features: [{name: z, type: numeric}]
                                  label: {name: late, type: classes, classes: [no, yes]}
                                """)
                        .toString();
        assertMistake("'z'", "evaluate", file, "--config", config);
        assertMistake("'z'", "tune", file, "--config", config, "--trials", "2");
        assertMistake("'z'", "compare", file, "--config", config, "--set-b", "train.l2=1");
    }

    @Test
    void asksForTheDelimiterWhereThereIsOneColumn() throws IOException {
        String file =
                Files.writeString(folder.resolve("t.csv"), "x\ty\n1\t2.5\n2\t3.5\n").toString();
        assertMistake("try --delimiter '\\t'", "evaluate", file, "--label", "y");
        assertThat(console.run("evaluate", file, "--label", "y", "--delimiter", "\\t"))
                .isEqualTo(ExitCode.OK);
        assertMistake("--delimiter", "evaluate", file, "--label", "y", "--delimiter", "tab");
    }

    private void assertMistake(String said, String... arguments) {
        assertThat(console.run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains(said).doesNotContain("\tat ");
    }
}
