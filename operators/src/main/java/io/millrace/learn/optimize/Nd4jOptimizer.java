package io.millrace.learn.optimize;

import io.millrace.data.Page;
import io.millrace.learn.model.nd4j.Nd4jUpdater;
import java.util.Arrays;

/**
 * The adapter of ND4J's own updaters: AdaMax (Kingma & Ba, ICLR 2015, section 7.1), Nadam (Dozat,
 * ICLR workshop 2016), AdaDelta (Zeiler, arXiv 1212.5701) and AdaBelief (Zhuang et al., NeurIPS
 * 2020). Their state is in the page like that of any optimizer; each update copies it to ND4J and
 * back, which takes some ten microseconds for each stretch of parameters: for mini-batches, not for
 * rows. (ND4J's Nadam does not correct its second moment for starting at zero: its first steps are
 * up to {@code 1 / √(1 - β2)} times as long as the rate.)
 *
 * <p>Their steps have no bound that could be told beforehand, so what they leave is looked at: a
 * parameter whose update or state is not finite stays as it is, and no move is above {@value
 * #FARTHEST}.
 */
final class Nd4jOptimizer implements Optimizer {

    private static final float FARTHEST = 1e6f;

    private final OptimizerConfig config;
    private final float[] first;
    private final float[] second;
    private final long[] steps;
    private double rate;

    Nd4jOptimizer(OptimizerConfig config, Page page, int parameters) {
        this.config = config;
        this.first = Moments.bind(page, "nd4j.first", parameters);
        this.second = Moments.bind(page, "nd4j.second", parameters);
        this.steps = page.longs("nd4j.steps", 1);
    }

    @Override
    public void load() {
        updater(1);
    }

    private Nd4jUpdater updater(int length) {
        return Nd4jUpdater.of(
                Nd4jUpdater.Rule.valueOf(config.kind().name()),
                config.beta1(),
                config.beta2(),
                config.epsilon(),
                length);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return FARTHEST;
    }

    @Override
    public void begin(double rate, double norm) {
        this.rate = rate;
        steps[0]++;
    }

    @Override
    public void update(
            float[] params,
            int at,
            float[] direction,
            int from,
            int length,
            float scale,
            float l2) {
        Nd4jUpdater updater = updater(length);
        float[] change = updater.change();
        for (int i = 0; i < length; i++) {
            change[i] = scale * direction[from + i] + l2 * params[at + i];
        }
        System.arraycopy(first, at, updater.first(), 0, length);
        System.arraycopy(second, at, updater.second(), 0, length);
        updater.apply(rate, (int) Math.min(steps[0] - 1, Integer.MAX_VALUE));
        for (int i = 0; i < length; i++) {
            take(params, at + i, change[i], updater.first()[i], updater.second()[i]);
        }
    }

    private void take(float[] params, int i, float change, float newFirst, float newSecond) {
        if (Float.isFinite(change) && Float.isFinite(newFirst) && Float.isFinite(newSecond)) {
            first[i] = Moments.flush(newFirst);
            second[i] = Moments.flush(newSecond);
            params[i] -= Math.max(-FARTHEST, Math.min(FARTHEST, change));
        }
    }

    @Override
    public void restart(float[] params) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        steps[0] = 0;
    }
}
