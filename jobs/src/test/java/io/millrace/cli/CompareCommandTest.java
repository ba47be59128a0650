package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.LinearStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final int ROWS = 3_000;

    private final Console console = new Console();

    @TempDir private Path folder;

    /** A class that x tells, mostly; "noise" tells nothing. */
    private String classes() throws IOException {
        StringBuilder csv = new StringBuilder("x,noise,late\n");
        for (int row = 0; row < ROWS; row++) {
            double x = (row * 0.618034) % 1;
            double noise = (row * 0.754878) % 1;
            double luck = (row * 0.569840) % 1;
            csv.append(x).append(',').append(noise).append(',');
            csv.append(x + 0.4 * luck > 0.7 ? "yes" : "no").append('\n');
        }
        return Files.writeString(folder.resolve("classes.csv"), csv).toString();
    }

    private JsonNode compare(String file, String label, String... arguments) throws IOException {
        Path json = folder.resolve("compare.json");
        List<String> all = new ArrayList<>(List.of("compare", file, "--label", label));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", json.toString()));
        assertThat(console.run(all.toArray(String[]::new))).as(console.err()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    /** The mean differences are those of the metrics, which evaluate gives too. */
    private static void assertMeansAgree(JsonNode json, String loss, String metric, double sign) {
        double difference =
                json.at("/b/metrics/" + metric).asDouble()
                        - json.at("/a/metrics/" + metric).asDouble();
        assertThat(json.at("/tests/" + loss + "/difference").asDouble())
                .isCloseTo(sign * difference, within(1e-9));
    }

    @Test
    void saysWhichIsBetterByMoreThanChance() throws IOException {
        JsonNode json = compare(classes(), "late", "--exclude-b", "x");
        assertThat(json.get("rows").asInt()).isEqualTo(ROWS);
        assertMeansAgree(json, "errorRate", "accuracy", -1);
        assertMeansAgree(json, "logLoss", "logLoss", 1);
        assertThat(json.at("/tests/logLoss/low").asDouble()).isPositive();
        assertThat(json.at("/tests/mcNemar/midP").asDouble()).isLessThan(1e-6);
        long only =
                json.at("/tests/mcNemar/onlyA").asLong() - json.at("/tests/mcNemar/onlyB").asLong();
        assertThat(json.at("/tests/errorRate/difference").asDouble())
                .isCloseTo((double) only / ROWS, within(1e-12));
        assertThat(console.out())
                .contains("  A  schema.features=[x, noise]", "  B  schema.features=[noise]")
                .contains("B − A", "accuracy", "AUC")
                .contains("A has the lower error rate, by more than chance explains: B − A = +0.")
                .contains("A has the lower log loss, by more than chance explains")
                .contains("McNemar's test p = under 0.0001")
                .contains("log loss of A less that of B")
                .doesNotContain("\u001b");
    }

    @Test
    void saysWhatChanceExplains() throws IOException {
        compare(classes(), "late", "--exclude-b", "noise");
        assertThat(console.out())
                .contains("no difference in error rate that chance does not explain");
    }

    @Test
    void comparesNumbersByTheirErrors() throws IOException {
        Path file = Files.write(folder.resolve("linear.csv"), LinearStream.csv(2000, 1));
        JsonNode json = compare(file.toString(), "y", "--set-b", "optimizer.learning-rate=0.0001");
        assertMeansAgree(json, "absoluteError", "mae", 1);
        assertThat(json.at("/tests/mcNemar").isMissingNode()).isTrue();
        assertThat(console.out())
                .contains("A  optimizer.learning-rate=0.01", "B  optimizer.learning-rate=0.0001")
                .contains("A has the lower absolute error, by more than chance explains");
    }

    @Test
    void isTheSameTheOtherWayRound() throws IOException {
        JsonNode there = compare(classes(), "late", "--set-b", "optimizer.type=sgd");
        JsonNode back = compare(classes(), "late", "--set-a", "optimizer.type=sgd");
        assertThat(back.at("/a/metrics")).isEqualTo(there.at("/b/metrics"));
        assertThat(back.at("/b/metrics")).isEqualTo(there.at("/a/metrics"));
        assertThat(back.at("/tests/logLoss/difference").asDouble())
                .isCloseTo(-there.at("/tests/logLoss/difference").asDouble(), within(1e-12));
        assertThat(back.at("/tests/mcNemar/exactP")).isEqualTo(there.at("/tests/mcNemar/exactP"));
    }

    @Test
    void takesOneConfigurationForBothAndTwoForEach() throws IOException {
        Path old = Files.writeString(folder.resolve("old.yaml"), "train:\n  l2: 0.01\n");
        Path tried = Files.writeString(folder.resolve("new.yaml"), "train:\n  batch-size: 8\n");
        String[] two = {"--config", old.toString(), "--config", tried.toString()};
        compare(classes(), "late", two);
        assertThat(console.out())
                .contains("  A  train.batch-size=1  train.l2=0.01")
                .contains("  B  train.batch-size=8  train.l2=0");
        compare(classes(), "late", "--config", old.toString(), "--set-b", "train.batch-size=2");
        assertThat(console.out())
                .contains("  A  train.batch-size=1\n", "  B  train.batch-size=2\n");
    }

    /** As {@code --config <(...)}: what is read once is not there again. */
    @Test
    @Timeout(60)
    void readsAConfigurationThatIsAPipeOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Thread writer =
                new Thread(
                        () -> {
                            try {
                                Files.writeString(pipe, "train:\n  l2: 0.01\n");
                                while (true) {
                                    Files.writeString(pipe, "");
                                }
                            } catch (IOException e) {
                                // The folder is gone.
                            }
                        });
        writer.setDaemon(true);
        writer.start();
        compare(classes(), "late", "--config", pipe.toString(), "--set-b", "train.batch-size=2");
        assertThat(console.out())
                .contains("  A  train.batch-size=1\n", "  B  train.batch-size=2\n");
    }

    /** What one of them refuses is in no pair. */
    @Test
    void pairsOnlyRowsThatBothHaveScored() throws IOException {
        Path file = Path.of(classes());
        Files.writeString(file, Files.readString(file) + "0.5,0.5,\n0.5,0.5,yes\n");
        JsonNode json = compare(file.toString(), "late", "--exclude-b", "noise");
        assertThat(json.get("rows").asInt()).isEqualTo(ROWS + 2);
        assertMeansAgree(json, "errorRate", "accuracy", -1);
        assertThat(json.get("pairs").asInt()).isEqualTo(ROWS + 1);
        assertThat(json.at("/a/rejected").asInt()).isEqualTo(1);
        assertThat(json.at("/b/rejectedByReason/missing-label").asInt()).isEqualTo(1);
        assertThat(console.out())
                .contains("rows 3,002 = learned 3,001 + pending 0 + masked 0 + rejected 1")
                .contains("       1 missing-label", "row 3001  missing-label")
                .contains("3,001 rows that both scored");
    }

    @Test
    void tellsMistakesAtOnce() throws IOException {
        assertMistake("A and B are the same");
        assertMistake("--config: at most two", "--config", "a", "--config", "b", "--config", "c");
        assertMistake("--limit must be at least 1", "--limit", "0");
        assertMistake("did you mean type?", "--set-b", "optimizer.typ=sgd");
        assertMistake("there is no column 'z'", "--exclude-b", "z");
        Path other =
                Files.writeString(
                        folder.resolve("other.yaml"),
                        "schema:\n  label: {name: late, type: classes, classes: [yes, no]}\n");
        Path usual = Files.writeString(folder.resolve("usual.yaml"), "");
        assertMistake(
                "A and B must predict the same",
                "--config",
                usual.toString(),
                "--config",
                other.toString());
    }

    private void assertMistake(String said, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("compare", classes(), "--label", "late"));
        all.addAll(List.of(arguments));
        assertThat(console.run(all.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains(said).doesNotContain("\tat ");
    }
}
