package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.REGRESSION;
import static io.millrace.learn.train.Trainers.X;
import static io.millrace.learn.train.Trainers.config;
import static io.millrace.learn.train.Trainers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.train.TrainConfig.Compute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trainer leaves out, counts, or refuses. */
class GuardedTrainerTest {

    private final Page page = new Page("train");

    private float[] params(int length) {
        return page.floats("params", length);
    }

    @Test
    void maskedSamplesAreScoredAndCountedAndChangeNothing() {
        Trainer trainer = sgd(0.1).bind(page, BINARY);
        trainer.process(Given.sample(1, X[1]));
        float[] before = params(3).clone();
        Sample sample = Given.sample(0, X[0]);
        sample.masked = true;
        trainer.process(sample);
        assertThat(sample.prediction[1]).isNotEqualTo(0.5);
        assertThat(sample.progress.maskedByRebalance).isEqualTo(1);
        assertThat(params(3)).isEqualTo(before);
    }

    @Test
    void syntheticSamplesAreLearnedAndNeitherScoredNorCounted() {
        Trainer trainer = sgd(0.1, 2, 1, 0).bind(page, BINARY);
        Sample real = Given.sample(1, X[0]);
        trainer.process(real);
        assertTotals(real, 0, 1, 0);
        Sample synthetic = Given.sample(1, X[1]);
        synthetic.synthetic = true;
        trainer.process(synthetic);
        assertThat(synthetic.prediction).isNull();
        assertTotals(synthetic, 1, 0, 0);
        assertThat(params(3)[2]).isPositive();
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndCountedAndNothingMoves() {
        for (int batch : new int[] {1, 4}) {
            Page page = new Page("train");
            Trainer trainer = sgd(0.1, batch, 1, 0.01).bind(page, BINARY);
            trainer.process(Given.sample(1, X[1]));
            Page before = page.copy();
            Sample heavy = Given.sample(1, X[1]);
            heavy.weight = Double.POSITIVE_INFINITY;
            Sample offset = Given.sample(1, X[1]);
            offset.logitOffsets = new double[] {0, Double.NaN};
            List<Sample> bad =
                    List.of(
                            Given.sample(1, Float.NaN, 0),
                            Given.sample(1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY),
                            Given.sample(0, 3e38f, 3e38f),
                            heavy,
                            offset);
            for (int i = 0; i < bad.size(); i++) {
                trainer.process(bad.get(i));
                assertThat(bad.get(i).prediction).doesNotContain(Double.NaN);
                assertThat(bad.get(i).progress.maskedNonFinite).isEqualTo(i + 1);
            }
            before.longs("totals", 4)[3] = bad.size();
            assertThat(page).isEqualTo(before);
        }
    }

    @Test
    void aRateThatIsFarTooLargeNeverMakesTheStateNonFinite() {
        for (Compute compute : new Compute[] {Compute.LOOPS, Compute.ND4J}) {
            for (ModelConfig model : new ModelConfig[] {ModelConfig.linear(), ModelConfig.mlp(4)}) {
                for (int batch : new int[] {1, 3}) {
                    for (double rate : new double[] {1e3, 1e15, 1e300}) {
                        Page page = new Page("train");
                        Trainer trainer =
                                config(model, rate, batch, 1, 0.1, 0, 0, compute)
                                        .bind(page, REGRESSION);
                        Sample sample = Given.sample(0, 0, 0);
                        for (int i = 0; i < 300; i++) {
                            sample = Given.sample(i, X[i % 5]);
                            trainer.process(sample);
                            assertThat(sample.prediction[0]).isFinite();
                        }
                        assertThat(sample.progress.maskedNonFinite).isPositive();
                        assertThat(sample.progress.learned + sample.progress.maskedNonFinite)
                                .isEqualTo(300);
                        for (float p : (float[]) page.arrays().get("params")) {
                            assertThat(p).isFinite();
                        }
                    }
                }
            }
        }
    }

    @Test
    void goesOnFromGivenParametersWithoutOptimizerState() {
        page.put("params", new float[] {1, -1, 0.5f});
        Trainer trainer = TrainConfig.defaults().bind(page, REGRESSION);
        Sample sample = Given.sample(0, 2, 1);
        trainer.process(sample);
        assertThat(sample.prediction[0]).isEqualTo(1.5);
        assertTotals(sample, 1, 0, 0);
        assertThat(params(3)[0]).isCloseTo(1 - 0.01f, within(1e-6f));
    }

    @Test
    void refusesParametersOfAnotherShapeOrThatAreNotFinite() {
        page.put("params", new float[] {1, 2});
        assertThatThrownBy(() -> sgd(0.1).bind(page, BINARY))
                .isInstanceOf(PageMismatchException.class);
        page.put("params", new float[] {1, Float.NaN, 2});
        assertThatThrownBy(() -> sgd(0.1).bind(page, BINARY))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("not finite");
    }

    @Test
    void refusesAVectorOfAnotherWidth() {
        Trainer trainer = sgd(0.1).bind(page, BINARY);
        assertThatThrownBy(() -> trainer.process(Given.sample(1, 1, 2, 3)))
                .hasMessageContaining("the model takes 2 dense inputs, got 3");
    }

    private static void assertTotals(Sample sample, long learned, long pending, long nonFinite) {
        assertThat(sample.progress.learned).as("learned").isEqualTo(learned);
        assertThat(sample.progress.pending).as("pending").isEqualTo(pending);
        assertThat(sample.progress.maskedNonFinite).as("non-finite").isEqualTo(nonFinite);
    }
}
