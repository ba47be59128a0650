package io.millrace.learn.evaluate;

import io.millrace.data.Sample;
import io.millrace.data.Target;
import java.util.List;

/**
 * What the prediction of each single sample cost, so that two models can be compared over the same
 * samples: for classes {@code errorRate} (1 for a wrong answer, 0 for a right one) and {@code
 * logLoss}, for numbers {@code absoluteError} and {@code squaredError}. Their means over all
 * samples are those of the reports.
 */
public final class SampleLosses {

    private final int classes;
    private final Outcome outcome = new Outcome();

    public SampleLosses(Target target) {
        this.classes = target instanceof Target.Classification c ? c.size() : 0;
    }

    /** In the order of {@link #judge}. */
    public List<String> names() {
        return classes > 0
                ? List.of("errorRate", "logLoss")
                : List.of("absoluteError", "squaredError");
    }

    /**
     * Works out the losses of the prediction that a sample carries.
     *
     * @param losses receives one a name; NaN for a prediction that is invalid and has no such loss
     */
    public void judge(Sample sample, double[] losses) {
        if (classes > 0) {
            outcome.judgeClass(sample.prediction, sample.labelClass(), classes);
            int answer = sample.decision == Sample.UNDECIDED ? outcome.predicted : sample.decision;
            losses[0] = outcome.valid && answer == outcome.actual ? 0 : 1;
            losses[1] = outcome.valid ? outcome.logLoss : Double.NaN;
        } else {
            outcome.judgeNumber(sample.prediction, sample.label());
            losses[0] = outcome.valid ? Math.abs(outcome.error) : Double.NaN;
            losses[1] = outcome.valid ? outcome.error * outcome.error : Double.NaN;
        }
    }
}
