package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.loss.Loss;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recursive least squares with forgetting (see {@link FadingInverse}): the exact minimum of all
 * squared errors so far, each fading by λ a sample, plus a ridge.
 *
 * <p>Classes are told by one target of 0 or 1 each (two by one of -1 or 1) that share P. The scores
 * of a classification are the outputs times a temperature, which learns by the gradient of the
 * cross-entropy.
 */
final class LeastSquares implements Member {

    private static final double RIDGE = 1;
    private static final double LARGEST = 1e4;
    private static final double TEMPERATURE = 4;
    private static final double COLDEST = 1;
    private static final double HOTTEST = 40;
    private static final double TEMPERATURE_RATE = 0.02;

    private final List<String> names;
    private final Basis basis;
    private final Loss loss;
    private final @Nullable Units units;
    private final int size;
    private final int outputs;
    private final FadingInverse inverse;
    private final double[] weights;
    private final double[] temperature;

    private final double[] z;
    private final double[] output;
    private final double[] scaled;
    private final double[] slope;

    /**
     * @param loss of the population
     * @param units of a regression; null for classes
     */
    LeastSquares(
            String name,
            Page page,
            Basis basis,
            double forgetting,
            Loss loss,
            @Nullable Units units) {
        this.names = List.of(name);
        this.basis = basis;
        this.loss = loss;
        this.units = units;
        this.size = basis.size();
        this.outputs = loss.outputs();
        this.inverse = new FadingInverse(page, size, forgetting, 1 / RIDGE, LARGEST);
        this.weights = page.doubles("weights", Math.multiplyExact(size, outputs));
        boolean begun = page.has("temperature");
        this.temperature = page.doubles("temperature", 1);
        if (!begun) {
            temperature[0] = outputs > 1 ? 2 * TEMPERATURE : TEMPERATURE;
        }
        this.z = new double[size];
        this.output = new double[outputs];
        this.scaled = new double[outputs];
        this.slope = new double[outputs];
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
        basis.expand(sample, z);
        for (int k = 0; k < outputs; k++) {
            output[k] = product(k);
            scaled[k] = temperature[0] * output[k];
            scores[at][k] = units == null ? scaled[k] : units.score(output[k], sample);
        }
    }

    private double product(int k) {
        double sum = basis.base();
        for (int i = 0; i < size; i++) {
            sum += weights[k * size + i] * z[i];
        }
        return sum;
    }

    @Override
    public void learn(Sample sample, double target, double natural) {
        if (units == null) {
            learnTemperature(target, natural);
        }
        double gain = inverse.add(z, natural);
        double[] direction = inverse.projected();
        for (int k = 0; k < outputs; k++) {
            double step = gain * (wanted(k, sample, target) - output[k]);
            for (int i = 0; i < size; i++) {
                weights[k * size + i] += step * direction[i];
            }
        }
        basis.remember(sample);
        if (units != null && !sample.synthetic && units.follow(sample)) {
            inverse.begin();
            Arrays.fill(weights, 0);
        }
    }

    private double wanted(int k, Sample sample, double target) {
        if (units != null) {
            return units.of(target * sample.targetScale + sample.targetMean);
        }
        return outputs == 1 ? 2 * target - 1 : (int) target == k ? 1 : 0;
    }

    private void learnTemperature(double target, double natural) {
        loss.gradient(scaled, target, slope);
        double gradient = 0;
        for (int k = 0; k < outputs; k++) {
            gradient += slope[k] * output[k];
        }
        double next = temperature[0] - TEMPERATURE_RATE * natural * gradient;
        if (!Double.isNaN(next)) {
            temperature[0] = Math.max(COLDEST, Math.min(HOTTEST, next));
        }
    }
}
