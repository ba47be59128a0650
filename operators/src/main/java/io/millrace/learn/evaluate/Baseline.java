package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.Arrays;

/** A trivial predictor that a model has to beat. Predicts before it sees the label. */
interface Baseline {

    /** As {@code noChange}. */
    String name();

    /**
     * What it says of the next sample: class probabilities or a number. Valid until it is asked
     * again.
     */
    double[] predict();

    /** Sees the label of that sample. */
    void learn(double label);

    /**
     * Says that the label is the one before, with probability 1; before the first label all classes
     * alike.
     */
    final class SameClass implements Baseline {
        private final long[] previous;
        private final double[] prediction;

        SameClass(Page page, int classes) {
            this.previous = page.longs("noChange.previousClassPlusOne", 1);
            this.prediction = new double[classes];
        }

        @Override
        public String name() {
            return "noChange";
        }

        @Override
        public double[] predict() {
            if (previous[0] == 0) {
                Arrays.fill(prediction, 1.0 / prediction.length);
            } else {
                Arrays.fill(prediction, 0);
                prediction[(int) previous[0] - 1] = 1;
            }
            return prediction;
        }

        @Override
        public void learn(double label) {
            previous[0] = (long) label + 1;
        }
    }

    /** Gives the class frequencies so far, each count plus one (Laplace), as probabilities. */
    final class Majority implements Baseline {
        private final long[] counts;
        private final double[] prediction;

        Majority(Page page, int classes) {
            this.counts = page.longs("majority.counts", classes);
            this.prediction = new double[classes];
        }

        @Override
        public String name() {
            return "majority";
        }

        @Override
        public double[] predict() {
            double total = counts.length;
            for (long count : counts) {
                total += count;
            }
            for (int k = 0; k < counts.length; k++) {
                prediction[k] = (counts[k] + 1) / total;
            }
            return prediction;
        }

        @Override
        public void learn(double label) {
            counts[(int) label]++;
        }
    }

    /** Says that the number is the one before; 0 before the first. */
    final class SameNumber implements Baseline {
        private final double[] previous;

        SameNumber(Page page) {
            this.previous = page.doubles("noChange.previous", 1);
        }

        @Override
        public String name() {
            return "noChange";
        }

        @Override
        public double[] predict() {
            return previous;
        }

        @Override
        public void learn(double label) {
            if (Math.abs(label) <= Outcome.LIMIT) {
                previous[0] = label;
            }
        }
    }

    /** Says the mean so far; 0 before the first. */
    final class RunningMean implements Baseline {
        private final long[] count;
        private final double[] mean;

        RunningMean(Page page) {
            this.count = page.longs("mean.count", 1);
            this.mean = page.doubles("mean.mean", 1);
        }

        @Override
        public String name() {
            return "mean";
        }

        @Override
        public double[] predict() {
            return mean;
        }

        @Override
        public void learn(double label) {
            if (Math.abs(label) <= Outcome.LIMIT) {
                mean[0] += (label - mean[0]) / ++count[0];
            }
        }
    }
}
