package io.millrace.cli;

import io.millrace.cli.draw.Comparison;
import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.evaluate.Evaluator;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metric by which learners are ranked.
 *
 * @param name as in a {@link Report}
 */
record Metric(String name) {

    /**
     * @param asked as a person writes it: {@code logLoss}, {@code log-loss}; null for the usual one
     * @throws CommandException if there is none of that name for the label
     */
    static Metric of(@Nullable String asked, Schema schema) {
        if (asked == null) {
            return new Metric(Headline.of(schema.target()));
        }
        Set<String> known = known(schema);
        return known.stream()
                .filter(name -> plain(name).equals(plain(asked)))
                .findFirst()
                .map(Metric::new)
                .orElseThrow(
                        () ->
                                CommandException.usage(
                                        "--metric: there is no '"
                                                + asked
                                                + "' for the label "
                                                + schema.target().name()
                                                + "; there are "
                                                + String.join(", ", known)));
    }

    private static String plain(String name) {
        return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    /** What reports tell of a label: asked of one over a few made-up samples. */
    private static Set<String> known(Schema schema) {
        Evaluator evaluator = EvaluateConfig.defaults().bind(new Page("evaluate"), schema);
        int size = schema.target().size();
        boolean classes = schema.target() instanceof Target.Classification;
        for (int i = 0; i < 2 * Math.max(2, size); i++) {
            int label = classes ? i % size : i;
            Sample sample = new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(), label);
            double[] prediction = new double[size];
            prediction[0] = 1;
            sample.prediction = prediction;
            evaluator.evaluate(sample);
        }
        return evaluator.report(LearningEvent.ONE_MODEL).metrics().keySet();
    }

    /** Its value; NaN where it is undefined. */
    double in(Report report) {
        return report.metrics().getOrDefault(name, Double.NaN);
    }

    /** The best value first, undefined ones last. */
    Comparator<Double> bestFirst() {
        double sign = Comparison.lowerIsBetter(name) ? 1 : -1;
        // NaN is greater than any other double here.
        return Comparator.comparingDouble(value -> sign * value);
    }

    /** A value of it; "-" for none. */
    String format(double value) {
        return Comparison.format(Double.isNaN(value) ? null : value);
    }

    /** As people write it. */
    String title() {
        return Comparison.title(name);
    }
}
