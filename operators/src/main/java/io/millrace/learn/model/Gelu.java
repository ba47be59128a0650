package io.millrace.learn.model;

/**
 * The Gaussian error linear unit {@code z Φ(z)}, with the normal distribution function by the
 * approximation of its paper: {@code ½ (1 + tanh(√(2/π) (z + 0.044715 z³)))} (Hendrycks and Gimpel,
 * "Gaussian Error Linear Units", arXiv 1606.08415, 2016).
 */
final class Gelu {

    private static final double ROOT = Math.sqrt(2 / Math.PI);
    private static final double CUBE = 0.044715;

    private Gelu() {}

    static double at(double z) {
        return 0.5 * z * (1 + StrictMath.tanh(inner(z)));
    }

    static double slope(double z) {
        double t = StrictMath.tanh(inner(z));
        double rise = ROOT * (1 + 3 * CUBE * z * z);
        return 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * rise;
    }

    private static double inner(double z) {
        return ROOT * (z + CUBE * z * z * z);
    }
}
