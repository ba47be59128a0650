package io.millrace.learn.normalize;

import io.millrace.data.Page;

/**
 * Subtracts the median and divides by the distance of the quartiles, each estimated by {@link
 * P2Quantiles}. An input of which the middle half is one value becomes 0, so this does not suit
 * columns that are mostly zero.
 */
final class RobustScaler implements Scaler {

    private final P2Quantiles lower;
    private final P2Quantiles median;
    private final P2Quantiles upper;
    private final int inputs;
    private final float bound;

    RobustScaler(Page page, int inputs, float bound) {
        this.lower = new P2Quantiles(page, "lower", inputs, 0.25);
        this.median = new P2Quantiles(page, "median", inputs, 0.5);
        this.upper = new P2Quantiles(page, "upper", inputs, 0.75);
        this.inputs = inputs;
        this.bound = bound;
    }

    @Override
    public void scale(float[] values) {
        for (int i = 0; i < inputs; i++) {
            double range = upper.estimate(i) - lower.estimate(i);
            values[i] =
                    range > 0
                            ? Scaler.bounded((values[i] - median.estimate(i)) / range, bound)
                            : 0f;
        }
    }

    @Override
    public void update(float[] values) {
        lower.add(values);
        median.add(values);
        upper.add(values);
    }
}
