package io.millrace.chaos;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The stream that is learned: four models, two to a partition, with missing values, unknown
 * categories, unequal classes and event times a little out of order. A row is a function of the
 * seed and its number.
 */
final class SampleStream {

    static final int PARTITIONS = 2;

    private static final List<String> KEYS = List.of("a", "b", "c", "d");
    private static final long START = 978_307_200_000L;

    private final long seed;

    SampleStream(long seed) {
        this.seed = seed;
    }

    /** A record for the source topic. */
    record Row(int partition, byte[] value) {}

    /**
     * @param number from 0
     */
    Row row(long number) {
        SplittableRandom random =
                new SplittableRandom(seed ^ new SplittableRandom(number).nextLong());
        int key = random.nextInt(KEYS.size());
        double[] x = new double[4];
        double score = -1;
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble() * 2 - 1;
            score += (i % 2 == 0 ? 2 : -1) * x[i] * (1 + key);
        }
        int colour = random.nextInt(12);
        boolean label = random.nextDouble() < 1 / (1 + Math.exp(-score - 0.2 * colour));
        long time = START + number * 20 - random.nextInt(200);
        String first = random.nextInt(100) == 0 ? "null" : String.valueOf(x[0]);
        String json =
                String.format(
                        Locale.ROOT,
                        "{\"id\":\"%d\",\"key\":\"%s\",\"time\":%d,\"x0\":%s,\"x1\":%s,\"x2\":%s,\"x3\":%s,"
                                + "\"colour\":\"c%d\",\"label\":%b}",
                        number,
                        KEYS.get(key),
                        time,
                        first,
                        x[1],
                        x[2],
                        x[3],
                        colour,
                        label);
        return new Row(key % PARTITIONS, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Records that break the data contract, each in another way. */
    List<Row> poison(long number) {
        // Where its model's samples are: their order with those of the model counts.
        Row row = row(number);
        String good = new String(row.value(), StandardCharsets.UTF_8);
        return List.of(
                        "",
                        "not json " + number,
                        "{\"id\":\"poison-" + number + "\"",
                        "[" + number + "]",
                        "{\"id\":\"poison-" + number + "\"}",
                        good.replace("\"colour\":", "\"colour\":\"twice\",\"colour\":"),
                        good.replace("\"label\":", "\"label\":\"perhaps\",\"was\":"),
                        good.replace("\"x1\":", "\"x1\":\"wide\",\"was\":"),
                        good.replace("\"time\":", "\"time\":\"yesterday\",\"was\":"))
                .stream()
                .map(text -> new Row(row.partition(), text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
