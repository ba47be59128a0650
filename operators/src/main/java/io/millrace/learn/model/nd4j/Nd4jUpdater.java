package io.millrace.learn.model.nd4j;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.AdaDeltaUpdater;
import org.nd4j.linalg.learning.AdaMaxUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NadamUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;

/**
 * An updater of ND4J that keeps two numbers a parameter, over native memory that is made once for
 * each length and shared by all models that a thread trains: between two updates it holds nothing
 * that matters.
 */
public final class Nd4jUpdater {

    /** An update rule. */
    public enum Rule {
        ADAMAX(AdaMaxUpdater.M_STATE, AdaMaxUpdater.U_STATE) {
            @Override
            IUpdater with(double beta1, double beta2, double epsilon) {
                return new AdaMax(0, beta1, beta2, epsilon);
            }
        },
        NADAM(NadamUpdater.M_STATE, NadamUpdater.V_STATE) {
            @Override
            IUpdater with(double beta1, double beta2, double epsilon) {
                return new Nadam(0, beta1, beta2, epsilon);
            }
        },
        ADADELTA(AdaDeltaUpdater.MSG_STATE, AdaDeltaUpdater.MSDX_STATE) {
            @Override
            IUpdater with(double beta1, double beta2, double epsilon) {
                return new AdaDelta(beta2, epsilon);
            }
        },
        ADABELIEF(AdaBeliefUpdater.M_STATE, AdaBeliefUpdater.S_STATE) {
            @Override
            IUpdater with(double beta1, double beta2, double epsilon) {
                return new AdaBelief(0, beta1, beta2, epsilon);
            }
        };

        private final String first;
        private final String second;

        /** By ND4J's names of the two. */
        Rule(String first, String second) {
            this.first = first;
            this.second = second;
        }

        abstract IUpdater with(double beta1, double beta2, double epsilon);
    }

    private static final ThreadLocal<Map<Key, Nd4jUpdater>> UPDATERS =
            ThreadLocal.withInitial(HashMap::new);

    private record Key(Rule rule, double beta1, double beta2, double epsilon, int length) {}

    private final IUpdater config;
    private final GradientUpdater<?> updater;
    private final INDArray changes;
    private final FloatBuffer changeMemory;
    private final FloatBuffer firstMemory;
    private final FloatBuffer secondMemory;
    private final float[] change;
    private final float[] first;
    private final float[] second;

    /** This thread's updater of a rule for so many parameters. */
    public static Nd4jUpdater of(
            Rule rule, double beta1, double beta2, double epsilon, int length) {
        return UPDATERS.get()
                .computeIfAbsent(new Key(rule, beta1, beta2, epsilon, length), Nd4jUpdater::new);
    }

    private Nd4jUpdater(Key key) {
        INDArray firsts = row(key.length);
        INDArray seconds = row(key.length);
        this.config = key.rule.with(key.beta1, key.beta2, key.epsilon);
        this.updater =
                config.instantiate(Map.of(key.rule.first, firsts, key.rule.second, seconds), false);
        this.changes = row(key.length);
        this.changeMemory = changes.data().asNioFloat();
        this.firstMemory = firsts.data().asNioFloat();
        this.secondMemory = seconds.data().asNioFloat();
        this.change = new float[key.length];
        this.first = new float[key.length];
        this.second = new float[key.length];
    }

    private static INDArray row(int length) {
        return Nd4j.create(DataType.FLOAT, 1, length);
    }

    /** Where {@link #apply} finds the gradient, and leaves what to take off the parameters. */
    public float[] change() {
        return change;
    }

    /** Where it finds, and leaves, the first of the numbers that are kept of each parameter. */
    public float[] first() {
        return first;
    }

    /** The second. */
    public float[] second() {
        return second;
    }

    /**
     * One update.
     *
     * @param rate the learning rate, of no use to a rule without one
     * @param step how many steps were taken before it
     */
    public void apply(double rate, int step) {
        changeMemory.put(0, change);
        firstMemory.put(0, first);
        secondMemory.put(0, second);
        if (config.hasLearningRate()) {
            config.setLrAndSchedule(rate, null);
        }
        updater.applyUpdater(changes, step, 0);
        changeMemory.get(0, change);
        firstMemory.get(0, first);
        secondMemory.get(0, second);
    }
}
