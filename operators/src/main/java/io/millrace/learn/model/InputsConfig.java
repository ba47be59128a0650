package io.millrace.learn.model;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model makes of the features before it weighs them.
 *
 * @param interactions pairs of features whose products are inputs too, each as {@code a*b}; or only
 *     {@value #ALL}, for every pair
 * @param buckets inputs that products are hashed into, at least 1
 * @param fourier random Fourier features in place of the dense inputs; 0 for none
 * @param bandwidth of their Gaussian kernel, in units of the scaled inputs; 0 for {@code √(n/2)} of
 *     n dense inputs
 */
public record InputsConfig(List<String> interactions, int buckets, int fourier, double bandwidth)
        implements Serializable {

    /** Stands for every pair. */
    public static final String ALL = "all";

    private static final int MOST_PRODUCTS = 10_000;

    public InputsConfig {
        interactions = List.copyOf(interactions);
        if (buckets < 1) {
            throw new IllegalArgumentException(
                    "interactions need at least one bucket, got " + buckets);
        }
        if (fourier < 0) {
            throw new IllegalArgumentException(
                    "random Fourier features must be 0 or more, got " + fourier);
        }
        if (!(bandwidth >= 0) || Double.isInfinite(bandwidth)) {
            throw new IllegalArgumentException("bandwidth must be 0 or more, got " + bandwidth);
        }
    }

    /** The features as they are. */
    public static InputsConfig plain() {
        return new InputsConfig(List.of(), 1 << 16, 0, 0);
    }

    /** Dense inputs of the model. */
    int head(Schema schema) {
        return fourier > 0 ? fourier : schema.head();
    }

    /**
     * All inputs of the model.
     *
     * @throws ArithmeticException if they are more than can be counted
     */
    int width(Schema schema) {
        int tail = schema.width() - schema.head();
        int hashed = interactions.isEmpty() ? 0 : buckets;
        return Math.addExact(head(schema), Math.addExact(tail, hashed));
    }

    /**
     * Entries that a sample has at most in the sparse tail.
     *
     * @throws IllegalArgumentException if an interaction does not name two features, or all make
     *     more than {@value #MOST_PRODUCTS} products
     */
    public int tail(Schema schema) {
        int entries = 0;
        for (Feature feature : schema.features()) {
            entries += sparse(feature) ? 1 : 0;
        }
        long products = 0;
        for (Pair pair : pairs(schema)) {
            products += (long) pair.first.entries() * pair.second.entries();
        }
        if (products > MOST_PRODUCTS) {
            throw new IllegalArgumentException(
                    "interactions make "
                            + products
                            + " products for each sample: at most "
                            + MOST_PRODUCTS
                            + " are allowed");
        }
        return Math.addExact(entries, (int) products);
    }

    /** Whether a feature contributes to the sparse tail: one entry at most. */
    static boolean sparse(Feature feature) {
        return feature instanceof Feature.Categorical || feature instanceof Feature.Hashed;
    }

    /**
     * Where a feature lies among the inputs of a schema.
     *
     * @param from first input
     * @param to behind the last
     */
    record Field(String name, int from, int to, boolean sparse) {

        static Field of(Schema schema, int feature) {
            Feature declared = schema.features().get(feature);
            int from = schema.offset(feature);
            int to = from + Schema.inputs(declared);
            return new Field(declared.name(), from, to, InputsConfig.sparse(declared));
        }

        /** Inputs that may be other than 0 at once. */
        int entries() {
            return sparse ? 1 : to - from;
        }
    }

    /** Two different fields. */
    record Pair(Field first, Field second) {}

    /**
     * The pairs that interact.
     *
     * @throws IllegalArgumentException if one does not name two different features of the schema
     */
    List<Pair> pairs(Schema schema) {
        if (interactions.isEmpty()) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>();
        for (int f = 0; f < schema.features().size(); f++) {
            fields.add(Field.of(schema, f));
        }
        List<Pair> pairs = new ArrayList<>();
        if (interactions.equals(List.of(ALL))) {
            for (int i = 0; i < fields.size(); i++) {
                for (int j = i + 1; j < fields.size(); j++) {
                    pairs.add(new Pair(fields.get(i), fields.get(j)));
                }
            }
            return pairs;
        }
        interactions.forEach(named -> pairs.add(pair(named, fields)));
        return pairs;
    }

    /** A name may hold a star itself. */
    private static Pair pair(String named, List<Field> fields) {
        for (Field first : fields) {
            for (Field second : fields) {
                if (first != second && named.equals(first.name + "*" + second.name)) {
                    return new Pair(first, second);
                }
            }
        }
        throw new IllegalArgumentException(
                "interaction '"
                        + named
                        + "' must be "
                        + ALL
                        + " or two features, as origin*carrier");
    }
}
