package io.millrace.learn.normalize;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Fingerprint;
import io.millrace.learn.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Scales the numeric inputs of a sample, and says how a regression target is to be standardised, by
 * the statistics before the sample. Only then does the sample change them. So the score of a sample
 * never knows the sample.
 *
 * <p>Expects a clean head: every value finite. What is scaled lies within [-bound, bound].
 */
public final class Normalizer implements Stage {

    private final Scaler scaler;
    private final float[] raw;
    private final @Nullable TargetScaler target;

    Normalizer(NormalizeConfig config, Page page, Schema schema) {
        boolean scaled = config.target() && schema.target() instanceof Target.Regression;
        fingerprint(config, schema, scaled)
                .require(
                        page,
                        "the features, their types and their order, normalize.method,"
                                + " normalize.target, and the target where that is on");
        this.raw = new float[schema.numeric()];
        this.scaler = scaler(config, page, schema.numeric());
        this.target = scaled ? new TargetScaler(page, config.halfLife(), config.bound()) : null;
    }

    private static Fingerprint fingerprint(NormalizeConfig config, Schema schema, boolean scaled) {
        Fingerprint fingerprint = new Fingerprint().addFeatures(schema).add(config.method().name());
        return scaled ? fingerprint.addTarget(schema) : fingerprint;
    }

    private static Scaler scaler(NormalizeConfig config, Page page, int inputs) {
        return switch (config.method()) {
            case NONE -> new NoScaler();
            case STANDARD -> new StandardScaler(page, inputs, config.halfLife(), config.bound());
            case MIN_MAX -> new MinMaxScaler(page, inputs, config.bound());
            case ROBUST -> new RobustScaler(page, inputs, config.bound());
        };
    }

    @Override
    public void process(Sample sample) {
        System.arraycopy(sample.features().head(), 0, raw, 0, raw.length);
        transform(sample);
        scaler.update(raw);
        if (target != null) {
            target.update(sample.label());
        }
    }

    /** Scales a sample as {@link #process} would, and learns nothing from it. */
    public void transform(Sample sample) {
        scaler.scale(sample.features().head());
        if (target != null) {
            target.annotate(sample);
        }
    }
}
