package io.millrace.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No sample that waits in a mini-batch is lost, or learned late, by another batch size. */
class PendingTest {

    private static final Schema SCHEMA = Given.numeric(2, Given.BINARY);

    private final Page page = new Page("train");
    private int next;

    private static TrainConfig config(int batchSize, Integer... hidden) {
        return new TrainConfig(
                hidden.length == 0 ? ModelConfig.linear() : ModelConfig.mlp(hidden),
                OptimizerConfig.sgd(0.1),
                ScheduleConfig.constant(),
                batchSize,
                1,
                0,
                0,
                0,
                TrainConfig.Compute.LOOPS);
    }

    /** Totals after some samples under a configuration. */
    private Sample learn(TrainConfig config, int samples) {
        Trainer trainer = config.bind(page, SCHEMA);
        Sample last = null;
        for (int i = 0; i < samples; i++) {
            last = Given.sample(next % 2, next % 5, -next % 3);
            trainer.process(last);
            next++;
        }
        return last;
    }

    @ParameterizedTest
    @CsvSource({"32, 1", "32, 8", "8, 32"})
    void anotherBatchSizeIsRefusedWhileSamplesWait(int before, int after) {
        learn(config(before), 5);
        Page kept = page.copy();
        assertThatThrownBy(() -> config(after).bind(page, SCHEMA))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("holds 5 samples of a mini-batch of " + before)
                .hasMessageContaining("set train.batch-size back to " + before);
        assertThat(page).isEqualTo(kept);
        Sample last = learn(config(before), before - 5);
        assertThat(last.progress.learned).isEqualTo(before);
        assertThat(last.progress.pending).isZero();
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 0", "8, 4, 0", "1, 8, 0", "8, 1, 3", "4, 8, 3", "1, 4, 3"})
    void anotherBatchSizeGoesOnWhenNoneWaits(int before, int after, int hidden) {
        TrainConfig one = hidden == 0 ? config(before) : config(before, hidden);
        TrainConfig other = hidden == 0 ? config(after) : config(after, hidden);
        learn(one, 8);
        Sample last = learn(other, 8);
        assertThat(last.progress.learned).isEqualTo(16);
        assertThat(last.progress.pending).isZero();
    }

    @Test
    void aMiniBatchComesBackEmpty() {
        learn(config(8), 8);
        learn(config(1), 3);
        Sample last = learn(config(8), 7);
        assertThat(last.progress.learned).isEqualTo(11);
        assertThat(last.progress.pending).isEqualTo(7);
    }
}
