package io.millrace.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.data.RawRecord;
import io.millrace.kafka.TopicReader;
import io.millrace.local.LocalBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/** Where a word stands that a job should have kept to itself. */
record Canary(String word) {

    /** What Flink's REST API tells of a job, and of what it runs on. */
    private static final List<String> REST =
            List.of(
                    "jobs/%s",
                    "jobs/%s/config",
                    "jobs/%s/plan",
                    "jobs/%s/exceptions",
                    "jobs/%s/checkpoints",
                    "jobs/%s/checkpoints/config",
                    "jobs/%s/accumulators",
                    "jobs/%s/jobmanager/config",
                    "jobs/%s/jobmanager/environment",
                    "jobs/overview",
                    "jobmanager/config",
                    "jobmanager/environment",
                    "taskmanagers",
                    "config");

    /** Which of {@link #REST} tell it. */
    List<String> inAnswers(String webUrl, JobID job) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        List<String> found = new ArrayList<>();
        for (String path : REST) {
            URI at = URI.create(webUrl + "/" + String.format(path, job));
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(at).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + ": status " + answer.statusCode());
            }
            if (answer.body().contains(word)) {
                found.add(path);
            }
        }
        return found;
    }

    /** The files of a folder, and of those in it, that hold it. */
    List<Path> inFiles(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files(folder)) {
            if (new String(Files.readAllBytes(file), ISO_8859_1).contains(word)) {
                found.add(file);
            }
        }
        return found;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** The committed records that hold it, in key, value or headers. */
    List<RawRecord> inRecords(LocalBroker broker, String topic) {
        return records(broker, topic).stream().filter(r -> text(r).contains(word)).toList();
    }

    static List<RawRecord> records(LocalBroker broker, String topic) {
        List<RawRecord> records = new ArrayList<>();
        try (TopicReader reader = TopicReader.open(broker.bootstrapServers(), List.of(topic))) {
            do {
                records.addAll(reader.poll(Duration.ofMillis(200)));
            } while (!reader.atEnd());
        }
        return records;
    }

    private static String text(RawRecord record) {
        StringBuilder text = new StringBuilder(text(record.key())).append(text(record.value()));
        record.headers().forEach(h -> text.append(h.name()).append(text(h.value())));
        return text.toString();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }
}
