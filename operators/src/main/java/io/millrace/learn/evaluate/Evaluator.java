package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.List;

/** Placeholder: the contract only. */
public final class Evaluator {

    Evaluator(EvaluateConfig config, Page page, Schema schema) {}

    /**
     * Scores one sample by the prediction it carries, unless it is synthetic.
     *
     * @return the reports of the windows that this sample closed, in order; mostly none
     */
    public List<Report> evaluate(Sample sample) {
        return List.of();
    }

    /** Counts a dead letter of this model. */
    public void reject(Rejected rejected) {}

    /** The cumulative report as of now. */
    public Report report(String key) {
        throw new IllegalStateException("placeholder");
    }
}
