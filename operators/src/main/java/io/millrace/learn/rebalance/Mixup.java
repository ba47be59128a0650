package io.millrace.learn.rebalance;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;
import java.util.List;

/**
 * Points between a sample and any of the last samples, whatever its class, that are of both classes
 * in proportion: mixup (Zhang, Cisse, Dauphin, Lopez-Paz, ICLR 2018), of samples of minority
 * classes only. How far they lie apart is drawn from Beta(α, α). Cross-entropy is linear in the
 * target, so one point with two classes is learned as two with one, and a part of the weight each.
 */
final class Mixup implements Synthesis {

    private final SampleWindow window;
    private final double alpha;

    Mixup(SampleWindow window, double alpha) {
        this.window = window;
        this.alpha = alpha;
    }

    @Override
    public void add(Sample original, long draw, List<Sample> copies) {
        if (window.samples() == 0) {
            copies.add(Copies.of(original, original.features().copy()));
            return;
        }
        int chosen = (int) (window.samples() * Chance.uniform(Chance.mix(draw, 0)));
        double way = beta(Chance.mix(draw, 1));
        FeatureVector mixed = Copies.between(original.features(), window.features(chosen), way);
        copies.add(Copies.of(original, mixed, original.label(), 1 - way));
        copies.add(Copies.of(original, mixed.copy(), window.label(chosen), way));
    }

    /**
     * Beta(α, α) by rejection (Jöhnk, 1964), which for an α up to 1 takes two tries on average at
     * most.
     */
    private double beta(long draw) {
        for (int i = 0; ; i++) {
            double x = power(Chance.mix(draw, 2L * i));
            double y = power(Chance.mix(draw, 2L * i + 1));
            if (x + y > 0 && x + y <= 1) {
                return x / (x + y);
            }
        }
    }

    private double power(long draw) {
        return StrictMath.pow(Chance.uniform(draw), 1 / alpha);
    }

    @Override
    public void remember(Sample original, boolean minority) {
        window.add(original.features(), original.labelClass());
    }

    /**
     * On average a copy is of its own class by one half, and by the other half of the classes as
     * they come.
     */
    @Override
    public double factor(boolean minority, double rare, int copies) {
        return 1 + copies * ((minority ? 0.5 : 0) + 0.5 * rare);
    }
}
