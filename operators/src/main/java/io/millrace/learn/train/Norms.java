package io.millrace.learn.train;

import io.millrace.data.FeatureVector;

/** Sums of squares, in double, which are finite for any finite floats; and what is finite. */
public final class Norms {

    private Norms() {}

    /** Of all features. */
    public static double squared(FeatureVector features) {
        return squared(features.head()) + squared(features.tailValues());
    }

    /** Of all numbers. */
    public static double squared(float[] x) {
        return squared(x, 0, x.length);
    }

    /** In four sums, which a processor adds up side by side. */
    static double squared(float[] x, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            a += (double) x[i] * x[i];
            b += (double) x[i + 1] * x[i + 1];
            c += (double) x[i + 2] * x[i + 2];
            d += (double) x[i + 3] * x[i + 3];
        }
        for (; i < to; i++) {
            a += (double) x[i] * x[i];
        }
        return (a + b) + (c + d);
    }

    static double squared(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return sum;
    }

    /** Whether every number is. */
    public static boolean finite(double[] numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                return false;
            }
        }
        return true;
    }
}
