package io.millrace.learn;

import io.millrace.data.Feature;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import org.jspecify.annotations.Nullable;

/**
 * What the arrays of a page mean, in 64 bits. The lengths of arrays do not tell it: two features
 * may change places, two classes their names, and all still fits. So a page keeps the fingerprint
 * of the settings under which it was begun, and is refused under others.
 *
 * <p>The settings that go in, and their order, are part of the format of a page: equal settings
 * have equal fingerprints on any machine and in any release.
 */
public final class Fingerprint {

    private static final String ARRAY = "configuration";

    /** The features that were asked for last: a large vocabulary is not read for each model. */
    private record Known(Schema schema, long features) {}

    private static volatile @Nullable Known known;

    private long hash;

    /** Adds a text. */
    public Fingerprint add(String text) {
        hash = Chance.of(hash, text);
        return this;
    }

    /** Adds a number. */
    public Fingerprint add(long number) {
        hash = Chance.mix(hash, number);
        return this;
    }

    /** Adds names, kinds, categories and order of the features. */
    public Fingerprint addFeatures(Schema schema) {
        Known last = known;
        if (last == null || last.schema != schema) {
            last = new Known(schema, features(schema));
            known = last;
        }
        return add(last.features);
    }

    private static long features(Schema schema) {
        Fingerprint all = new Fingerprint().add(schema.features().size());
        schema.features().forEach(all::addFeature);
        return all.hash;
    }

    private void addFeature(Feature feature) {
        add(feature.name());
        if (feature instanceof Feature.Numeric) {
            add("numeric");
        } else if (feature instanceof Feature.Bool) {
            add("boolean");
        } else if (feature instanceof Feature.Categorical c) {
            add("categorical").add(c.vocabulary().size());
            c.vocabulary().forEach(this::add);
        } else if (feature instanceof Feature.Hashed h) {
            add("hashed").add(h.buckets());
        } else if (feature instanceof Feature.Time t) {
            add("time").add(t.components().size());
            t.components().forEach(cycle -> add(cycle.name()));
        }
    }

    /** Adds the name of the target and its classes in order. */
    public Fingerprint addTarget(Schema schema) {
        Target target = schema.target();
        add(target.name());
        if (target instanceof Target.Classification c) {
            add("classes").add(c.size());
            c.classes().forEach(this::add);
        } else {
            add("number");
        }
        return this;
    }

    /**
     * Holds a page to these settings; one that has no fingerprint yet gets this one.
     *
     * @param settings what went in, as a reader of the configuration knows it
     * @throws PageMismatchException if the page was begun under others
     */
    public void require(Page page, String settings) {
        boolean begun = page.has(ARRAY);
        long[] kept = page.longs(ARRAY, 1);
        if (!begun) {
            kept[0] = hash;
        } else if (kept[0] != hash) {
            throw new PageMismatchException(
                    String.format(
                            "page '%s' was written under another configuration. These may not"
                                    + " change under kept state: %s. Set them back, or start"
                                    + " without the state: anew, or from a model file that fits",
                            page.stage(), settings));
        }
    }
}
