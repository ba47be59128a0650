package io.millrace.learn.select;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.Arrays;
import java.util.List;

/**
 * The labels of the nearest of the last samples (Cover & Hart, "Nearest neighbor pattern
 * classification", IEEE TIT 1967), nearer ones counting more: {@code 1 / (0.1 + (d / d_k)²)} with d
 * the Euclidean distance and d_k that of the farthest of the k, and each by its weight in the
 * stream as it came. A few and many neighbours are two opinions from one search. Synthetic samples
 * are not remembered.
 *
 * <p>Samples lie column by column, so that distances to all of them are sums over long loops. A
 * column is copied out first: Java makes vector instructions of a loop over two arrays only where
 * both have the same index, and takes a fifth of the time then. A category is one column, of the
 * number of its input (whole to 2^24, beyond which neighbours in number are taken for the same);
 * two different ones are at a squared distance of 2, as they are one-hot.
 */
final class Neighbours implements Member {

    private static final int[] SIZES = {5, 20};
    private static final int MOST = SIZES[1];

    /** The weight of the mean of all labels beside those of the neighbours. */
    private static final double LITTLE = 1e-3;

    private static final List<String> NAMES =
            List.of("neighbours-" + SIZES[0], "neighbours-" + SIZES[1]);

    private final int rows;
    private final int classes;
    private final Categories categories;
    private final int head;
    private final float[] columns;
    private final double[] labels;
    private final double[] weights;
    private final long[] seen;

    private final float[] distance;
    private final float[] column;
    private final float[] nearest = new float[MOST];
    private final int[] nearestRow = new int[MOST];
    private final double[] votes;

    /**
     * @param rows samples to remember
     * @param classes 0 for numbers
     */
    Neighbours(Page page, Schema schema, int rows, int classes) {
        this.rows = rows;
        this.classes = classes;
        this.categories = new Categories(schema);
        this.head = schema.head();
        int columns = head + categories.count();
        this.columns = page.floats("columns", Math.multiplyExact(rows, columns));
        this.labels = page.doubles("labels", rows);
        this.weights = page.doubles("weights", rows);
        this.seen = page.longs("seen", 1);
        if (classes > 0 && Arrays.stream(labels).anyMatch(l -> !(l >= 0 && l < classes))) {
            throw new PageMismatchException(
                    "page '" + page.stage() + "' remembers a sample whose class is none");
        }
        this.distance = new float[rows];
        this.column = new float[rows];
        this.votes = new double[classes];
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public String description(int opinion) {
        return SIZES[opinion] + " nearest of the last " + rows + " samples";
    }

    @Override
    public void score(Sample sample, double[][] scores, int at) {
        int kept = (int) Math.min(seen[0], rows);
        measure(sample.features(), kept);
        int found = select(kept);
        for (int s = 0; s < SIZES.length; s++) {
            vote(Math.min(found, SIZES[s]), sample, scores[at + s]);
        }
    }

    private void measure(FeatureVector features, int kept) {
        Arrays.fill(distance, 0, kept, 0);
        float[] x = features.head();
        for (int i = 0; i < x.length; i++) {
            add(x[i], i * rows, kept);
        }
        int[] own = categories.words(features);
        for (int c = 0; c < own.length; c++) {
            addCategory(own[c], (head + c) * rows, kept);
        }
    }

    private void add(float x, int from, int kept) {
        System.arraycopy(columns, from, column, 0, kept);
        float[] distance = this.distance;
        float[] column = this.column;
        for (int row = 0; row < kept; row++) {
            float d = x - column[row];
            distance[row] += d * d;
        }
    }

    /** Whole numbers that differ do so by 1 at least: a minimum is quicker than a question. */
    private void addCategory(float word, int from, int kept) {
        System.arraycopy(columns, from, column, 0, kept);
        float[] distance = this.distance;
        float[] column = this.column;
        for (int row = 0; row < kept; row++) {
            float d = word - column[row];
            distance[row] += 2 * Math.min(1, d * d);
        }
    }

    /** Finds the nearest, in order. */
    private int select(int kept) {
        int found = 0;
        float worst = Float.POSITIVE_INFINITY;
        for (int row = 0; row < kept; row++) {
            float d = distance[row];
            if (d < worst) {
                int i = found < MOST ? found++ : MOST - 1;
                for (; i > 0 && nearest[i - 1] > d; i--) {
                    nearest[i] = nearest[i - 1];
                    nearestRow[i] = nearestRow[i - 1];
                }
                nearest[i] = d;
                nearestRow[i] = row;
                worst = found < MOST ? Float.POSITIVE_INFINITY : nearest[MOST - 1];
            }
        }
        return found;
    }

    private void vote(int k, Sample sample, double[] scores) {
        double scale = k == 0 ? 1 : nearest[k - 1] + 1e-6;
        if (classes == 0) {
            scores[0] = mean(k, scale, sample.targetMean) / sample.targetScale;
            return;
        }
        Arrays.fill(votes, 1.0 / classes);
        for (int i = 0; i < k; i++) {
            votes[(int) labels[nearestRow[i]]] += weight(i, scale);
        }
        if (scores.length == 1) {
            scores[0] = StrictMath.log(votes[1] / votes[0]);
        } else {
            for (int j = 0; j < classes; j++) {
                scores[j] = StrictMath.log(votes[j]);
            }
        }
    }

    private double weight(int i, double scale) {
        return weights[nearestRow[i]] / (0.1 + nearest[i] / scale);
    }

    /** How far the nearest lie above a mean, on average. */
    private double mean(int k, double scale, double mean) {
        double sum = 0;
        double total = LITTLE;
        for (int i = 0; i < k; i++) {
            double weight = weight(i, scale);
            sum += weight * (labels[nearestRow[i]] - mean);
            total += weight;
        }
        return sum / total;
    }

    @Override
    public void learn(Sample sample, double target, double natural) {
        if (sample.synthetic) {
            return;
        }
        int row = (int) (seen[0] % rows);
        float[] x = sample.features().head();
        for (int i = 0; i < x.length; i++) {
            columns[i * rows + row] = x[i];
        }
        int[] own = categories.words(sample.features());
        for (int c = 0; c < own.length; c++) {
            columns[(head + c) * rows + row] = own[c];
        }
        labels[row] = sample.label();
        weights[row] = natural;
        seen[0]++;
    }
}
