package io.millrace.learn.optimize;

import static io.millrace.learn.optimize.Optimizers.ADAGRAD;
import static io.millrace.learn.optimize.Optimizers.GRADIENTS;
import static io.millrace.learn.optimize.Optimizers.MOMENTUM;
import static io.millrace.learn.optimize.Optimizers.NESTEROV;
import static io.millrace.learn.optimize.Optimizers.RMSPROP;
import static io.millrace.learn.optimize.Optimizers.SGD;
import static io.millrace.learn.optimize.Optimizers.adam;
import static io.millrace.learn.optimize.Optimizers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Against the updaters of ND4J. */
class OptimizerAgainstNd4jTest {

    @Test
    void sgdIsThatOfNd4j() {
        assertThat(run(SGD, new Page("train")))
                .containsExactly(nd4j(new Sgd(0.1), 0), within(1e-6f));
    }

    /** ND4J adds epsilon before it corrects the second moment: alike where epsilon is small. */
    @Test
    void adamIsThatOfNd4j() {
        OptimizerConfig config = adam(0.9, 0.999, 1e-12, true, false, false);
        float[] expected = nd4j(new Adam(0.1, 0.9, 0.999, 1e-12), 6);
        assertThat(run(config, new Page("train"))).containsExactly(expected, within(2e-6f));
    }

    @Test
    void nesterovsMomentumIsThatOfNd4j() {
        INDArray state = Nd4j.create(1, 3);
        float[] expected = nd4j(new Nesterovs(0.1, 0.9), state);
        Page page = new Page("train");
        assertThat(run(NESTEROV, page)).containsExactly(expected, within(1e-6f));
        assertThat(page.floats("momentum.velocity", 3))
                .containsExactly(state.toFloatVector(), within(1e-6f));
    }

    /** Which keeps the same velocity, but does not look ahead. */
    @Test
    void theVelocityOfMomentumIsThatOfNd4j() {
        INDArray state = Nd4j.create(1, 3);
        nd4j(new Nesterovs(0.1, 0.9), state);
        Page page = new Page("train");
        run(MOMENTUM, page);
        assertThat(page.floats("momentum.velocity", 3))
                .containsExactly(state.toFloatVector(), within(1e-6f));
    }

    @Test
    void amsGradIsThatOfNd4j() {
        OptimizerConfig config = adam(0.5, 0.9, 1e-12, true, true, false);
        assertThat(run(config, new Page("train")))
                .containsExactly(nd4j(new AMSGrad(0.1, 0.5, 0.9, 1e-12), 9), within(2e-6f));
    }

    /** ND4J would start its sum at 1e-6, had its state not been made here. */
    @Test
    void adaGradIsThatOfNd4j() {
        assertThat(run(ADAGRAD, new Page("train")))
                .containsExactly(nd4j(new AdaGrad(0.1, 1e-8), 3), within(2e-6f));
    }

    @Test
    void rmsPropIsThatOfNd4j() {
        assertThat(run(RMSPROP, new Page("train")))
                .containsExactly(nd4j(new RmsProp(0.1, 0.9, 1e-8), 3), within(2e-6f));
    }

    private static float[] nd4j(IUpdater config, int stateSize) {
        return nd4j(config, stateSize == 0 ? null : Nd4j.create(1, stateSize));
    }

    private static float[] nd4j(IUpdater config, INDArray state) {
        GradientUpdater<?> updater = config.instantiate(state, false);
        INDArray params = Nd4j.create(new float[][] {{1, -1, 0.5f}});
        for (int t = 0; t < GRADIENTS.length; t++) {
            INDArray update = Nd4j.create(new float[][] {GRADIENTS[t].clone()});
            updater.applyUpdater(update, t, 0);
            params.subi(update);
        }
        return params.toFloatVector();
    }
}
