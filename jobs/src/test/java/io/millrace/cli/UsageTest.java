package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed wrong is said in plain words, at once, and with the exit code for it. */
class UsageTest {

    private final Console console = new Console();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "train", "evaluate", "tune", "compare", "send", "read"})
    void eachCommandExplainsItself(String command) {
        assertThat(console.run(command, "--help")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("Usage: millrace " + command, "Examples:");
    }

    @Test
    void refusesAStreamThatIsNotThere() {
        assertMistake("there is no file 'river'", "demo", "--stream", "river");
    }

    @Test
    void refusesFiguresThatMakeNoSense() {
        assertMistake("--rows must be at least 1", "demo", "--rows", "0");
        assertMistake("--rate must be positive", "demo", "--rate", "-3");
        assertMistake("--rate", "demo", "--rate", "fast");
    }

    @Test
    void refusesAResultThatCannotBeWritten() {
        assertMistake("--json", "demo", "--json", folder.toString());
    }

    @Test
    void refusesAJobThatIsNotConfigured() throws IOException {
        assertMistake("--config", "train");
        assertMistake("does not exist", "train", "--config", folder.resolve("no.yaml").toString());
        Path config = Files.writeString(folder.resolve("job.yaml"), "nam: flights\n");
        assertMistake("did you mean name?", "train", "--config", config.toString());
    }

    @Test
    void refusesColumnsThatAreNotThere() throws IOException {
        String file = Files.writeString(folder.resolve("f.csv"), "x,y\n1,2\n").toString();
        String[] to = {"send", file, "--topic", "t", "--bootstrap", "localhost:1"};
        assertMistake("--exclude: there is no column 'z'", with(to, "--exclude", "z"));
        assertMistake("--label: there is no column 'z'", with(to, "--label", "z"));
        assertMistake("--topic", "send", file, "--bootstrap", "localhost:1");
        assertMistake("--format", with(to, "--format", "xml"));
    }

    @Test
    void refusesToReadInWaysThatAreNone() {
        assertMistake("TOPIC", "read", "--bootstrap", "localhost:1");
        assertMistake("--max must be at least 1, got 0", "read", "t", "--max", "0");
        assertMistake("--from", "read", "t", "--from", "yesterday");
    }

    @Test
    void asksWhichKafkaIsMeant() throws IOException {
        String file = Files.writeString(folder.resolve("f.csv"), "x,y\n1,2\n").toString();
        String dir = folder.resolve("cluster").toString();
        assertMistake("--bootstrap: which Kafka?", "send", file, "--topic", "t", "--dir", dir);
        assertMistake("--bootstrap: which Kafka?", "read", "t", "--dir", dir);
    }

    @Test
    void showsWhereItHappenedIfAsked() {
        assertThat(console.run("evaluate", "river", "--label", "y", "--debug"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("\tat io.millrace");
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private void assertMistake(String said, String... arguments) {
        assertThat(console.run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains(said).doesNotContain("\tat ");
    }
}
