package io.millrace.learn.select;

/**
 * Scores from scores: a sum of the opinions of a population, each with a weight that learns by the
 * loss of the sum. Unlike an average it may be surer than each of them, and may turn one around.
 */
interface Mixing {

    String name();

    /** What it is, in a few words. */
    String description();

    /**
     * @param opinions raw scores, one row each
     * @param mixed receives the sum
     */
    void score(double[][] opinions, double[] mixed);

    /**
     * Learns from the sample whose opinions were summed last.
     *
     * @param slope derivative of the loss by the sum, without the weight of the sample
     * @param curvature of the loss by the sum, where there is one score
     * @param weight of the sample
     */
    void learn(double[][] opinions, double[] slope, double curvature, double weight);

    /** Forgets what it knows of an opinion, which from now on is that of another. */
    void forget(int opinion);
}
