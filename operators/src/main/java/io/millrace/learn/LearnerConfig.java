package io.millrace.learn;

import io.millrace.data.Schema;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.train.TrainConfig;
import java.io.Serializable;

/**
 * All that determines what is learned from an ordered stream of samples.
 *
 * @param schema the data contract
 */
public record LearnerConfig(
        Schema schema,
        AdmitConfig admit,
        CleanConfig clean,
        NormalizeConfig normalize,
        RebalanceConfig rebalance,
        TrainConfig train,
        EvaluateConfig evaluate)
        implements Serializable {

    /** Every stage at its defaults. */
    public static LearnerConfig defaults(Schema schema) {
        return new LearnerConfig(
                schema,
                AdmitConfig.defaults(),
                CleanConfig.defaults(),
                NormalizeConfig.defaults(),
                RebalanceConfig.defaults(),
                TrainConfig.defaults(),
                EvaluateConfig.defaults());
    }
}
