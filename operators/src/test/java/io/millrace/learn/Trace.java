package io.millrace.learn;

import io.millrace.data.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the stages left on a sample, by the bits. */
record Trace(
        List<Float> head,
        double weight,
        boolean masked,
        List<Double> offsets,
        List<Double> target,
        List<Double> prediction,
        List<Long> progress,
        Object reports) {

    static Trace of(LearnerUnderTest learner, Sample sample) {
        Object reports =
                learner.learn(sample).stream().map(r -> List.of(r.metrics(), r.to())).toList();
        return new Trace(
                floats(sample.features().head()),
                sample.weight,
                sample.masked,
                doubles(sample.logitOffsets),
                List.of(sample.targetMean, sample.targetScale, sample.targetBound),
                doubles(sample.prediction),
                List.of(sample.progress.learned, sample.progress.pending),
                reports);
    }

    private static List<Float> floats(float[] array) {
        List<Float> list = new ArrayList<>();
        for (float value : array) {
            list.add(value);
        }
        return list;
    }

    private static List<Double> doubles(double[] array) {
        return array == null ? List.of() : Arrays.stream(array).boxed().toList();
    }
}
