package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The features of a sample and of the one before it, and the last two labels: with them a linear
 * model is an autoregression with further inputs (ARX: Ljung, "System Identification", chapter 4).
 * It foretells a level that wanders, where {@link Inputs} know nothing of it.
 *
 * <p>Numbers are foretold as changes, by changes: a score begins with the number before, and inputs
 * are the features, their changes, the number before and its change. So one who knows no weights
 * says that nothing changes. They are in the units of the learner. Classes are -1 and 1 of two, and
 * 0 or 1 each of more. Nothing that was not yet seen is 0. Synthetic samples leave no past.
 */
final class Past implements Basis {

    private static final int LAGS = 2;
    private static final double FARTHEST = 1000;

    private final Inputs inputs;
    private final int width;
    private final int outputs;
    private final int size;
    private final @Nullable Units units;
    private final double[] before;
    private final double[] labels;
    private final long[] seen;

    /**
     * @param outputs numbers that tell a label
     * @param units of a regression; null for classes
     */
    Past(Page page, Schema schema, int outputs, @Nullable Units units) {
        this.inputs = new Inputs(schema);
        this.width = schema.width();
        this.outputs = outputs;
        this.units = units;
        this.before = page.doubles("before", width);
        this.labels = page.doubles("labels", LAGS);
        this.seen = page.longs("seen", 1);
        int classes = schema.target() instanceof Target.Classification c ? c.size() : 0;
        if (classes > 0 && Arrays.stream(labels).anyMatch(l -> !(l >= 0 && l < classes))) {
            throw new PageMismatchException(
                    "page '" + page.stage() + "' remembers a sample whose class is none");
        }
        this.size = size(schema, outputs);
    }

    /** What {@link #size()} will be. */
    static int size(Schema schema, int outputs) {
        return 2 * schema.width() + LAGS * outputs + 1;
    }

    @Override
    public String noun() {
        return " inputs, those before and the last labels";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void expand(Sample sample, double[] z) {
        inputs.expand(sample.features(), z);
        for (int i = 0; i < width; i++) {
            double change = seen[0] == 0 ? 0 : z[i] - before[i];
            z[width + i] = units == null ? before[i] : change;
        }
        Arrays.fill(z, 2 * width, z.length, 0);
        for (int lag = 0; lag < Math.min(LAGS, seen[0]); lag++) {
            tell(labels[lag], z, 2 * width + lag * outputs);
        }
        if (units != null) {
            z[2 * width + 1] = seen[0] < 2 ? 0 : z[2 * width] - z[2 * width + 1];
        }
        z[z.length - 1] = 1;
    }

    private void tell(double label, double[] z, int at) {
        if (units != null) {
            z[at] = bounded(units, label);
        } else if (outputs == 1) {
            z[at] = 2 * label - 1;
        } else {
            z[at + (int) label] = 1;
        }
    }

    @Override
    public double base() {
        return units == null || seen[0] == 0 ? 0 : bounded(units, labels[0]);
    }

    private static double bounded(Units units, double label) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, units.of(label)));
    }

    @Override
    public void remember(Sample sample) {
        if (sample.synthetic) {
            return;
        }
        inputs.expand(sample.features(), before);
        labels[1] = labels[0];
        labels[0] = sample.label();
        seen[0]++;
    }
}
