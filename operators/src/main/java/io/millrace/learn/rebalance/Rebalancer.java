package io.millrace.learn.rebalance;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Chance;
import io.millrace.learn.Fingerprint;
import io.millrace.learn.Stage;
import io.millrace.learn.rebalance.RebalanceConfig.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes rare classes count more in learning, by the class sizes before the sample; only then is the
 * sample counted. A masked sample goes on down the chain and is scored like any other. The targets
 * of a regression pass untouched.
 *
 * <p>A model trained on rebalanced classes would give the probabilities of the rebalanced stream.
 * So, calibrating, the logarithm of each class's factor is left as an offset on its logit: the
 * model trains on the shifted logits and predicts with its own (Wang, Zhang, Wang, "Nonuniform
 * Negative Sampling and Log Odds Correction with Rare Events Data", NeurIPS 2021). Synthetic copies
 * count as part of that factor.
 */
public final class Rebalancer implements Stage {

    private final RebalanceConfig config;
    private final @Nullable ClassSizes sizes;
    private final Factors factors;
    private final @Nullable Augmenter augmenter;
    private final double[] factor;
    private final double[] offsets;
    private boolean minority;

    Rebalancer(RebalanceConfig config, Page page, Schema schema) {
        this.config = config;
        int classes = schema.target() instanceof Target.Classification c ? c.size() : 0;
        if (classes > 0) {
            new Fingerprint().addTarget(schema).require(page, "the target, its classes in order");
        }
        this.sizes = classes == 0 ? null : new ClassSizes(page, classes, config.halfLife());
        this.factors = new Factors(config);
        this.augmenter =
                classes == 0 || config.augment() == 0 ? null : new Augmenter(config, page, schema);
        this.factor = new double[classes];
        this.offsets = new double[classes];
    }

    @Override
    public void process(Sample sample) {
        if (sizes == null) {
            return;
        }
        int label = sample.labelClass();
        if (config.method() != Method.NONE) {
            factors.of(sizes, factor);
            apply(factor[label], sample);
        } else {
            Arrays.fill(factor, 1);
        }
        minority = sizes.isMinority(label);
        if (config.calibrate() && (config.method() != Method.NONE || config.augment() > 0)) {
            sample.logitOffsets = offsets(sizes);
        }
        sizes.add(label);
    }

    private void apply(double factor, Sample sample) {
        if (config.method() == Method.UNDERSAMPLE) {
            sample.masked |= Chance.uniform(Chance.of(config.seed(), sample)) >= factor;
        } else {
            sample.weight *= factor;
        }
    }

    private double[] offsets(ClassSizes sizes) {
        double rare = augmenter == null ? 0 : sizes.shareOfMinorities();
        for (int k = 0; k < offsets.length; k++) {
            double copied = augmenter == null ? 1 : augmenter.factor(sizes.isMinority(k), rare);
            offsets[k] = StrictMath.log(factor[k] * copied);
        }
        return offsets;
    }

    /**
     * Synthetic samples to learn right after this one, which was just processed; mostly none. Each
     * owns its arrays, and carries the same key, class, weight and offsets.
     */
    public List<Sample> augment(Sample sample) {
        if (augmenter == null) {
            return List.of();
        }
        boolean wanted = minority && !sample.masked;
        List<Sample> copies = wanted ? augmenter.copies(sample) : List.of();
        augmenter.remember(sample, minority);
        return copies;
    }
}
