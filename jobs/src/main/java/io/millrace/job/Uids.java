package io.millrace.job;

/**
 * The identities of all operators with state: a savepoint finds its way back by them, so they are
 * never changed. Each is also the operator's name in the Flink UI.
 */
public final class Uids {

    public static final String SOURCE = "source";
    public static final String PARSE = "parse";
    public static final String ADMIT = "admit";
    public static final String CLEAN = "clean";
    public static final String HISTORY = "history";
    public static final String NORMALIZE = "normalize";
    public static final String REBALANCE = "rebalance";
    public static final String TRAIN = "train";
    public static final String EVALUATE = "evaluate";
    public static final String METRICS = "metrics";
    public static final String PREDICTIONS = "predictions";
    public static final String DEAD_LETTERS = "dead-letters";
    public static final String MODELS = "models";

    private Uids() {}
}
