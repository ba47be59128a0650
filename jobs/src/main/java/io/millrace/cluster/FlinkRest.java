package io.millrace.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Flink's REST API says of a cluster. */
public final class FlinkRest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": status " + response.statusCode());
        }
        return json.readTree(response.body());
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
