package io.millrace.learn;

import io.millrace.data.Schema;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.select.SelectConfig;
import io.millrace.learn.select.Training;
import io.millrace.learn.train.TrainConfig;
import io.millrace.learn.train.Trainer;
import java.io.Serializable;

/**
 * All that determines what is learned from an ordered stream of samples.
 *
 * @param schema the data contract
 * @param train how the one model is trained
 * @param select whether there is one model, or a population
 * @param history what is made of the samples before
 */
public record LearnerConfig(
        Schema schema,
        AdmitConfig admit,
        CleanConfig clean,
        NormalizeConfig normalize,
        RebalanceConfig rebalance,
        TrainConfig train,
        EvaluateConfig evaluate,
        SelectConfig select,
        HistoryConfig history)
        implements Serializable {

    /** With one model, and no inputs of the past. */
    public LearnerConfig(
            Schema schema,
            AdmitConfig admit,
            CleanConfig clean,
            NormalizeConfig normalize,
            RebalanceConfig rebalance,
            TrainConfig train,
            EvaluateConfig evaluate) {
        this(
                schema,
                admit,
                clean,
                normalize,
                rebalance,
                train,
                evaluate,
                SelectConfig.network(),
                HistoryConfig.none());
    }

    /** The same with another choice of models. */
    public LearnerConfig with(SelectConfig select) {
        return new LearnerConfig(
                schema, admit, clean, normalize, rebalance, train, evaluate, select, history);
    }

    /** The same with other inputs of the past. */
    public LearnerConfig with(HistoryConfig history) {
        return new LearnerConfig(
                schema, admit, clean, normalize, rebalance, train, evaluate, select, history);
    }

    /** The data contract with the inputs of the past: the schema of the stages behind them. */
    public Schema widened() {
        return history.widen(schema);
    }

    /** The stage that trains: one model or a population. */
    public StageConfig<Trainer> training() {
        return new Training(select, train);
    }

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
