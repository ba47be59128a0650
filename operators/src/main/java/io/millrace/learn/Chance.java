package io.millrace.learn;

import io.millrace.data.Sample;

/**
 * Chance without a generator: numbers that look random and are a pure function of a seed and of
 * what they are for, so a choice comes out alike after a restart and whatever came in between.
 *
 * <p>A draw starts {@linkplain #of(long, Sample) from a sample} or a number, branches by {@link
 * #mix(long, long)} and ends as {@link #uniform} or {@link #gaussian}. The mixing is the finaliser
 * of SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
 * 2014).
 */
public final class Chance {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private Chance() {}

    /**
     * The draw of a sample: by its id, so that a repeated sample is treated alike, else by its
     * ordinal.
     */
    public static long of(long seed, Sample sample) {
        String id = sample.id();
        return id == null ? mix(seed, sample.ordinal) : of(seed, id);
    }

    /** The draw of a text. */
    public static long of(long seed, String text) {
        long hash = mix(seed, text.length());
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash, text.charAt(i));
        }
        return hash;
    }

    /** Another draw, of any 64 bits, that belongs to this one: the branch of the given number. */
    public static long mix(long draw, long branch) {
        return finish(finish(draw + GOLDEN) + branch * GOLDEN);
    }

    private static long finish(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** A draw as a number uniform in [0, 1). */
    public static double uniform(long draw) {
        return (draw >>> 11) * TWO_TO_MINUS_53;
    }

    /** A draw as a standard normal number (Box and Muller, 1958). */
    public static double gaussian(long draw) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(draw)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(mix(draw, 1)));
    }
}
