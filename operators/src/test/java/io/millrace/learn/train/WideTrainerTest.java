package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.REGRESSION;
import static io.millrace.learn.train.Trainers.X;
import static io.millrace.learn.train.Trainers.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.train.TrainConfig.Compute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models of more than the features: factorisation machines, interactions, Fourier features. */
class WideTrainerTest {

    private static final ModelConfig FACTORS = ModelConfig.factorisationMachine(2);
    private static final ModelConfig FOURIER =
            ModelConfig.linear().with(new InputsConfig(List.of(), 1, 200, 1));

    private final Page page = new Page("train");

    private static TrainConfig train(ModelConfig model, double rate) {
        return config(model, rate, 1, 1, 0, 0, 0, Compute.LOOPS);
    }

    /**
     * By numpy: {@code b + w @ x + (V @ V.T)[0, 1] * x[0] * x[1]} by SGD on half the squared error,
     * five rows.
     */
    @Test
    void theFactorisationMachineIsThatOfNumpy() {
        double[] labels = {1, -2, 0.5, 3, -1};
        page.put("params", new float[] {0, 0.1f, -0.2f, 0, 0.3f, 0.05f, 0, 0, 0});
        Trainer trainer = train(FACTORS, 0.1).bind(page, REGRESSION);
        for (int i = 0; i < X.length; i++) {
            trainer.process(Given.sample(labels[i], X[i]));
        }
        assertThat(page.floats("params", 9))
                .containsExactly(
                        new float[] {
                            0.41276582f, -0.16567027f, -0.29122233f,
                            -0.68864565f, 0.26922041f, 0.25239103f,
                            0.25154242f, 0, 0
                        },
                        within(1e-6f));
    }

    /** Which of two equals: no weights of single inputs can tell. */
    private double accuracy(ModelConfig model, double rate) {
        Trainer trainer = train(model, rate).bind(page, BINARY);
        int right = 0;
        for (int i = 0; i < 4_000; i++) {
            int a = i & 1;
            int b = (i >> 1) & 1;
            Sample sample = Given.sample(a ^ b, 2 * a - 1, 2 * b - 1);
            trainer.process(sample);
            right += i >= 3_000 && sample.prediction[a ^ b] > 0.5 ? 1 : 0;
        }
        return right / 1_000.0;
    }

    @Test
    void aLinearModelCannotLearnXor() {
        assertThat(accuracy(ModelConfig.linear(), 0.1)).isLessThan(0.8);
    }

    @Test
    void aFactorisationMachineLearnsXor() {
        assertThat(accuracy(FACTORS, 0.1)).isEqualTo(1);
    }

    @Test
    void aLinearModelOfInteractionsLearnsXor() {
        InputsConfig pairs = new InputsConfig(List.of("x0*x1"), 4, 0, 0);
        assertThat(accuracy(ModelConfig.linear().with(pairs), 0.1)).isEqualTo(1);
    }

    @Test
    void aLinearModelOfFourierFeaturesLearnsXor() {
        assertThat(accuracy(FOURIER, 0.1)).isEqualTo(1);
    }

    /** Rows with {@code user = item}, of which one pair is never shown. */
    @Test
    void aFactorisationMachineKnowsPairsThatNeverCame() {
        Schema schema =
                new Schema(
                        List.of(new Feature.Hashed("user", 6), new Feature.Hashed("item", 6)),
                        Given.BINARY);
        Trainer trainer = train(FACTORS, 0.3).bind(page, schema);
        for (int i = 0; i < 40_000; i++) {
            int user = i % 6;
            int item = (i / 6) % 6;
            if (user != 0 || item != 2) {
                trainer.process(liking(user, item));
            }
        }
        Sample unseen = liking(0, 2);
        trainer.process(unseen);
        assertThat(unseen.labelClass()).isEqualTo(1);
        assertThat(unseen.prediction[1]).isGreaterThan(0.9);
    }

    private static Sample liking(int user, int item) {
        FeatureVector features =
                new FeatureVector(new float[] {}, new int[] {user, 6 + item}, new float[] {1, 1});
        return new Sample("", null, features, user % 2 == item % 2 ? 1 : 0);
    }

    @Test
    void kernelMachinesAreAlikeRowByRowAndInBatchesOfOne() {
        Page other = new Page("train");
        Trainer rows = train(FOURIER, 0.1).bind(page, BINARY);
        Trainer batches = config(FOURIER, 0.1, 1, 1, 0, 0, 1e9, Compute.LOOPS).bind(other, BINARY);
        for (int i = 0; i < 50; i++) {
            rows.process(Given.sample(i % 2, X[i % 5]));
            batches.process(Given.sample(i % 2, X[i % 5]));
        }
        assertThat(page.floats("params", 201))
                .containsExactly(other.floats("params", 201), within(1e-5f));
    }

    @Test
    void keptStateIsRefusedUnderOtherInputsOrFactors() {
        train(FOURIER, 0.1).bind(page, BINARY);
        ModelConfig narrow = ModelConfig.linear().with(new InputsConfig(List.of(), 1, 200, 2));
        assertThatThrownBy(() -> train(narrow, 0.1).bind(page, BINARY))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("model.fourier");
        Page machine = new Page("train");
        train(ModelConfig.factorisationMachine(1), 0.1).bind(machine, BINARY);
        assertThatThrownBy(() -> train(FACTORS, 0.1).bind(machine, BINARY))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("model.factors");
    }
}
