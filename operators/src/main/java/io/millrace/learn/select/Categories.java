package io.millrace.learn.select;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Schema;
import java.util.Arrays;

/** The sparse tail of a sample, read as one word for each categorical feature. */
final class Categories {

    private static final int NONE = -1;

    private final int[] ends;
    private final int[] words;

    Categories(Schema schema) {
        int[] ends = new int[schema.features().size()];
        int count = 0;
        for (int f = 0; f < ends.length; f++) {
            Feature feature = schema.features().get(f);
            if (schema.offset(f) >= schema.head()) {
                ends[count++] = schema.offset(f) + Schema.inputs(feature);
            }
        }
        this.ends = Arrays.copyOf(ends, count);
        this.words = new int[count];
    }

    /** Inputs of a sample that are not 0: all dense ones, and one of each categorical feature. */
    static int active(Schema schema) {
        return schema.head() + new Categories(schema).count();
    }

    /** Categorical features. */
    int count() {
        return ends.length;
    }

    /** The input that is 1 for each of them, -1 for none. Valid until the next call. */
    int[] words(FeatureVector features) {
        int[] tail = features.tailIndices();
        int t = 0;
        for (int c = 0; c < ends.length; c++) {
            words[c] = NONE;
            while (t < tail.length && tail[t] < ends[c]) {
                words[c] = tail[t++];
            }
        }
        return words;
    }
}
