package io.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Adopt;
import io.millrace.data.Counts;
import io.millrace.data.DeadLetter;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Prediction;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import io.millrace.format.Codec;
import io.millrace.format.CorruptBytesException;
import io.millrace.format.DeadLetterCodec;
import io.millrace.format.EventCodec;
import io.millrace.format.Exactly;
import io.millrace.format.PageCodec;
import io.millrace.format.PredictionCodec;
import io.millrace.format.RawRecordCodec;
import io.millrace.format.ReportCodec;
import io.millrace.format.SnapshotCodec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Flink's own laws for serializers, for everything that flows. */
class CodecSerializerTest {

    private static final Page PAGE = new Page("train").put("params", new float[] {1, Float.NaN});
    private static final RawRecord RECORD =
            new RawRecord(
                    new byte[] {1},
                    new byte[] {-1, 0},
                    List.of(
                            new RawRecord.Header("h", null),
                            new RawRecord.Header("h", new byte[3])),
                    "samples",
                    3,
                    1L << 40,
                    5);
    private static final RawRecord TOMBSTONE =
            new RawRecord(null, null, List.of(), "samples", 0, 0, Sample.NO_TIME);

    private static Snapshot snapshot() {
        Snapshot snapshot = new Snapshot("k", 3);
        snapshot.add(PAGE);
        return snapshot;
    }

