package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.kafka.TopicWriter;
import io.millrace.local.LocalBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadITCase {

    private static LocalBroker broker;

    private final Console console = new Console();

    @BeforeAll
    static void start() throws InterruptedException {
        broker = LocalBroker.start();
        write("grain", "{\"x\": 1}", "two", "three\nlines");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static void write(String topic, String... values) throws InterruptedException {
        try (TopicWriter writer =
                TopicWriter.open(broker.bootstrapServers(), topic, Map.of(), true)) {
            for (String value : values) {
                writer.write(value.getBytes(UTF_8));
            }
            writer.flush();
        }
    }

    private int read(String topic, String... options) {
        List<String> all = new ArrayList<>(List.of("read", topic));
        all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        all.addAll(List.of(options));
        return console.run(all.toArray(String[]::new));
    }

    @Test
    void printsARecordALineUntilTheEnd() {
        assertThat(read("grain", "--until-end")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEqualTo("{\"x\": 1}\ntwo\n\"three\\nlines\"\n");
        assertThat(console.err()).isEmpty();
        assertThat(read("grain", "--until-end", "--from", "latest")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEmpty();
    }

    @Test
    void endsAfterSoManyRecords() {
        assertThat(read("grain", "--max", "2")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEqualTo("{\"x\": 1}\ntwo\n");
        assertThat(read("grain", "--max", "1", "--envelope")).isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .startsWith("{\"partition\":0,\"offset\":0,\"timestamp\":")
                .endsWith("\"headers\":{},\"value\":\"{\\\"x\\\": 1}\"}\n")
                .hasLineCount(1);
    }

    @Test
    void doesNotPrintWhatIsNotCommitted() {
        broker.createTopic("flour", 1, false);
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        properties.setProperty("transactional.id", "mill");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("flour", "coarse"));
            producer.flush();
            assertThat(read("flour", "--until-end")).isEqualTo(ExitCode.OK);
            assertThat(console.out()).isEmpty();
            producer.commitTransaction();
        }
        assertThat(read("flour", "--until-end")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEqualTo("coarse\n");
    }

    @Test
    void goesOnUntilItIsInterrupted() throws Exception {
        write("bran", "before");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Thread> reader = new CompletableFuture<>();
            CompletableFuture<Integer> exitCode =
                    CompletableFuture.supplyAsync(
                            () -> {
                                reader.complete(Thread.currentThread());
                                return read("bran");
                            },
                            executor);
            await().until(() -> console.out().equals("before\n"));
            write("bran", "after");
            await().until(() -> console.out().equals("before\nafter\n"));
            reader.get().interrupt();
            assertThat(exitCode.get()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(console.err()).isEmpty();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void saysThatThereIsNoSuchTopic() {
        assertThat(read("grains", "--until-end")).isEqualTo(ExitCode.FAILURE);
        assertThat(console.err())
                .startsWith("millrace: there is no topic 'grains' at " + broker.bootstrapServers())
                .contains("did you mean 'grain'?")
                .hasLineCount(1);
    }
}
