package io.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.LearningEvent;
import io.millrace.data.Sample;
import io.millrace.learn.LearnerConfig;
import io.millrace.operator.StageHarness.Backend;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebalanceOperatorTest {

    @Test
    void handsOnASampleAndThenTheSyntheticOnesMadeFromIt() throws Exception {
        LearnerConfig learner = TestLearners.rowsWithAugmentation(true);
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(
                        new RebalanceOperator(learner.rebalance(), learner.schema()),
                        Backend.HASHMAP,
                        null)) {
            harness.process(TestStream.samples(0, 300, 1));
            List<LearningEvent> events = harness.extractOutputValues();
            int synthetic = 0;
            for (int i = 1; i < events.size(); i++) {
                Sample sample = (Sample) events.get(i);
                if (sample.synthetic) {
                    synthetic++;
                    assertThat(sample.label()).isEqualTo(((Sample) events.get(i - 1)).label());
                }
            }
            assertThat(synthetic).isPositive();
            assertThat(events.size() - synthetic).isEqualTo(TestStream.samples(0, 300, 1).size());
        }
    }
}
