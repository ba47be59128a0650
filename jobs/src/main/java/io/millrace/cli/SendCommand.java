package io.millrace.cli;

import io.millrace.format.CsvFile;
import io.millrace.format.FormatConfig;
import io.millrace.format.RowWriter;
import io.millrace.kafka.TopicWriter;
import io.millrace.local.Player;
import io.millrace.local.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace send}: plays a file into a topic. */
@Command(
        name = "send",
        description = "Plays the rows of a CSV file into a Kafka topic, first to last.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "In the formats csv and json-array the columns stand in the order of the file, with the",
            "label (--label) behind the others, as a job reads them.",
            "",
            "Examples:",
            "  millrace send flights.csv.gz --topic flights --create    (to 'millrace cluster')",
            "  millrace send flights.csv.gz --topic flights --bootstrap localhost:9092 \\",
            "      --rate 500 --format json-array --label late --exclude delay"
        })
final class SendCommand implements Callable<Integer> {

    private static final long NANOS_BETWEEN_SIGNS = 200_000_000;

    private final Terminal terminal;

    @Mixin private FileOptions input = new FileOptions();

    @Option(names = "--topic", required = true, description = "The topic to write to.")
    private String topic = "";

    @Mixin private Brokers brokers = new Brokers();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Rows a second; as fast as possible without.")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} without.")
    private Format format = Format.json;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column to put last; the file's own last without.")
    private @Nullable String label;

    @Option(
            names = "--exclude",
            paramLabel = "COLUMN",
            description = "A column to leave out; may be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--create",
            description = "Makes the topic, with one partition, if there is none.")
    private boolean create;

    SendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** As a person types it. */
    enum Format {
        json(FormatConfig.Kind.JSON),
        csv(FormatConfig.Kind.CSV),
        jsonArray(FormatConfig.Kind.JSON_ARRAY);

        private final FormatConfig.Kind kind;

        Format(FormatConfig.Kind kind) {
            this.kind = kind;
        }

        @Override
        public String toString() {
            return this == jsonArray ? "json-array" : name();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(rate > 0)) {
            throw CommandException.usage("--rate must be positive, got " + rate);
        }
        ColumnNames.requireApart(label, exclude);
        StreamFile stream = input.stream();
        try (CsvFile rows = stream.open()) {
            Values values = values(rows);
            try (TopicWriter writer =
                    TopicWriter.open(brokers.servers(), topic, brokers.properties(), create)) {
                send(stream, rows, values, writer);
            }
        }
        return ExitCode.OK;
    }

    private Values values(CsvFile rows) {
        FormatConfig to = new FormatConfig(format.kind, ',', FormatConfig.defaults().maxBytes());
        return Values.limited(
                Values.rows(rows, new RowWriter(rows, to, columns(rows))), input.limit());
    }

    private List<String> columns(CsvFile rows) {
        List<String> columns = new ArrayList<>(rows.columns());
        for (String column : exclude) {
            ColumnNames.require("--exclude", column, rows.columns());
            columns.remove(column);
        }
        if (label != null) {
            ColumnNames.require("--label", label, rows.columns());
            columns.remove(label);
            columns.add(label);
        }
        return columns;
    }

    private void send(StreamFile stream, CsvFile rows, Values values, TopicWriter writer)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long[] nextSign = {start + NANOS_BETWEEN_SIGNS};
        try {
            new Player(writer, rate)
                    .play(
                            values,
                            sent -> {
                                if (System.nanoTime() >= nextSign[0]) {
                                    nextSign[0] = System.nanoTime() + NANOS_BETWEEN_SIGNS;
                                    sign(stream.share(rows), sent, start);
                                }
                            });
        } finally {
            terminal.progressDone();
            double seconds = (System.nanoTime() - start) / 1e9;
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%,d rows of %s written to topic %s in %.1f s%n",
                            writer.acknowledged(),
                            stream.name(),
                            topic,
                            seconds);
        }
    }

    private void sign(double share, long sent, long start) {
        terminal.progress(
                String.format(
                        Locale.ROOT,
                        "%,d rows sent, %.0f %%, %,.0f rows/s",
                        sent,
                        100 * share,
                        sent / ((System.nanoTime() - start) / 1e9)));
    }
}
