package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Sample;
import io.millrace.data.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedLossesTest {

    private final PairedLosses paired = new PairedLosses(new Target.Regression("y"));

    private static void score(FileLearning.Observer side, long row, double prediction) {
        Sample sample = new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(), 0);
        sample.prediction = new double[] {prediction};
        side.scored(row, sample);
    }

    @Test
    void pairsOnlyRowsThatBothHaveScoredInTheSameBlock() {
        score(paired.first(), 1, 3);
        score(paired.second(), 1, 5);
        score(paired.first(), 2, 1);
        score(paired.second(), 3, 1);
        score(paired.first(), 4, Double.NaN);
        score(paired.second(), 4, 1);
        paired.pair();
        // In their places of the next block the one or the other has scored nothing.
        score(paired.first(), RowBlocks.BLOCK + 3, 7);
        score(paired.second(), RowBlocks.BLOCK + 1, 7);
        score(paired.second(), RowBlocks.BLOCK + 2, 7);
        paired.pair();
        assertThat(paired.names()).isEqualTo(List.of("absoluteError", "squaredError"));
        assertThat(paired.differences(0)).containsExactly(2);
        assertThat(paired.differences(1)).containsExactly(16);
    }

    @Test
    void countsTheRowsThatOneAloneHadRight() {
        PairedLosses classes =
                new PairedLosses(new Target.Classification("y", List.of("a", "b", "c")));
        double[][] predictions = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        int[][] answers = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 2}};
        for (int row = 0; row < answers.length; row++) {
            for (int side = 0; side < 2; side++) {
                Sample sample = new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(), 0);
                sample.prediction = predictions[answers[row][side]];
                (side == 0 ? classes.first() : classes.second()).scored(row + 1, sample);
            }
        }
        classes.pair();
        assertThat(classes.onlyFirst()).isEqualTo(2);
        assertThat(classes.onlySecond()).isEqualTo(1);
        assertThat(classes.differences(0)).containsExactly(0, 1, 1, -1, 0);
    }
}
