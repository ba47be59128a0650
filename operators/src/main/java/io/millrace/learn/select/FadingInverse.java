package io.millrace.learn.select;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * The inverse of a sum of outer products in which older ones fade, kept up to date by the formula
 * of Sherman and Morrison: the P of recursive least squares (Plackett, "Some theorems in least
 * squares", Biometrika 1950; Haykin, "Adaptive Filter Theory", chapter 10):
 *
 * <pre>
 * P = (P - P z zᵀ P / (λ / weight + zᵀ P z)) / λ
 * </pre>
 *
 * <p>With forgetting, P grows where nothing is said: no further than a limit. It stays symmetric to
 * the bit; where rounding makes it useless it begins anew.
 */
final class FadingInverse {

    /** A weight of 0 would divide by it. */
    private static final double LEAST_WEIGHT = 1e-6;

    private static final double HUGE = 1e100;

    private final int size;
    private final double forgetting;
    private final double start;
    private final double limit;
    private final double[] inverse;
    private final double[] projected;

    /**
     * @param start the diagonal at first
     * @param limit the largest that the diagonal may grow to
     */
    FadingInverse(Page page, int size, double forgetting, double start, double limit) {
        this.size = size;
        this.forgetting = forgetting;
        this.start = start;
        this.limit = limit;
        boolean begun = page.has("inverse");
        this.inverse = page.doubles("inverse", Math.multiplyExact(size, size));
        this.projected = new double[size];
        if (!begun) {
            begin();
        }
    }

    /** Forgets all. */
    void begin() {
        Arrays.fill(inverse, 0);
        for (int i = 0; i < size; i++) {
            inverse[i * size + i] = start;
        }
    }

    /** {@code P z} of the last {@link #add}, with P as it was before. Not a copy. */
    double[] projected() {
        return projected;
    }

    /**
     * Adds an outer product.
     *
     * @return what {@link #projected()} times an error is to be multiplied by, to be the step of
     *     the weights: {@code 1 / (λ / weight + zᵀ P z)}; 0 if P had to begin anew
     */
    double add(double[] z, double weight) {
        double spread = project(z);
        if (!(spread >= 0 && spread < HUGE)) {
            begin();
            return 0;
        }
        double gain = 1 / (forgetting / Math.max(LEAST_WEIGHT, weight) + spread);
        double growth = 1 / forgetting;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            subtract(projected[i], i * size, gain, growth);
            largest = Math.max(largest, inverse[i * size + i]);
        }
        if (largest > limit) {
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] /= 2;
            }
        }
        return gain;
    }

    /** Sets {@code P z}, and gives its product with z. */
    private double project(double[] z) {
        Arrays.fill(projected, 0);
        for (int i = 0; i < size; i++) {
            if (z[i] != 0) {
                addRow(z[i], i * size);
            }
        }
        double spread = 0;
        for (int i = 0; i < size; i++) {
            spread += projected[i] * z[i];
        }
        return spread;
    }

    private void addRow(double x, int from) {
        double[] projected = this.projected;
        double[] inverse = this.inverse;
        for (int j = 0; j < projected.length; j++) {
            projected[j] += x * inverse[from + j];
        }
    }

    /** The product of two comes first, which is the same on either side of the diagonal. */
    private void subtract(double x, int from, double gain, double growth) {
        double[] projected = this.projected;
        double[] inverse = this.inverse;
        for (int j = 0; j < projected.length; j++) {
            inverse[from + j] = (inverse[from + j] - x * projected[j] * gain) * growth;
        }
    }

    /** Forgets all that was said of one direction. */
    void forget(int i) {
        for (int j = 0; j < size; j++) {
            inverse[i * size + j] = 0;
            inverse[j * size + i] = 0;
        }
        inverse[i * size + i] = start;
    }
}
