package io.millrace.learn.history;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Fingerprint;
import io.millrace.learn.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * Adds numbers to a sample that tell of the samples before it: lags of the label and of features,
 * and faded means of the label, over the whole stream and over the samples of the same category.
 * Only then does the sample become a part of the past. See {@link HistoryConfig} for the inputs and
 * their order.
 *
 * <p>What is not there yet:
 *
 * <ul>
 *   <li>Before the first label, a number is 0 and classes are equally likely.
 *   <li>A lag farther than the first sample is that of the first; of a feature, before it, that of
 *       the sample itself.
 *   <li>The mean of a category leans on that of the whole stream m, with the weight of {@value
 *       #PRIOR} labels: {@code (w m_c + p m) / (w + p)} (Micci-Barreca, "A preprocessing scheme for
 *       high-cardinality categorical attributes in classification and prediction problems", SIGKDD
 *       Explorations 2001). So a category that never came has m.
 * </ul>
 *
 * <p>Every sample counts alike, whatever its weight, and also if later stages leave it out.
 */
public final class History implements Stage {

    private static final double PRIOR = 2;
    private static final int WHOLE = 0;

    private final int numeric;
    private final int inputs;
    private final int outputs;
    private final int[] lagsBack;
    private final int[] lagged;
    private final int means;
    private final Column[] columns;
    private final Lags lags;
    private final FadedMeans all;
    private final FadedMeans[] byColumn;
    private final double unknown;

    private final double[] label;
    private final double[] numbers;

    History(HistoryConfig config, Page page, Schema schema) {
        fingerprint(config, schema)
                .require(page, "history, the features, their types and their order, the target");
        List<String> names = config.inputs(schema);
        Target target = schema.target();
        this.numeric = schema.numeric();
        this.inputs = names.size();
        this.outputs = HistoryConfig.outputs(target);
        this.unknown = target instanceof Target.Regression ? 0 : 1.0 / target.size();
        this.lagsBack = config.lags().stream().mapToInt(lag -> lag).toArray();
        this.lagged =
                config.features().stream()
                        .mapToInt(name -> HistoryConfig.lagged(schema, name))
                        .toArray();
        this.means = config.means().size();
        this.columns =
                config.by().stream().map(name -> Column.of(schema, name)).toArray(Column[]::new);
        this.label = new double[outputs];
        this.numbers = new double[outputs + lagged.length];
        this.lags = new Lags(page, numbers.length, config.farthest());
        this.all = new FadedMeans(page, "all", config.means(), 1, outputs);
        this.byColumn = new FadedMeans[columns.length];
        for (int c = 0; c < columns.length; c++) {
            byColumn[c] =
                    new FadedMeans(page, "by" + c, config.means(), columns[c].values(), outputs);
        }
    }

    private static Fingerprint fingerprint(HistoryConfig config, Schema schema) {
        Fingerprint fingerprint = new Fingerprint().addFeatures(schema).addTarget(schema);
        config.inputs(schema).forEach(fingerprint::add);
        return fingerprint;
    }

    @Override
    public void process(Sample sample) {
        FeatureVector own = sample.features();
        float[] past = past(own);
        remember(own, sample.label());
        sample.widen(numeric, past);
    }

    /** Adds to a sample what {@link #process} would, and remembers nothing of it. */
    public void transform(Sample sample) {
        if (inputs > 0) {
            sample.widen(numeric, past(sample.features()));
        }
    }

    private float[] past(FeatureVector own) {
        float[] past = new float[inputs];
        int next = 0;
        for (int lag : lagsBack) {
            for (int k = 0; k < outputs; k++) {
                past[next++] = (float) (lags.isEmpty() ? unknown : lags.get(lag, k));
            }
        }
        for (int i = 0; i < lagged.length; i++) {
            for (int lag : lagsBack) {
                past[next++] =
                        lags.isEmpty() ? own.head()[lagged[i]] : (float) lags.get(lag, outputs + i);
            }
        }
        for (int h = 0; h < means; h++) {
            for (int k = 0; k < outputs; k++) {
                past[next++] = (float) mean(h, k);
            }
        }
        for (int c = 0; c < columns.length; c++) {
            int value = columns[c].of(own);
            for (int h = 0; h < means; h++) {
                for (int k = 0; k < outputs; k++) {
                    past[next++] = (float) mean(byColumn[c], value, h, k);
                }
            }
        }
        return past;
    }

    private double mean(int h, int output) {
        return all.weight(WHOLE, h) == 0 ? unknown : all.mean(WHOLE, h, output);
    }

    private double mean(FadedMeans means, int value, int h, int output) {
        double whole = mean(h, output);
        if (value == Column.NONE) {
            return whole;
        }
        double weight = means.weight(value, h);
        return (weight * means.mean(value, h, output) + PRIOR * whole) / (weight + PRIOR);
    }

    private void remember(FeatureVector own, double target) {
        if (outputs == 1) {
            label[0] = target;
        } else {
            Arrays.fill(label, 0);
            label[(int) target] = 1;
        }
        if (lagsBack.length > 0) {
            System.arraycopy(label, 0, numbers, 0, outputs);
            for (int i = 0; i < lagged.length; i++) {
                numbers[outputs + i] = own.head()[lagged[i]];
            }
            lags.add(numbers);
        }
        all.add(WHOLE, label);
        for (int c = 0; c < columns.length; c++) {
            int value = columns[c].of(own);
            if (value != Column.NONE) {
                byColumn[c].add(value, label);
            }
        }
    }
}
