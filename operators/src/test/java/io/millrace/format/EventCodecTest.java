package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Progress;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final RawRecord ORIGINAL =
            new RawRecord(
                    new byte[] {1},
                    new byte[] {2, 3},
                    List.of(new RawRecord.Header("h", new byte[] {4})),
                    "topic",
                    5,
                    6,
                    7);

    /** A sample of which no public field is at its default, whatever fields it will have. */
    private static Sample full() throws ReflectiveOperationException {
        Sample sample =
                new Sample(
                        "key",
                        "id",
                        new FeatureVector(
                                new float[] {1, Float.NaN}, new int[] {5}, new float[] {2}),
                        1);
        for (Field field : Sample.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            } else if (field.getType() == boolean.class) {
                field.setBoolean(sample, true);
            } else if (field.getType() == int.class) {
                field.setInt(sample, 77);
            } else if (field.getType() == long.class) {
                field.setLong(sample, 78L << 40);
            } else if (field.getType() == double.class) {
                field.setDouble(sample, 0.1 * field.getName().hashCode());
            } else if (field.getType() == double[].class) {
                field.set(sample, new double[] {field.getName().hashCode(), -0.0});
            } else if (field.getType() == Progress.class) {
                Progress progress = new Progress();
                for (Field part : Progress.class.getFields()) {
                    part.setLong(progress, part.getName().hashCode());
                }
                field.set(sample, progress);
            } else if (field.getType() == RawRecord.class) {
                field.set(sample, ORIGINAL);
            } else {
                throw new AssertionError("no value for " + field);
            }
        }
        return sample;
    }

    @Test
    void carriesEverythingThatStagesLeftOnASample() throws Exception {
        Exactly.assertSame(read(write(full())), full());
    }

    @Test
    void carriesASampleFreshFromTheParser() throws Exception {
        Sample fresh = new Sample("", null, FeatureVector.dense(1, 2), 0);
        Exactly.assertSame(read(write(fresh)), fresh);
    }

    @Test
    void aCopyOfASampleSharesNoArray() throws Exception {
        Sample sample = full();
        Sample copy = (Sample) EventCodec.INSTANCE.copy(sample);
        Exactly.assertSame(copy, full());
        sample.features().head()[0] = 99;
        sample.features().tailIndices()[0] = 99;
        sample.features().tailValues()[0] = 99;
        sample.logitOffsets[0] = 99;
        sample.prediction[0] = 99;
        sample.progress.learned = 99;
        Exactly.assertSame(copy, full());
    }

    @Test
    void aCopyOfASnapshotDoesNotSeeWhatIsAddedLater() {
        Snapshot snapshot = new Snapshot("k", 1);
        snapshot.add(new Page("clean"));
        Snapshot copy = (Snapshot) EventCodec.INSTANCE.copy(snapshot);
        snapshot.add(new Page("train"));
        assertThat(copy.pages()).containsExactly(new Page("clean"));
    }

    @Property(tries = 100)
    void carriesEveryKeyEvenIfItIsNoValidText(@ForAll("anyChars") String key) throws Exception {
        Rejected rejected = new Rejected(key, RejectReason.BAD_KEY);
        assertThat(read(write(rejected))).isEqualTo(rejected);
    }

    @Provide
    Arbitrary<String> anyChars() {
        // All code units, unpaired surrogates among them.
        return Arbitraries.strings().withChars((char) 0, (char) 0xffff).ofMaxLength(50);
    }

    @Property(tries = 1000)
    void anyBytesAreAnEventOrAnIOException(@ForAll byte[] bytes) {
        try {
            LearningEvent event = read(bytes);
            assertThat(event.key()).isNotNull();
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
    }

    @Test
    void refusesTruncatedEvents() throws Exception {
        byte[] bytes = write(full());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] write(LearningEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventCodec.INSTANCE.write(event, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static LearningEvent read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        return EventCodec.INSTANCE.read(in);
    }
}
