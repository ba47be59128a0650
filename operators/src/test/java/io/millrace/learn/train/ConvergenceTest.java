package io.millrace.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.AverageConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.optimize.OptimizerConfig.Kind;
import io.millrace.learn.schedule.ScheduleConfig;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer comes to the optimum, which is known in closed form or by another library. */
class ConvergenceTest {

    private static final int ROWS = 40;
    private static final int PASSES = 600;

    /** Of {@code y = 1.5 a - 0.5 b + 0.25 + noise}, by the normal equations. */
    private static final double[] LEAST_SQUARES = leastSquares();

    static Stream<OptimizerConfig> optimizers() {
        AverageConfig average = new AverageConfig(AverageConfig.Kind.EXPONENTIAL, 0, 2_000);
        Stream<OptimizerConfig> plain =
                Stream.of(Kind.values())
                        .filter(kind -> !kind.byNd4j() && kind != Kind.PA_I && kind != Kind.PA_II)
                        .map(kind -> OptimizerConfig.of(kind, kind.usualRate()))
                        .map(optimizer -> with(optimizer, 0.999, 1e-8));
        Stream<OptimizerConfig> momentum =
                Stream.of(true, false)
                        .map(nesterov -> OptimizerConfig.sgd(0.01).withMomentum(0.9, nesterov));
        return Stream.concat(plain, momentum).map(optimizer -> optimizer.with(average));
    }

    /** A step of theirs takes its time, so they have to come with fewer. */
    static Stream<OptimizerConfig> byNd4j() {
        return Stream.of(Kind.values())
                .filter(Kind::byNd4j)
                .map(kind -> OptimizerConfig.of(kind, 0.1))
                .map(o -> o.kind() == Kind.ADADELTA ? with(o, o.beta2(), 1e-4) : o)
                .map(o -> o.with(new AverageConfig(AverageConfig.Kind.EXPONENTIAL, 0, 60)));
    }

    /** A mean of squares over fewer rows than there are would weigh the rows unevenly. */
    private static OptimizerConfig with(OptimizerConfig o, double beta2, double epsilon) {
        return new OptimizerConfig(
                o.kind(),
                o.learningRate(),
                o.momentum(),
                o.nesterov(),
                o.beta1(),
                beta2,
                epsilon,
                o.biasCorrection(),
                o.amsgrad(),
                o.decoupled(),
                o.proximal(),
                o.aggressive(),
                o.average());
    }

    private static float[] x(int row) {
        long draw = Chance.mix(7, row);
        return new float[] {
            (float) Chance.gaussian(draw), (float) Chance.gaussian(Chance.mix(draw, 1))
        };
    }

    private static double number(int row) {
        float[] x = x(row);
        return 1.5 * x[0] - 0.5 * x[1] + 0.25 + 0.3 * Chance.gaussian(Chance.mix(9, row));
    }

    private static double[] leastSquares() {
        double[][] a = new double[3][4];
        for (int row = 0; row < ROWS; row++) {
            float[] x = x(row);
            double[] z = {x[0], x[1], 1, number(row)};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 4; j++) {
                    a[i][j] += z[i] * z[j];
                }
            }
        }
        return solve(a);
    }

    /** By Gauss and Jordan; the matrix is positive definite. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int p = 0; p < n; p++) {
            for (int i = 0; i < n; i++) {
                double factor = i == p ? 0 : a[i][p] / a[p][p];
                for (int j = p; j <= n; j++) {
                    a[i][j] -= factor * a[p][j];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = a[i][n] / a[i][i];
        }
        return solution;
    }

    private static float[] learn(OptimizerConfig optimizer, Schema schema, boolean classes) {
        TrainConfig config =
                new TrainConfig(
                        ModelConfig.linear(),
                        optimizer,
                        ScheduleConfig.of(ScheduleConfig.Kind.INVERSE_TIME, 1, 4_000, 0),
                        optimizer.kind().byNd4j() ? ROWS : 1,
                        1,
                        0,
                        0,
                        0,
                        TrainConfig.Compute.LOOPS);
        Page page = new Page("train");
        Trainer trainer = config.bind(page, schema);
        for (int i = 0; i < ROWS * PASSES; i++) {
            int row = i % ROWS;
            trainer.process(Given.sample(classes ? side(row) : number(row), x(row)));
        }
        return page.floats("params", 3);
    }

    private static double side(int row) {
        return number(row) + 1.5 * Chance.gaussian(Chance.mix(11, row)) > 0.5 ? 1 : 0;
    }

    @ParameterizedTest
    @MethodSource({"optimizers", "byNd4j"})
    void comesToTheLeastSquares(OptimizerConfig optimizer) {
        float[] params = learn(optimizer, Given.numeric(2, Given.REGRESSION), false);
        for (int i = 0; i < 3; i++) {
            assertThat((double) params[i]).isCloseTo(LEAST_SQUARES[i], within(0.02));
        }
    }

    /** Where the gradient of the mean of logistic losses is nothing. */
    @ParameterizedTest
    @MethodSource({"optimizers", "byNd4j"})
    void comesToTheLeastLogisticLoss(OptimizerConfig optimizer) {
        float[] params = learn(optimizer, Given.numeric(2, Given.BINARY), true);
        double[] gradient = new double[3];
        for (int row = 0; row < ROWS; row++) {
            float[] x = x(row);
            double z = params[0] * x[0] + params[1] * x[1] + params[2];
            double error = 1 / (1 + Math.exp(-z)) - side(row);
            gradient[0] += error * x[0] / ROWS;
            gradient[1] += error * x[1] / ROWS;
            gradient[2] += error / ROWS;
        }
        for (double component : gradient) {
            assertThat(component).isCloseTo(0, within(0.01));
        }
    }
}
