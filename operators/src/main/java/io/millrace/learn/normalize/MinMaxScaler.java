package io.millrace.learn.normalize;

import io.millrace.data.Page;

/**
 * Maps the range seen so far onto [0, 1]. A value beyond that range lands beyond 0 or 1, within the
 * bound; an input that never changed becomes 0.
 */
final class MinMaxScaler implements Scaler {

    private final long[] count;
    private final double[] min;
    private final double[] max;
    private final float bound;

    MinMaxScaler(Page page, int inputs, float bound) {
        this.count = page.longs("count", 1);
        this.min = page.doubles("min", inputs);
        this.max = page.doubles("max", inputs);
        this.bound = bound;
    }

    @Override
    public void scale(float[] values) {
        for (int i = 0; i < min.length; i++) {
            double range = max[i] - min[i];
            values[i] = range > 0 ? Scaler.bounded((values[i] - min[i]) / range, bound) : 0f;
        }
    }

    @Override
    public void update(float[] values) {
        boolean first = count[0]++ == 0;
        for (int i = 0; i < min.length; i++) {
            min[i] = first ? values[i] : Math.min(min[i], values[i]);
            max[i] = first ? values[i] : Math.max(max[i], values[i]);
        }
    }
}
