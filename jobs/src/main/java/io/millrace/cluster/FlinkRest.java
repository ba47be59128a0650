package io.millrace.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.operator.UnrecoverableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Flink's REST API says of a cluster. */
public final class FlinkRest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CAUSED_BY = "Caused by: ";
    private static final String FOR_A_PERSON = UnrecoverableException.class.getName() + ": ";

    /** In front of what an exception says. */
    private static final Pattern EXCEPTION_CLASS =
            Pattern.compile("^([\\w$]+\\.)+[\\w$]+(Exception|Error|Throwable): (?=.)");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI root;

    FlinkRest(int port) {
        this.root = URI.create("http://localhost:" + port);
    }

    /** Where a browser finds Flink. */
    public URI root() {
        return root;
    }

    /**
     * One resource.
     *
     * @param path such as {@code /jobs/overview}
     * @throws IOException if nobody answers, or with another status than 200
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE).GET().build();
        HttpResponse<String> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException("the JobManager does not answer at " + root, e);
        }
        if (response.statusCode() == 503) {
            throw new IOException("the JobManager at " + root + " is only starting");
        } else if (response.statusCode() != 200) {
            throw new IOException(path + ": status " + response.statusCode());
        }
        return json.readTree(response.body());
    }

    /** What made a job fail last; none if it never did. */
    public Optional<String> lastFailure(String job) throws IOException, InterruptedException {
        JsonNode failures =
                get("/jobs/" + job + "/exceptions?maxExceptions=1")
                        .path("exceptionHistory")
                        .path("entries");
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.of(reason(failures.get(0).path("stacktrace").asText()));
    }

    /**
     * From the text of a stack trace, the message that was written for a person, or else that of
     * the innermost cause.
     */
    static String reason(String stackTrace) {
        List<String> causes = new ArrayList<>();
        stackTrace
                .lines()
                .filter(line -> causes.isEmpty() || line.startsWith(CAUSED_BY))
                .forEach(line -> causes.add(line.replaceFirst("^" + CAUSED_BY, "")));
        String innermost = causes.isEmpty() ? "" : causes.get(causes.size() - 1);
        String told =
                causes.stream()
                        .filter(cause -> cause.startsWith(FOR_A_PERSON))
                        .findFirst()
                        .orElse(innermost);
        return EXCEPTION_CLASS.matcher(told).replaceFirst("");
    }

    /** TaskManagers that have registered; 0 while nobody answers. */
    int taskManagers() throws InterruptedException {
        try {
            return get("/overview").path("taskmanagers").asInt();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether the JobManager answers. */
    boolean isUp() throws InterruptedException {
        try {
            get("/overview");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** All jobs, the newest first. */
    public List<Job> jobs() throws IOException, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            jobs.add(
                    new Job(
                            job.path("jid").asText(),
                            job.path("name").asText(),
                            job.path("state").asText(),
                            job.path("start-time").asLong()));
        }
        jobs.sort((a, b) -> Long.compare(b.startTime(), a.startTime()));
        return jobs;
    }

    /**
     * One job.
     *
     * @param state as Flink names it: RUNNING, RESTARTING, FAILED, ...
     * @param startTime epoch milliseconds
     */
    public record Job(String id, String name, String state, long startTime) {

        /** Whether it is over. */
        public boolean isDone() {
            return List.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED").contains(state);
        }
    }
}
