package io.millrace.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The way of a job to a cluster by the REST API, as the web UI goes it. */
final class JarRest {

    private static final String BOUNDARY = "millrace";

    private final URI root;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    JarRest(URI root) {
        this.root = root;
    }

    /** Returns the id of the jar. */
    String upload(Path jar) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        body.write(head.formatted(BOUNDARY, jar.getFileName()).getBytes(StandardCharsets.US_ASCII));
        Files.copy(jar, body);
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request =
                HttpRequest.newBuilder(root.resolve("/jars/upload"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        String file = send(request).path("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Starts a job of a jar and returns its id. */
    String run(String jar, List<String> arguments) throws IOException, InterruptedException {
        byte[] body = json.writeValueAsBytes(Map.of("programArgsList", arguments));
        HttpRequest request =
                HttpRequest.newBuilder(root.resolve("/jars/" + jar + "/run"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return send(request).path("jobid").asText();
    }

    void cancel(String job) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(root.resolve("/jobs/" + job + "?mode=cancel"))
                        .method("PATCH", BodyPublishers.noBody())
                        .build());
    }

    /**
     * @throws IOException with what the JobManager answered if it refused
     */
    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
