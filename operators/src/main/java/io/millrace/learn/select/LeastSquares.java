package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * Recursive least squares with forgetting (Plackett, "Some theorems in least squares", Biometrika
 * 1950; Haykin, "Adaptive Filter Theory", chapter 10): the exact minimum of all squared errors so
 * far, each fading by λ a sample, plus a ridge:
 *
 * <pre>
 * k = P z / (λ + zᵀ P z);  w += k (y - w·z);  P = (P - k zᵀ P) / λ
 * </pre>
 *
 * <p>Classes are told by one target of 0 or 1 each (two by one of -1 or 1) that share P. The scores
 * of a classification are the outputs times a temperature, which learns by the gradient of the
 * cross-entropy.
 */
final class LeastSquares implements Member {

    private static final double RIDGE = 1;
    private static final double TEMPERATURE = 4;
    private static final double TEMPERATURE_RATE = 0.02;

    /** With forgetting, P grows where the stream says nothing: no further than this. */
    private static final double LARGEST = 1e4;

    private final List<String> names;
    private final Basis basis;
    private final double forgetting;
    private final int size;
    private final int classes;
    private final int outputs;
    private final double[] inverse;
    private final double[] weights;
    private final double[] temperature;

    private final double[] z;
    private final double[] pz;
    private final double[] output;
    private final Softmax softmax;

    /**
     * @param classes 0 for numbers
     * @param outputs raw scores
     */
    LeastSquares(String name, Page page, Basis basis, double forgetting, int classes, int outputs) {
        this.names = List.of(name);
        this.basis = basis;
        this.forgetting = forgetting;
        this.size = basis.size();
        this.classes = classes;
        this.outputs = outputs;
        boolean begun = page.has("inverse");
        this.inverse = page.doubles("inverse", Math.multiplyExact(size, size));
        this.weights = page.doubles("weights", Math.multiplyExact(size, outputs));
        this.temperature = page.doubles("temperature", 1);
        if (!begun) {
            begin();
            temperature[0] = outputs > 1 ? 2 * TEMPERATURE : TEMPERATURE;
        }
        this.z = new double[size];
        this.pz = new double[size];
        this.output = new double[outputs];
        this.softmax = new Softmax(outputs);
    }

    private void begin() {
        Arrays.fill(inverse, 0);
        for (int i = 0; i < size; i++) {
            inverse[i * size + i] = 1 / RIDGE;
        }
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public String description(int opinion) {
        return "recursive least squares on " + (size - 1) + basis.noun();
    }

    @Override
    public void score(Sample sample, double[][] scores, int at) {
        basis.expand(sample.features(), z);
        double scale = classes == 0 ? 1 : temperature[0];
        for (int k = 0; k < outputs; k++) {
            output[k] = dot(weights, k * size, z);
            scores[at][k] = scale * output[k];
        }
    }

    private static double dot(double[] weights, int from, double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += weights[from + i] * z[i];
        }
        return sum;
    }

    @Override
    public void learn(Sample sample, double target, double natural) {
        if (classes > 0) {
            learnTemperature((int) target);
        }
        double denominator = forgetting / Math.max(1e-6, natural) + project();
        if (!(denominator >= 0 && denominator < 1e100)) {
            begin();
            return;
        }
        for (int k = 0; k < outputs; k++) {
            double error = (wanted(k, target) - output[k]) / denominator;
            for (int i = 0; i < size; i++) {
                weights[k * size + i] += error * pz[i];
            }
        }
        shrink(denominator);
    }

    private double wanted(int k, double target) {
        if (classes == 0) {
            return target;
        }
        return outputs == 1 ? 2 * target - 1 : (int) target == k ? 1 : 0;
    }

    private void learnTemperature(int label) {
        double slope = softmax.slope(output, temperature[0], label);
        temperature[0] = Math.max(1, Math.min(40, temperature[0] - TEMPERATURE_RATE * slope));
    }

    /** {@code pz = P z}, and its product with z. */
    private double project() {
        Arrays.fill(pz, 0);
        for (int i = 0; i < size; i++) {
            if (z[i] != 0) {
                add(z[i], i * size);
            }
        }
        return dot(pz, 0, z);
    }

    private void add(double x, int from) {
        double[] pz = this.pz;
        double[] inverse = this.inverse;
        for (int j = 0; j < pz.length; j++) {
            pz[j] += x * inverse[from + j];
        }
    }

    private void shrink(double denominator) {
        double root = 1 / Math.sqrt(denominator);
        for (int i = 0; i < size; i++) {
            pz[i] *= root;
        }
        double growth = 1 / forgetting;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            subtract(pz[i], i * size, growth);
            largest = Math.max(largest, inverse[i * size + i]);
        }
        if (largest > LARGEST) {
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] /= 2;
            }
        }
    }

    /** The same sum on either side of the diagonal, so that P stays symmetric to the bit. */
    private void subtract(double x, int from, double growth) {
        double[] pz = this.pz;
        double[] inverse = this.inverse;
        for (int j = 0; j < pz.length; j++) {
            inverse[from + j] = (inverse[from + j] - x * pz[j]) * growth;
        }
    }
}
