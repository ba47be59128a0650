package io.millrace.learn.select;

import io.millrace.data.Sample;
import java.util.List;

/**
 * A learner of a population. It has one opinion on each sample, or several that share most of their
 * work. A view over its part of a page, like every stage.
 *
 * <p>An opinion is given as raw scores, as {@link io.millrace.learn.loss.Loss} takes them: the
 * log-odds of the second of two classes, one logit for each of several, or a number in standard
 * units.
 */
interface Member {

    /** The name of each opinion, unique in a population. */
    List<String> names();

    /** What an opinion is, in a few words. */
    String description(int opinion);

    /**
     * Looks at a sample.
     *
     * @param sample cleaned and scaled
     * @param scores receives the scores of each opinion, from {@code scores[at]} on
     */
    void score(Sample sample, double[][] scores, int at);

    /**
     * Learns from the sample that was looked at last.
     *
     * @param target what scores are held against: the class index, or the label in standard units
     * @param natural the weight of the sample without what rebalancing made of it, for members that
     *     know no offsets of their scores
     */
    void learn(Sample sample, double target, double natural);
}
