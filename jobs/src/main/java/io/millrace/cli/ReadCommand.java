package io.millrace.cli;

import io.millrace.data.RawRecord;
import io.millrace.kafka.TopicReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace read}: prints the records of a topic. */
@Command(
        name = "read",
        description = {
            "Prints what is committed to a Kafka topic, a record a line, and what comes until Ctrl-C.",
            "In the order of each partition. A value that is no text on one line is printed as JSON:",
            "a string, or {\"base64\": ...} for bytes."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace read flights.metrics --until-end | jq .metrics",
            "  millrace read flights.dead-letters --envelope --from latest",
            "  millrace read flights --max 3 --bootstrap localhost:9092"
        })
final class ReadCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Terminal terminal;

    @Parameters(paramLabel = "TOPIC", description = "The topic to read.")
    private String topic = "";

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "${COMPLETION-CANDIDATES}: ${DEFAULT-VALUE} without.")
    private From from = From.earliest;

    @Option(names = "--max", paramLabel = "N", description = "Ends after N records.")
    private long max = Long.MAX_VALUE;

    @Option(names = "--until-end", description = "Ends when all that is committed is printed.")
    private boolean untilEnd;

    @Option(
            names = "--envelope",
            description = {
                "Prints all of a record as a JSON object: partition, offset, timestamp, key,",
                "headers (of dead letters: the reason and the place) and value."
            })
    private boolean envelope;

    @Mixin private Brokers brokers = new Brokers();

    ReadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** As a person types it. */
    enum From {
        earliest,
        latest
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (max < 1) {
            throw CommandException.usage("--max must be at least 1, got " + max);
        }
        try (TopicReader reader =
                TopicReader.open(
                        brokers.servers(), topic, brokers.properties(), from == From.latest)) {
            print(reader);
        }
        return ExitCode.OK;
    }

    private void print(TopicReader reader) throws IOException {
        PrintStream out = terminal.out();
        long left = max;
        boolean ended = false;
        while (!ended) {
            List<RawRecord> records = reader.poll(PATIENCE);
            StringBuilder lines = new StringBuilder();
            for (RawRecord record : records.subList(0, (int) Math.min(left, records.size()))) {
                lines.append(envelope ? RecordLine.envelope(record) : RecordLine.value(record));
                lines.append('\n');
                left--;
            }
            out.print(lines);
            // Whoever was to read the lines may have gone, as 'head' does.
            ended = out.checkError() || left == 0 || untilEnd && reader.atEnd();
        }
    }
}
