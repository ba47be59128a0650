package io.millrace.format;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.RejectReason;
import io.millrace.data.Schema;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of one sample after another into inputs, in any order of the fields and alike
 * for every format. A feature that a sample does not name is missing.
 *
 * <ul>
 *   <li>numeric: a number, also one written as text; 32 bits wide, the nearest one
 *   <li>boolean: {@code true}, {@code false}, 1 or 0, in upper or lower case, also as text
 *   <li>time: see {@link EpochMillis} and {@link CalendarCycles}
 *   <li>categorical and hashed: the characters of the value as written, so that {@code 1} and
 *       {@code 1.0} are two words, and {@code 1} and {@code "1"} are one; only the empty text and
 *       null are missing. The bucket of a hashed word is {@code murmur3(word, murmur3(name, 0)) mod
 *       buckets} (unsigned, UTF-8), that of a missing one is the empty word's.
 * </ul>
 *
 * <p>For the dense kinds also {@code null}, {@code NA}, {@code NaN} and {@code Infinity} in upper
 * or lower case are missing, which is NaN in all inputs of the feature.
 */
final class FeatureEncoder {

    private static final int DENSE = -1;

    private final Feature[] features;
    private final int[] offsets;
    private final @Nullable WordIndex[] vocabularies;
    private final int[] seeds;
    private final int[] tailSlots;
    private final float[] missingHead;
    private final int[] missingTail;
    private final float[] ones;
    private final CharsetEncoder utf8 =
            StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    private ByteBuffer wordBytes = ByteBuffer.allocate(64);
    private float[] head;
    private int[] tail;

    FeatureEncoder(Schema schema) {
        int count = schema.features().size();
        this.features = schema.features().toArray(Feature[]::new);
        this.offsets = new int[count];
        this.vocabularies = new WordIndex[count];
        this.seeds = new int[count];
        this.missingHead = new float[schema.head()];
        Arrays.fill(missingHead, Float.NaN);
        int[] missingIndex = new int[count];
        Arrays.fill(missingIndex, DENSE);
        for (int f = 0; f < count; f++) {
            offsets[f] = schema.offset(f);
            if (features[f] instanceof Feature.Categorical c) {
                vocabularies[f] = new WordIndex(c.vocabulary());
                missingIndex[f] = offsets[f] + c.vocabulary().size();
            } else if (features[f] instanceof Feature.Hashed h) {
                seeds[f] = MurmurHash3.hash(h.name(), 0);
                missingIndex[f] =
                        offsets[f]
                                + Integer.remainderUnsigned(
                                        MurmurHash3.hash("", seeds[f]), h.buckets());
            }
        }
        this.missingTail = Arrays.stream(missingIndex).filter(i -> i != DENSE).sorted().toArray();
        this.tailSlots =
                Arrays.stream(missingIndex).map(i -> Arrays.binarySearch(missingTail, i)).toArray();
        this.ones = new float[missingTail.length];
        Arrays.fill(ones, 1f);
        this.head = missingHead;
        this.tail = missingTail;
    }

    /** Begins a sample of which everything is missing. */
    void begin() {
        head = missingHead.clone();
        tail = missingTail.clone();
    }

    /** The sample's inputs, the caller's to keep. */
    FeatureVector finish() {
        return new FeatureVector(head, tail, ones.clone());
    }

    /**
     * Sets one feature.
     *
     * @throws FieldFault if the value is not of the declared type
     */
    void set(int feature, FieldValue value) throws FieldFault {
        Feature declared = features[feature];
        if (declared instanceof Feature.Numeric) {
            head[offsets[feature]] = numeric(declared.name(), value);
        } else if (declared instanceof Feature.Bool) {
            head[offsets[feature]] = bool(declared.name(), value);
        } else if (declared instanceof Feature.Time t) {
            setTime(t, offsets[feature], value);
        } else {
            setWord(feature, declared, value);
        }
    }

    private static float numeric(String name, FieldValue value) throws FieldFault {
        double number = value.number();
        if (Double.isNaN(number)) {
            requireMissing(name, value, "a number, or null where it is missing");
            return Float.NaN;
        }
        float rounded = (float) number;
        if (Float.isInfinite(rounded)) {
            throw new FieldFault(
                    RejectReason.OUT_OF_RANGE, name, value, "a number between -3.4e38 and 3.4e38");
        }
        return rounded;
    }

    private static float bool(String name, FieldValue value) throws FieldFault {
        double number = value.number();
        if (number == 1 || value.isWord("true")) {
            return 1f;
        } else if (number == 0 || value.isWord("false")) {
            return 0f;
        }
        requireMissing(name, value, "true, false, 1 or 0, or null where it is missing");
        return Float.NaN;
    }

    private void setTime(Feature.Time feature, int offset, FieldValue value) throws FieldFault {
        long millis = EpochMillis.read(value);
        if (millis == EpochMillis.INVALID) {
            requireMissing(feature.name(), value, EpochMillis.ALLOWED);
        } else {
            CalendarCycles.expand(millis, feature.components(), head, offset);
        }
    }

    private void setWord(int feature, Feature declared, FieldValue value) throws FieldFault {
        if (value.kind() == FieldValue.Kind.NESTED) {
            throw new FieldFault(
                    RejectReason.WRONG_TYPE,
                    declared.name(),
                    value,
                    "a string, number, boolean or null");
        }
        if (value.isNothing()) {
            return;
        }
        WordIndex vocabulary = vocabularies[feature];
        int position =
                vocabulary != null
                        ? vocabulary.find(value)
                        : Integer.remainderUnsigned(
                                hash(value, seeds[feature]), ((Feature.Hashed) declared).buckets());
        if (position >= 0) {
            tail[tailSlots[feature]] = offsets[feature] + position;
        }
    }

    private int hash(FieldValue word, int seed) {
        int needed = 3 * word.length();
        if (wordBytes.capacity() < needed) {
            wordBytes = ByteBuffer.allocate(2 * needed);
        }
        wordBytes.clear();
        utf8.reset().encode(CharBuffer.wrap(word), wordBytes, true);
        return MurmurHash3.hash(wordBytes.array(), wordBytes.position(), seed);
    }

    private static void requireMissing(String name, FieldValue value, String allowed)
            throws FieldFault {
        if (!value.isAbsent() && !value.isNonFinite()) {
            throw new FieldFault(RejectReason.WRONG_TYPE, name, value, allowed);
        }
    }
}