    private static Report report(long[][] confusion) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("logLoss", 0.1);
        metrics.put("accuracy", Double.NaN);
        return new Report(
                "k",
                Report.Kind.EVENT_TIME,
                -5,
                1L << 50,
                7,
                new Counts(10, 4, 2, 1, Map.of("empty", 2L, "bad-id", 1L)),
                metrics,
                Map.of("noChange", Map.of("auc", 0.5)),
                Map.of(),
                metrics,
                Map.of("no", 3L),
                confusion);
    }

    abstract static class Laws<T> extends SerializerTestBase<T> {

        private final Codec<T> codec;
        private final T[] values;

        @SafeVarargs
        @SuppressWarnings("varargs")
        Laws(Codec<T> codec, T... values) {
            // Arrays and samples have no equality of their own.
            super(
                    new DeeplyEqualsChecker()
                            .withCustomCheck(
                                    (a, b) -> true, (a, b, checker) -> Exactly.same(a, b)));
            this.codec = codec;
            this.values = values;
        }

        @Override
        protected TypeSerializer<T> createSerializer() {
            return new CodecSerializer<>(codec);
        }

        @Override
        protected int getLength() {
            return -1;
        }

        @Override
        protected Class<T> getTypeClass() {
            return codec.type();
        }

        @Override
        protected T[] getTestData() {
            return values.clone();
        }

        /** There is no such thing as an empty event; nothing of ours is filled in afterwards. */
        @Test
        @Override
        protected void testInstantiate() {
            assertThat(createSerializer().createInstance()).isNull();
        }
    }

    @Nested
    class Pages extends Laws<Page> {
        Pages() {
            super(PageCodec.INSTANCE, PAGE, new Page(""));
        }
    }

    @Nested
    class Events extends Laws<LearningEvent> {
        private static Sample carrying(RawRecord original) {
            Sample sample = TestStream.samples(1, 2, 1).get(0);
            sample.original = original;
            return sample;
        }

        Events() {
            super(
                    EventCodec.INSTANCE,
                    TestStream.samples(0, 1, 1).get(0),
                    carrying(RECORD),
                    new Rejected("k", RejectReason.EMPTY),
                    snapshot(),
                    new Adopt("k", List.of(PAGE, new Page("clean"))));
        }
    }

    @Nested
    class Snapshots extends Laws<Snapshot> {
        Snapshots() {
            super(SnapshotCodec.INSTANCE, snapshot(), new Snapshot("", 0));
        }
    }

    @Nested
    class RawRecords extends Laws<RawRecord> {
        RawRecords() {
            super(RawRecordCodec.INSTANCE, RECORD, TOMBSTONE);
        }
    }

    @Nested
    class DeadLetters extends Laws<DeadLetter> {
        DeadLetters() {
            super(
                    DeadLetterCodec.INSTANCE,
                    new DeadLetter(RECORD, RejectReason.WRONG_TYPE, "héé", "parse"));
        }
    }

    @Nested
    class Predictions extends Laws<Prediction> {
        Predictions() {
            super(
                    PredictionCodec.INSTANCE,
                    new Prediction("k", null, 1, 2, 3, new double[] {0.1, 0.9}, 0, 1),
                    new Prediction("", "id", -1, -1, Sample.NO_TIME, new double[] {-3}, 0.5));
        }
    }

    @Nested
    class Reports extends Laws<Report> {
        Reports() {
            super(ReportCodec.INSTANCE, report(null), report(new long[][] {{1, 2}, {3, 4}}));
        }
    }

    @Test
    void carriesLongRecordsWhole() throws IOException {
        byte[] large = new byte[100_000];
        large[99_999] = 1;
        RawRecord record =
                new RawRecord(null, large, List.of(), "x".repeat(9_000), 0, 0, Sample.NO_TIME);
        DataOutputSerializer out = new DataOutputSerializer(16);
        RawRecordCodec.INSTANCE.write(record, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        Exactly.assertSame(RawRecordCodec.INSTANCE.read(in), record);
    }

    @Test
    void aSavepointOfAnotherTypeIsIncompatible() {
        TypeSerializerSnapshot<Page> now =
                new CodecSerializer<>(PageCodec.INSTANCE).snapshotConfiguration();
        @SuppressWarnings({"unchecked", "rawtypes"})
        TypeSerializerSnapshot<Page> other =
                (TypeSerializerSnapshot)
                        new CodecSerializer<>(ReportCodec.INSTANCE).snapshotConfiguration();
        assertThat(now.resolveSchemaCompatibility(now).isCompatibleAsIs()).isTrue();
        assertThat(now.resolveSchemaCompatibility(other).isIncompatible()).isTrue();
    }

    @Test
    void readsTheSerializerOfEarlierSavepoints() throws IOException {
        byte[] recorded;
        try (InputStream in = getClass().getResourceAsStream("page-serializer-v1.bin")) {
            recorded = in.readAllBytes();
        }
        TypeSerializerSnapshot<?> read =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(recorded), getClass().getClassLoader());
        assertThat(read.restoreSerializer()).isEqualTo(new CodecSerializer<>(PageCodec.INSTANCE));
    }

    @Test
    void aSavepointOfAnUnknownCodecIsRefused() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeUTF("from-the-future");
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThatThrownBy(
                        () ->
                                new CodecSerializerSnapshot<Page>()
                                        .readSnapshot(1, in, getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("from-the-future");
    }

    @Test
    void aDamagedPageEndsTheJob() throws IOException {
        byte[] page = PageCodec.encode(PAGE);
        byte[] flipped = page.clone();
        flipped[page.length - 1] ^= 1;
        for (byte[] damaged : List.of(flipped, Arrays.copyOf(page, page.length - 1))) {
            assertThatThrownBy(() -> read(PageCodec.INSTANCE, damaged))
                    .isInstanceOf(UnrecoverableException.class)
                    .hasMessageContaining("savepoint to restore is damaged: a page")
                    .hasMessageContaining("Start the job from an older one");
        }
    }

    @Test
    void theEndOfTheStreamIsToldAsFlinkTellsIt() {
        assertThatThrownBy(() -> read(PageCodec.INSTANCE, new byte[0]))
                .isInstanceOf(EOFException.class);
    }

    /** They come from another task: a restart mends what happened to them on the way. */
    @Test
    void aDamagedEventDoesNot() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        SnapshotCodec.INSTANCE.write(snapshot(), out);
        byte[] event = out.getCopyOfBuffer();
        assertThatThrownBy(
                        () -> read(SnapshotCodec.INSTANCE, Arrays.copyOf(event, event.length - 1)))
                .isInstanceOf(CorruptBytesException.class);
    }

    private static <T> T read(Codec<T> codec, byte[] bytes) throws IOException {
        return new CodecSerializer<>(codec).deserialize(new DataInputDeserializer(bytes));
    }

    @Test
    void aTypeTravelsToTheClusterAndIsStillTheSame() throws Exception {
        assertThat(InstantiationUtil.clone(EventTypes.EVENT)).isEqualTo(EventTypes.EVENT);
        assertThat(EventTypes.EVENT).isNotEqualTo(EventTypes.REPORT);
        assertThat(EventTypes.EVENT.getTypeClass()).isEqualTo(LearningEvent.class);
    }
}
