package io.millrace.learn.select;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.loss.Loss;
import java.util.List;

/**
 * A linear model over everything that can be told by a table: each input in steps of half a
 * standard deviation, each category, and all pairs of these, hashed into one table of weights
 * (Weinberger et al., ICML 2009), which learn by AdaGrad (Duchi, Hazan, Singer, JMLR 2011), each
 * divided by the root of one more than its sum of squares.
 *
 * <p>Pairs are those of all inputs where there are up to {@value #MOST_PAIRED}, else of the first
 * so many categories alone.
 */
final class Crosses implements Member {

    private static final int MOST_PAIRED = 16;

    /** Slots of the table for one output; fewer if there are many outputs. */
    private static final int MOST_BITS = 16;

    private static final int MOST_WEIGHTS = 1 << 20;

    private final List<String> names;
    private final Loss loss;
    private final Categories categories;
    private final int outputs;
    private final int bits;
    private static final float RATE = 0.1f;
    private final float[] weights;
    private final float[] squares;

    /** Categories before numbers. */
    private final long[] fields;

    private final int paired;
    private final int[] slots;
    private final double[] raw;
    private final double[] slope;

    Crosses(Page page, Schema schema, Loss loss) {
        this.names = List.of("crosses");
        this.loss = loss;
        this.categories = new Categories(schema);
        this.outputs = loss.outputs();
        this.bits = Math.min(MOST_BITS, 31 - Integer.numberOfLeadingZeros(MOST_WEIGHTS / outputs));
        this.weights = page.floats("weights", outputs << bits);
        this.squares = page.floats("squares", outputs << bits);
        this.fields = new long[schema.head() + categories.count()];
        this.paired = paired(schema.head(), categories.count());
        this.slots = new int[slots(schema)];
        this.raw = new double[outputs];
        this.slope = new double[outputs];
    }

    /** Weights that a sample has for each output. */
    static int slots(Schema schema) {
        int words = new Categories(schema).count();
        int paired = paired(schema.head(), words);
        return 1 + schema.head() + words + paired * (paired - 1) / 2;
    }

    private static int paired(int numbers, int words) {
        return numbers + words <= MOST_PAIRED ? numbers + words : Math.min(words, MOST_PAIRED);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public String description(int opinion) {
        if (paired < 2) {
            return "steps and categories";
        }
        return "steps, categories and pairs of "
                + (paired == fields.length ? "them all" : paired + " categories");
    }

    @Override
    public void score(Sample sample, double[][] scores, int at) {
        find(sample.features());
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int slot : slots) {
                sum += weights[slot + j];
            }
            scores[at][j] = sum;
        }
        System.arraycopy(scores[at], 0, raw, 0, outputs);
    }

    private void find(FeatureVector features) {
        int[] words = categories.words(features);
        for (int c = 0; c < words.length; c++) {
            fields[c] = Chance.mix(-1 - c, words[c]);
        }
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            long step = Math.round(2.0 * Math.max(-3, Math.min(3, head[i])));
            fields[words.length + i] = Chance.mix(i, step);
        }
        int n = fields.length;
        for (int i = 0; i < n; i++) {
            slots[1 + i] = slot(fields[i]);
        }
        int next = n + 1;
        for (int i = 1; i < paired; i++) {
            for (int j = 0; j < i; j++) {
                slots[next++] = slot(fields[i] * 0x9E3779B97F4A7C15L + fields[j]);
            }
        }
    }

    /** The first slot is that of the bias. */
    private int slot(long hash) {
        return (int) ((hash * 0xD1342543DE82EF95L) >>> (64 - bits)) * outputs;
    }

    @Override
    public void learn(Sample sample, double target, double natural) {
        if (sample.logitOffsets != null) {
            loss.shift(raw, sample.logitOffsets);
        }
        loss.gradient(raw, target, slope);
        for (int j = 0; j < outputs; j++) {
            float g = (float) (sample.weight * slope[j]);
            for (int slot : slots) {
                float sum = squares[slot + j] + g * g;
                squares[slot + j] = sum;
                weights[slot + j] -= RATE * g / (float) Math.sqrt(sum + 1);
            }
        }
    }
}
