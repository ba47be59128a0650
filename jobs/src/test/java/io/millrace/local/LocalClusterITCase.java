package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class LocalClusterITCase {

    @Test
    void runsJobsShowsThemAndLeavesNothing() throws Exception {
        LocalCluster cluster = LocalCluster.start(2);
        StreamExecutionEnvironment env = cluster.environment(new Configuration());
        env.setParallelism(2);
        List<Long> numbers = env.fromSequence(1, 5).executeAndCollect("count", 10);
        assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);

        assertThat(get(cluster.webUrl())).contains("Apache Flink Web Dashboard");
        assertThat(get(cluster.webUrl() + "/jobs/overview")).contains("\"name\":\"count\"");

        cluster.close();
        assertThat(cluster.folder()).doesNotExist();
    }

    @Test
    void servesItsWebUiAtTheConfiguredPort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Configuration further = new Configuration();
        further.setString("rest.port", String.valueOf(port));
        try (LocalCluster cluster = LocalCluster.start(1, further)) {
            assertThat(cluster.webUrl()).endsWith(":" + port);
            assertThat(cluster.folder().resolve("web/flink-web-upload")).isDirectory();
        }
    }

    @Test
    void startsWholeAndCleansUpWhereTheThreadWasInterrupted() {
        Thread.currentThread().interrupt();
        try {
            LocalCluster cluster = LocalCluster.start(1);
            cluster.close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(cluster.folder()).doesNotExist();
        } finally {
            Thread.interrupted();
        }
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
