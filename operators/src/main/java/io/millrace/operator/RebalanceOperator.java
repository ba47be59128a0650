package io.millrace.operator;

import io.millrace.data.LearningEvent;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;
import io.millrace.learn.rebalance.Rebalancer;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Rebalance: hands on each sample, then the synthetic ones made from it. */
public class RebalanceOperator extends StageOperator<Rebalancer> {

    public RebalanceOperator(StageConfig<Rebalancer> config, Schema schema) {
        super(config, schema);
    }

    @Override
    void onSample(
            KeyedStages.Bound<Rebalancer> bound, Sample sample, StreamRecord<LearningEvent> record)
            throws Exception {
        super.onSample(bound, sample, record);
        List<Sample> augmented = bound.stage().augment(sample);
        for (int i = 0; i < augmented.size(); i++) {
            output.collect(record.replace(augmented.get(i)));
        }
    }
}
