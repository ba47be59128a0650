package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RawRecord;
import io.millrace.kafka.TopicReader;
import io.millrace.local.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendITCase {

    private final Console console = new Console();

    @TempDir private Path folder;

    private Path file() throws IOException {
        return Files.writeString(
                folder.resolve("rows.csv"), "late,x,note\nyes,1.50,a\nno,,\"b, c\"\nno,3,d\n");
    }

    @Test
    void playsAFileIntoATopicInOrder() throws IOException {
        try (LocalBroker broker = LocalBroker.start()) {
            String at = broker.bootstrapServers();
            assertThat(send("--topic", "none", "--bootstrap", at)).isEqualTo(ExitCode.FAILURE);
            assertThat(console.err())
                    .startsWith("millrace: there is no topic 'none' at " + at)
                    .contains("--create makes it")
                    .hasLineCount(1);

            assertThat(send("--topic", "objects", "--bootstrap", at, "--create"))
                    .isEqualTo(ExitCode.OK);
            assertThat(console.out()).contains("3 rows of rows.csv written to topic objects");
            assertThat(values(at, "objects"))
                    .containsExactly(
                            "{\"late\":\"yes\",\"x\":1.50,\"note\":\"a\"}",
                            "{\"late\":\"no\",\"x\":null,\"note\":\"b, c\"}",
                            "{\"late\":\"no\",\"x\":3,\"note\":\"d\"}");

            send(
                    "--topic",
                    "arrays",
                    "--bootstrap",
                    at,
                    "--create",
                    "--format",
                    "json-array",
                    "--label",
                    "late",
                    "--limit",
                    "2",
                    "--rate",
                    "1000");
            assertThat(values(at, "arrays"))
                    .containsExactly("[1.50,\"a\",\"yes\"]", "[null,\"b, c\",\"no\"]");

            send(
                    "--topic",
                    "lines",
                    "--bootstrap",
                    at,
                    "--create",
                    "--format",
                    "csv",
                    "--label",
                    "late",
                    "--exclude",
                    "x");
            assertThat(values(at, "lines")).containsExactly("a,yes", "\"b, c\",no", "d,no");
        }
    }

    @Test
    void saysSoonThatThereIsNoBroker() throws IOException {
        assertThat(send("--topic", "t", "--bootstrap", "localhost:1")).isEqualTo(ExitCode.FAILURE);
        assertThat(console.err()).contains("no answer from Kafka at localhost:1").hasLineCount(1);
    }

    private int send(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("send", file().toString()));
        all.addAll(List.of(options));
        return console.run(all.toArray(String[]::new));
    }

    private static List<String> values(String bootstrapServers, String topic) {
        List<String> values = new ArrayList<>();
        try (TopicReader reader = TopicReader.open(bootstrapServers, List.of(topic))) {
            do {
                for (RawRecord record : reader.poll(Duration.ofMillis(200))) {
                    values.add(new String(record.value(), UTF_8));
                }
            } while (!reader.atEnd());
        }
        return values;
    }
}
