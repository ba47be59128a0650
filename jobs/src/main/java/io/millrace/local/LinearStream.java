package io.millrace.local;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Samples of {@code y = 2x + 1 + noise}: a stream whose right model everybody knows. */
public final class LinearStream {

    public static final double SLOPE = 2;
    public static final double INTERCEPT = 1;

    private static final double NOISE = 0.25;

    private LinearStream() {}

    /** As CSV with the columns x (uniform within [-3, 3]) and y; the same for the same seed. */
    public static byte[] csv(long rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("x,y\n");
        for (long row = 0; row < rows; row++) {
            double x = random.nextDouble(-3, 3);
            double y = SLOPE * x + INTERCEPT + NOISE * random.nextGaussian();
            csv.append(String.format(Locale.ROOT, "%.6f,%.6f\n", x, y));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
