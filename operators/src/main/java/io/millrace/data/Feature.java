package io.millrace.data;

import java.io.Serializable;
import java.util.List;

/** A declared column of the stream and how it becomes inputs of a model. */
public sealed interface Feature extends Serializable {

    /** The name of the field or column, unique in its schema. */
    String name();

    /** A number: one input, normalised. */
    record Numeric(String name) implements Feature {}

    /** True or false (also 0/1): one input of 0 or 1, not normalised. */
    record Bool(String name) implements Feature {}

    /**
     * One of a declared set: one input a word, and one more for anything else (also missing).
     *
     * @param vocabulary the words, distinct, in the order of their inputs
     */
    record Categorical(String name, List<String> vocabulary) implements Feature {
        public Categorical {
            vocabulary = List.copyOf(vocabulary);
        }
    }

    /**
     * One of an open set: hashed into a fixed number of inputs, of which one is 1. Collisions share
     * a weight (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML
     * 2009).
     *
     * @param buckets number of inputs, at least 1
     */
    record Hashed(String name, int buckets) implements Feature {
        public Hashed {
            if (buckets < 1) {
                throw new IllegalArgumentException(
                        "feature '" + name + "' needs at least one bucket, got " + buckets);
            }
        }
    }

    /**
     * A point in time, as epoch milliseconds or ISO 8601 (UTC where it names no zone), expanded
     * into inputs of a cycle: sine and cosine of each chosen component, so that 23:59 lies beside
     * 00:00. The inputs lie within [-1, 1] and are not normalised.
     *
     * @param components the cycles, in the order of their inputs
     */
    record Time(String name, List<Cycle> components) implements Feature {
        public Time {
            components = List.copyOf(components);
        }
    }

    /** A cycle of the calendar. Each contributes sine and cosine of its first two harmonics. */
    enum Cycle {
        HOUR_OF_DAY,
        DAY_OF_WEEK,
        DAY_OF_YEAR;

        /** Inputs that a cycle expands into: sin, cos, sin of twice, cos of twice the angle. */
        public static final int INPUTS = 4;
    }
}
