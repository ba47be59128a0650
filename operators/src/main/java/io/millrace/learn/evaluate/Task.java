package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import io.millrace.data.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The side of evaluation that depends on what is predicted: classes or a number. */
sealed interface Task {

    /** How fine a tally is kept. */
    enum Detail {
        /** Of the model: 2048 bins for the AUC, the confusion. */
        FULL,
        /** Of a baseline, whose scores are few or the same for long: 64 bins, no confusion. */
        COARSE
    }

    /** Works out what a prediction was worth. */
    void judge(double @Nullable [] prediction, double label, Outcome outcome);

    Tally tally(Page page, String name, Detail detail);

    Fading fading(Page page, double factor);

    /** The trivial predictors; for classes no-change, then majority. */
    List<Baseline> baselines(Page page);

    static Task of(Target target, EvaluateConfig config) {
        return target instanceof Target.Classification c
                ? new Classes(c.classes(), config.atPrecision())
                : new Numbers();
    }

    /**
     * Classification.
     *
     * @param precision at which the recall is told
     */
    record Classes(List<String> names, double precision) implements Task {

        @Override
        public void judge(double @Nullable [] prediction, double label, Outcome outcome) {
            outcome.judgeClass(prediction, (int) label, names.size());
        }

        @Override
        public Tally tally(Page page, String name, Detail detail) {
            boolean full = detail == Detail.FULL;
            return new ClassTally(page, name, names, precision, full ? 2048 : 64, full);
        }

        @Override
        public Fading fading(Page page, double factor) {
            return new Fading.OfClasses(page, factor, names.size());
        }

        @Override
        public List<Baseline> baselines(Page page) {
            return List.of(
                    new Baseline.SameClass(page, names.size()),
                    new Baseline.Majority(page, names.size()));
        }
    }

    /** Regression. */
    record Numbers() implements Task {

        @Override
        public void judge(double @Nullable [] prediction, double label, Outcome outcome) {
            outcome.judgeNumber(prediction, label);
        }

        @Override
        public Tally tally(Page page, String name, Detail detail) {
            return new NumberTally(page, name);
        }

        @Override
        public Fading fading(Page page, double factor) {
            return new Fading.OfNumbers(page, factor);
        }

        @Override
        public List<Baseline> baselines(Page page) {
            return List.of(new Baseline.SameNumber(page), new Baseline.RunningMean(page));
        }
    }
}
