package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.data.Counts;
import io.millrace.data.DeadLetter;
import io.millrace.data.Feature;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import io.millrace.local.Shared;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLettersITCase {

    private static final Schema SCHEMA =
            new Schema(
                    List.of(new Feature.Numeric("x"), new Feature.Bool("f")),
                    new Target.Classification("label", List.of("no", "yes")),
                    "id",
                    "key",
                    "time",
                    "weight");

    /** A good sample, and what becomes of it if a single field is another. */
    private static final String GOOD =
            "{\"x\":1,\"f\":true,\"label\":\"yes\",\"id\":\"i\",\"key\":\"k\",\"time\":0,\"weight\":1}";

    private static final List<Broken> BROKEN =
            List.of(
                    new Broken(RejectReason.EMPTY, null),
                    new Broken(RejectReason.EMPTY, bytes(" \n ")),
                    new Broken(RejectReason.TOO_LARGE, bytes(" ".repeat(300) + GOOD)),
                    new Broken(RejectReason.NOT_UTF8, new byte[] {'"', (byte) 0xc3, 0x28, '"'}),
                    new Broken(RejectReason.UNPARSABLE, bytes(GOOD.substring(1))),
                    new Broken(RejectReason.WRONG_SHAPE, bytes("[1,true,\"yes\"]")),
                    good(RejectReason.DUPLICATE_FIELD, "\"x\":1", "\"x\":1,\"x\":2"),
                    good(RejectReason.WRONG_TYPE, "\"x\":1", "\"x\":\"tall\""),
                    good(RejectReason.WRONG_TYPE, "\"f\":true", "\"f\":\"perhaps\""),
                    good(RejectReason.OUT_OF_RANGE, "\"x\":1", "\"x\":1e39"),
                    good(RejectReason.MISSING_LABEL, "\"label\":\"yes\",", ""),
                    good(RejectReason.MISSING_LABEL, "\"yes\"", "null"),
                    good(RejectReason.UNKNOWN_LABEL, "\"yes\"", "\"maybe\""),
                    good(RejectReason.BAD_LABEL, "\"yes\"", "{\"yes\":1}"),
                    good(RejectReason.MISSING_KEY, "\"key\":\"k\",", ""),
                    good(RejectReason.BAD_KEY, "\"k\"", "[\"k\"]"),
                    good(RejectReason.BAD_ID, "\"i\"", "{}"),
                    good(RejectReason.BAD_TIME, "\"time\":0", "\"time\":\"noon\""),
                    good(RejectReason.BAD_WEIGHT, "\"weight\":1", "\"weight\":-1"));

    private static final byte[] EIGHT_MEBIBYTES = bytes(" ".repeat(8 << 20));

    private record Broken(RejectReason reason, byte[] value) {}

    private static Broken good(RejectReason reason, String part, String other) {
        assertThat(GOOD).contains(part);
        return new Broken(reason, bytes(GOOD.replace(part, other)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void takeEachKindOfBrokenRecordByteForByteWhileTheJobGoesOn() throws Exception {
        String topic = TestTopics.create("samples", 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < BROKEN.size(); i++) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(
                            topic, 0, 1_000L + i, new byte[] {(byte) i, -1}, BROKEN.get(i).value());
            record.headers().add("trace", new byte[] {0, (byte) i}).add("none", null);
            record.headers().add("millrace.reason", bytes("of an earlier life"));
            records.add(record);
            records.add(new ProducerRecord<>(topic, 0, null, bytes(GOOD)));
        }
        TestTopics.send(records);
        JobConfig job = TestJob.on(topic).learner(TestJob.learner(SCHEMA)).maxBytes(300).config();

        Run.toTheEnd(job);

        Reference reference = new Reference(job).learn(TestTopics.read(topic));
        List<ConsumerRecord<byte[], byte[]>> letters = Run.deadLetters(job);
        assertThat(letters).hasSameSizeAs(BROKEN);
        for (int i = 0; i < BROKEN.size(); i++) {
            assertThat(reference.deadLetters().get(i).reason()).isEqualTo(BROKEN.get(i).reason());
            assertIsLetterOf(reference.deadLetters().get(i), letters.get(i));
        }
        Counts counts =
                Run.reports(job).stream()
                        .map(Run::report)
                        .filter(report -> report.key().equals("k"))
                        .findFirst()
                        .orElseThrow()
                        .counts();
        assertThat(counts.balanced()).isTrue();
        assertThat(counts.in() - counts.rejected()).isEqualTo(BROKEN.size());
        assertThat(Run.reports(job)).containsExactlyInAnyOrderElementsOf(reference.reports());
    }

    @Test
    void takeLinesOfTheWrongWidth() throws Exception {
        String topic = TestTopics.create("samples", 1);
        TestTopics.send(
                List.of(
                        new ProducerRecord<>(topic, 0, null, bytes("1,true,yes,i,k,0,1")),
                        new ProducerRecord<>(topic, 0, null, bytes("1,true,yes")),
                        new ProducerRecord<>(topic, 0, null, bytes("2,true,no,i,k,0,1"))));
        JobConfig job =
                TestJob.on(topic)
                        .learner(TestJob.learner(SCHEMA))
                        .format(FormatConfig.Kind.CSV)
                        .config();

        Run.toTheEnd(job);

        Reference reference = new Reference(job).learn(TestTopics.read(topic));
        List<ConsumerRecord<byte[], byte[]>> letters = Run.deadLetters(job);
        assertThat(letters).hasSize(1);
        assertThat(reference.deadLetters().get(0).reason()).isEqualTo(RejectReason.WRONG_WIDTH);
        assertIsLetterOf(reference.deadLetters().get(0), letters.get(0));
        assertThat(Run.predictions(job)).hasSize(2);
    }

    @Test
    void takeWhatCameInCompressedToAFractionOfItsLength() throws Exception {
        String topic = samplesAroundEightMebibytes();
        JobConfig job = TestJob.on(topic).learner(TestJob.learner(SCHEMA)).config();

        Run.toTheEnd(job);

        List<ConsumerRecord<byte[], byte[]>> letters = Run.deadLetters(job);
        assertThat(letters).hasSize(1);
        assertThat(header(letters.get(0), "millrace.reason")).isEqualTo("too-large");
        assertThat(letters.get(0).value()).isEqualTo(EIGHT_MEBIBYTES);
        assertThat(Run.predictions(job)).hasSize(2);
    }

    @Test
    void loseTheirValueRatherThanStopTheJobWhereTheirTopicTakesLess() throws Exception {
        String topic = samplesAroundEightMebibytes();
        JobConfig job = TestJob.on(topic).learner(TestJob.learner(SCHEMA)).config();
        Shared.broker().createTopic(job.sinks().deadLetters(), 1, false);

        Run.toTheEnd(job);

        List<ConsumerRecord<byte[], byte[]>> letters = Run.deadLetters(job);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).key()).isEqualTo(bytes("large"));
        assertThat(letters.get(0).value()).isNull();
        assertThat(header(letters.get(0), "millrace.reason")).isEqualTo("too-large");
        assertThat(header(letters.get(0), "millrace.dropped")).isEqualTo("value");
        assertThat(Run.predictions(job)).hasSize(2);
    }

    @Test
    void takeSamplesThatCameBeforeFromAllModelsAlsoBehindAnExchange() throws Exception {
        String topic = TestTopics.create("samples", 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String model : List.of("k", "l", "k", "m", "l", "k")) {
            byte[] value = bytes(GOOD.replace("\"k\"", '"' + model + '"'));
            records.add(new ProducerRecord<>(topic, 0, bytes(model), value));
        }
        records.add(new ProducerRecord<>(topic, 0, null, bytes("?")));
        TestTopics.send(records);
        JobConfig job =
                TestJob.on(topic)
                        .learner(TestJob.deduplicating(TestJob.learner(SCHEMA), 10))
                        .parallelism(2)
                        .config();

        Run.toTheEnd(job);

        List<ConsumerRecord<byte[], byte[]>> source = TestTopics.read(topic);
        Map<String, ConsumerRecord<byte[], byte[]>> letters =
                Run.deadLetters(job).stream()
                        .collect(
                                Collectors.toMap(
                                        l -> header(l, "__connect.errors.offset"), l -> l));
        assertThat(letters).containsOnlyKeys("2", "4", "5", "6");
        for (int offset : List.of(2, 4, 5)) {
            ConsumerRecord<byte[], byte[]> letter = letters.get(Integer.toString(offset));
            assertThat(letter.value()).isEqualTo(source.get(offset).value());
            assertThat(letter.key()).isEqualTo(source.get(offset).key());
            assertThat(header(letter, "millrace.reason")).isEqualTo("duplicate-id");
            assertThat(header(letter, "__connect.errors.stage")).isEqualTo("admit");
        }
        assertThat(Run.predictions(job)).hasSize(3);
        assertThat(Run.reports(job))
                .containsExactlyInAnyOrderElementsOf(new Reference(job).learn(source).reports());
    }

    private static String samplesAroundEightMebibytes() {
        String topic = TestTopics.create("samples", 1);
        Map<String, Object> gzip =
                Map.of("compression.type", "gzip", "max.request.size", 2 * EIGHT_MEBIBYTES.length);
        TestTopics.send(
                List.of(
                        new ProducerRecord<>(topic, 0, null, bytes(GOOD)),
                        new ProducerRecord<>(topic, 0, bytes("large"), EIGHT_MEBIBYTES),
                        new ProducerRecord<>(topic, 0, null, bytes(GOOD))),
                gzip);
        return topic;
    }

    @Test
    void areTriedForEveryReason() {
        Set<RejectReason> tried = BROKEN.stream().map(Broken::reason).collect(Collectors.toSet());
        tried.add(RejectReason.WRONG_WIDTH);
        tried.add(RejectReason.DUPLICATE_ID);
        assertThat(tried).isEqualTo(EnumSet.allOf(RejectReason.class));
    }

    private static void assertIsLetterOf(
            DeadLetter expected, ConsumerRecord<byte[], byte[]> letter) {
        RawRecord original = expected.record();
        assertThat(letter.key()).isEqualTo(original.key());
        assertThat(letter.value()).isEqualTo(original.value());
        Header[] headers = letter.headers().toArray();
        for (int h = 0; h < original.headers().size(); h++) {
            assertThat(headers[h].key()).isEqualTo(original.headers().get(h).name());
            assertThat(headers[h].value()).isEqualTo(original.headers().get(h).value());
        }
        assertThat(header(letter, "millrace.reason")).isEqualTo(expected.reason().code());
        assertThat(header(letter, "millrace.timestamp"))
                .isEqualTo(Long.toString(original.timestamp()));
        assertThat(header(letter, "__connect.errors.topic")).isEqualTo(original.topic());
        assertThat(header(letter, "__connect.errors.partition")).isEqualTo("0");
        assertThat(header(letter, "__connect.errors.offset"))
                .isEqualTo(Long.toString(original.offset()));
        assertThat(header(letter, "__connect.errors.stage")).isEqualTo("parse");
        assertThat(header(letter, "__connect.errors.exception.message"))
                .isEqualTo(expected.message())
                .isNotBlank();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
