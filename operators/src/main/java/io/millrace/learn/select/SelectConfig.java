package io.millrace.learn.select;

import java.io.Serializable;

/**
 * Whether one model is trained, as configured, or a population of models.
 *
 * @param type one or many
 * @param budget microseconds a sample that a population may take, about: so many members it has.
 *     Counted from what each kind of member is known to take, never from a clock
 * @param share of its weight that each opinion gives to all alike at each sample, within [0, 1):
 *     how fast the mixture can turn to another
 * @param generation samples after which the worst of some members alike becomes a copy of the best
 *     with another rate; 0 for never
 */
public record SelectConfig(Type type, double budget, double share, int generation)
        implements Serializable {

    /** One or many. */
    public enum Type {
        /** The network that the other keys describe. */
        NETWORK,
        /** A population: see {@link Population}. */
        AUTO
    }

    public SelectConfig {
        if (!(budget >= 1 && budget <= 1e6)) {
            throw new IllegalArgumentException(
                    "budget must be within 1 microsecond and 1 second, got " + budget);
        }
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share must be within [0, 1), got " + share);
        }
        if (generation < 0) {
            throw new IllegalArgumentException("generation must be 0 or more, got " + generation);
        }
    }

    /** One network. */
    public static SelectConfig network() {
        return new SelectConfig(Type.NETWORK, 20, 0.001, 2000);
    }

    /** A population with the default budget. */
    public static SelectConfig auto() {
        return new SelectConfig(Type.AUTO, 20, 0.001, 2000);
    }
}
