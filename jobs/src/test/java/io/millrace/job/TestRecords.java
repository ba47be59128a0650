package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of a topic: samples with missing values, whose class depends on all features. */
final class TestRecords {

    private static final List<String> CITIES = List.of("Aba", "Bonn", "Cuzco");
    private static final List<String> KEYS = List.of("north", "south", "east");

    /** One model. */
    static final Schema ONE_MODEL = schema(null);

    /** One model for each of three keys. */
    static final Schema BY_KEY = schema("region");

    private TestRecords() {}

    private static Schema schema(String keyField) {
        return new Schema(
                List.of(
                        new Feature.Numeric("a"),
                        new Feature.Numeric("b"),
                        new Feature.Bool("f"),
                        new Feature.Categorical("city", CITIES)),
                new Target.Classification("late", List.of("no", "yes")),
                "id",
                keyField,
                null,
                null);
    }

    /** Samples {@code from} to {@code to - 1}; sample i always is the same, with the id i. */
    static List<ProducerRecord<byte[], byte[]>> records(
            String topic, int partitions, Schema schema, FormatConfig.Kind kind, int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            byte[] value = sample(i, schema, kind).getBytes(UTF_8);
            records.add(new ProducerRecord<>(topic, i % partitions, null, value));
        }
        return records;
    }

    private static String sample(int i, Schema schema, FormatConfig.Kind kind) {
        Random random = new Random(i);
        double a = random.nextGaussian();
        double b = 100 + 10 * random.nextGaussian();
        boolean f = random.nextBoolean();
        int city = random.nextInt(CITIES.size() + 1);
        double score = a - 0.1 * (b - 100) + (f ? 0.5 : 0) + (city == 1 ? 1 : 0);
        String late = score + random.nextGaussian() > 0.5 ? "yes" : "no";
        String keyName = schema.keyField().isPresent() ? KEYS.get(random.nextInt(3)) : null;
        List<String> values = new ArrayList<>();
        values.add(random.nextInt(20) == 0 ? null : String.format(Locale.ROOT, "%.4f", a));
        values.add(String.format(Locale.ROOT, "%.3f", b));
        values.add(Boolean.toString(f));
        values.add(city == CITIES.size() ? null : CITIES.get(city));
        values.add(late);
        values.add("s" + i);
        values.add(keyName);
        return switch (kind) {
            case CSV -> csv(values, keyName != null);
            case JSON_ARRAY -> json(values, keyName != null, null);
            case JSON ->
                    json(
                            values,
                            keyName != null,
                            List.of("a", "b", "f", "city", "late", "id", "region"));
        };
    }

    private static String csv(List<String> values, boolean keyed) {
        List<String> fields = new ArrayList<>();
        for (String value : keyed ? values : values.subList(0, values.size() - 1)) {
            fields.add(value == null ? "" : value);
        }
        return String.join(",", fields);
    }

    private static String json(List<String> values, boolean keyed, List<String> names) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < (keyed ? values.size() : values.size() - 1); i++) {
            String value = values.get(i);
            String quoted = value == null || i < 3 ? String.valueOf(value) : '"' + value + '"';
            fields.add(names == null ? quoted : '"' + names.get(i) + "\":" + quoted);
        }
        String inside = String.join(",", fields);
        return names == null ? "[" + inside + "]" : "{" + inside + "}";
    }
}
