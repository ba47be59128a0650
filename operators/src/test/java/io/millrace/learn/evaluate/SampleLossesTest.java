package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The means of single losses are the metrics of the reports, which have oracles of their own. */
class SampleLossesTest {

    private static final int SAMPLES = 500;

    private final Random random = new Random(1);

    private static Sample sample(double label, double... prediction) {
        Sample sample = new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(), label);
        sample.prediction = prediction;
        return sample;
    }

    private double[] probabilities(int classes) {
        double[] p = random.doubles(classes, 0.01, 1).toArray();
        double sum = java.util.Arrays.stream(p).sum();
        return java.util.Arrays.stream(p).map(x -> x / sum).toArray();
    }

    @Test
    void classesLoseByWrongAnswersAndByTheirProbability() {
        Target target = new Target.Classification("y", List.of("a", "b", "c"));
        Evaluator evaluator = evaluator(target);
        double[] sums = new double[2];
        double[] losses = new double[2];
        SampleLosses judge = new SampleLosses(target);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = sample(random.nextInt(3), probabilities(3));
            evaluator.evaluate(sample);
            judge.judge(sample, losses);
            sums[0] += losses[0] / SAMPLES;
            sums[1] += losses[1] / SAMPLES;
        }
        Map<String, Double> metrics = evaluator.report("k").metrics();
        assertThat(judge.names()).containsExactly("errorRate", "logLoss");
        assertThat(sums[0]).isCloseTo(1 - metrics.get("accuracy"), within(1e-12));
        assertThat(sums[1]).isCloseTo(metrics.get("logLoss"), within(1e-12));
    }

    @Test
    void numbersLoseByTheirDistance() {
        Target target = new Target.Regression("y");
        Evaluator evaluator = evaluator(target);
        double[] sums = new double[2];
        double[] losses = new double[2];
        SampleLosses judge = new SampleLosses(target);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = sample(random.nextGaussian(), random.nextGaussian());
            evaluator.evaluate(sample);
            judge.judge(sample, losses);
            sums[0] += losses[0] / SAMPLES;
            sums[1] += losses[1] / SAMPLES;
        }
        Map<String, Double> metrics = evaluator.report("k").metrics();
        assertThat(judge.names()).containsExactly("absoluteError", "squaredError");
        assertThat(sums[0]).isCloseTo(metrics.get("mae"), within(1e-12));
        assertThat(Math.sqrt(sums[1])).isCloseTo(metrics.get("rmse"), within(1e-12));
    }

    @Test
    void whatIsInvalidIsWrongAndHasNoOtherLoss() {
        double[] losses = new double[2];
        Target classes = new Target.Classification("y", List.of("a", "b"));
        new SampleLosses(classes).judge(sample(1, Double.NaN, 0.5), losses);
        assertThat(losses).containsExactly(1, Double.NaN);
        new SampleLosses(new Target.Regression("y")).judge(sample(1, Double.NaN), losses);
        assertThat(losses).containsExactly(Double.NaN, Double.NaN);
    }

    private static Evaluator evaluator(Target target) {
        Schema schema = new Schema(List.of(new Feature.Numeric("x")), target);
        return EvaluateConfig.defaults().bind(new Page("evaluate"), schema);
    }
}
