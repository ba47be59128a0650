package io.millrace.operator;

import io.millrace.data.Feature;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import io.millrace.format.RecordParsers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of records in which each is a function of its number: two classes, one of them rare,
 * features of every kind, missing values, and now and then a record that is broken.
 */
public final class TestStream {

    private static final Schema ONE_MODEL = schema(null);
    private static final Schema MODELS_BY_KEY = schema("key");

    private TestStream() {}

    private static Schema schema(String key) {
        return new Schema(
                List.of(
                        new Feature.Numeric("a"),
                        new Feature.Numeric("b"),
                        new Feature.Bool("c"),
                        new Feature.Categorical("d", List.of("x", "y"))),
                new Target.Classification("late", List.of("no", "yes")),
                "id",
                key,
                "time",
                null);
    }

    public static Schema schema(boolean keyed) {
        return keyed ? MODELS_BY_KEY : ONE_MODEL;
    }

    public static RecordParser parser(boolean keyed) {
        return RecordParsers.create(FormatConfig.defaults(), schema(keyed));
    }

    /** Record {@code i}, for one of the models {@code k0, k1, ...} if the schema asks. */
    public static RawRecord record(long i, int models) {
        return record(i, "k" + i % models);
    }

    /** Record {@code i}, for a model if the schema asks. */
    public static RawRecord record(long i, String model) {
        return new RawRecord(
                null,
                json(i, model).getBytes(StandardCharsets.UTF_8),
                List.of(),
                "samples",
                0,
                i,
                Sample.NO_TIME);
    }

    private static String json(long i, String key) {
        SplittableRandom random = new SplittableRandom(i);
        double a = random.nextDouble(-3, 3);
        double b = random.nextDouble(100, 200);
        boolean c = random.nextBoolean();
        boolean late = a + (c ? 1 : -1) + random.nextDouble(-2, 2) > 2;
        if (isBroken(i)) {
            return i % 2 == 0 ? "{\"a\": " : String.format("{\"a\": %s, \"key\": \"%s\"}", a, key);
        }
        return String.format(
                "{\"id\":%d,\"key\":\"%s\",\"time\":%d,\"a\":%s,\"b\":%s,\"c\":%s,\"d\":\"%s\","
                        + "\"late\":\"%s\"}",
                i,
                key,
                1_000_000 + 10 * i,
                i % 11 == 3 ? "null" : a,
                b,
                c,
                "xyz".charAt(random.nextInt(3)),
                late ? "yes" : "no");
    }

    /** Whether record {@code i} breaks the data contract. */
    public static boolean isBroken(long i) {
        return i % 61 == 17;
    }

    /** The samples among the records {@code from .. to-1}. */
    public static List<Sample> samples(long from, long to, int models) {
        RecordParser parser = parser(true);
        List<Sample> samples = new ArrayList<>();
        for (long i = from; i < to; i++) {
            try {
                samples.add(parser.parse(record(i, models)));
            } catch (RejectedRecordException expected) {
                // One of the broken ones.
            }
        }
        return samples;
    }
}
