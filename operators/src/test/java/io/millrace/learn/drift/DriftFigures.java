package io.millrace.learn.drift;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.drift.DriftConfig.Detector;
import io.millrace.learn.drift.DriftConfig.Policy;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.normalize.Normalizer;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.train.TrainConfig;
import io.millrace.learn.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Makes the figures of docs/drift.md: linear models over streams that change three times, and of
 * some seeds (as many as the first argument says) the median.
 */
final class DriftFigures {

    /** No multiple of what the dummy counts to, which would have it alarmed at each change. */
    static final int PERIOD = 5_300;

    private static final int SAMPLES = 4 * PERIOD;
    private static final int RECENT = 250;
    private static final double TOLERATED = 0.02;

    private DriftFigures() {}

    /**
     * What came of one run.
     *
     * @param loss mean loss of all predictions
     * @param missed changes of the three that no alarm came behind within a period
     * @param delay mean number of samples from the others to that alarm; NaN if there are none
     * @param extra alarms that were not the first behind a change
     * @param recovery mean number of samples from a change until the next 250 cost no more than
     *     0.02 above what the last 2000 before it did
     */
    record Run(double loss, double missed, double delay, double extra, double recovery) {}

    static Run run(ConceptStream stream, OptimizerConfig optimizer, DriftConfig drift) {
        Schema schema = stream.schema();
        Normalizer normalizer = NormalizeConfig.defaults().bind(new Page("normalize"), schema);
        TrainConfig config = TrainConfig.defaults().with(optimizer).with(drift);
        Trainer trainer = config.bind(new Page("train"), schema);
        double[] losses = new double[SAMPLES];
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = stream.sample(i);
            sample.ordinal = i;
            normalizer.process(sample);
            trainer.process(sample);
            losses[i] = PredictionLoss.of(sample, sample.prediction);
            Drifts drifts = trainer.drifts();
            if (drifts != null && drifts.count() > alarms.size()) {
                alarms.add(i);
            }
        }
        return judge(losses, alarms, stream.width());
    }

    private static Run judge(double[] losses, List<Integer> alarms, int width) {
        List<Integer> delays = new ArrayList<>();
        double recovery = 0;
        for (int change = PERIOD; change < SAMPLES; change += PERIOD) {
            int from = change - width / 2;
            alarms.stream()
                    .filter(alarm -> alarm >= from && alarm < from + PERIOD)
                    .findFirst()
                    .ifPresent(alarm -> delays.add(alarm - from));
            recovery += recovery(losses, from, change) / 3.0;
        }
        double loss = Arrays.stream(losses).average().orElseThrow();
        double delay = delays.stream().mapToInt(d -> d).average().orElse(Double.NaN);
        return new Run(loss, 3 - delays.size(), delay, alarms.size() - delays.size(), recovery);
    }

    private static int recovery(double[] losses, int from, int change) {
        double before = mean(losses, from - 2_000, from);
        int at = change;
        while (at < change + PERIOD - RECENT
                && mean(losses, at, at + RECENT) > before + TOLERATED) {
            at++;
        }
        return at - change;
    }

    private static double mean(double[] losses, int from, int to) {
        return Arrays.stream(losses, from, to).average().orElseThrow();
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        double[] sorted =
                runs.stream().mapToDouble(figure).filter(Double::isFinite).sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    static Run median(
            ConceptStream.Kind kind,
            int width,
            int seeds,
            OptimizerConfig optimizer,
            DriftConfig drift) {
        List<Run> runs =
                IntStream.rangeClosed(1, seeds)
                        .mapToObj(seed -> new ConceptStream(kind, seed, PERIOD, width))
                        .map(stream -> run(stream, optimizer, drift))
                        .toList();
        return new Run(
                median(runs, Run::loss),
                median(runs, Run::missed),
                median(runs, Run::delay),
                median(runs, Run::extra),
                median(runs, Run::recovery));
    }

    public static void main(String[] arguments) {
        int seeds = Integer.parseInt(arguments[0]);
        for (OptimizerConfig.Kind kind :
                List.of(
                        OptimizerConfig.Kind.SGD,
                        OptimizerConfig.Kind.ADAM,
                        OptimizerConfig.Kind.ADAGRAD,
                        OptimizerConfig.Kind.DOWG)) {
            OptimizerConfig optimizer = OptimizerConfig.of(kind, kind.usualRate());
            for (ConceptStream.Kind stream : ConceptStream.Kind.values()) {
                for (int width : new int[] {0, 1_000}) {
                    figures(stream, width, seeds, optimizer);
                }
            }
        }
    }

    private static void figures(
            ConceptStream.Kind stream, int width, int seeds, OptimizerConfig optimizer) {
        for (Policy policy : Policy.values()) {
            for (Detector detector : Detector.values()) {
                boolean idle = detector == Detector.NONE && policy != Policy.NONE;
                boolean raises = policy == Policy.RAISE_RATE;
                if (idle || raises && !optimizer.kind().hasRate()) {
                    continue;
                }
                DriftConfig drift = DriftConfig.of(detector, policy);
                Run run = median(stream, width, seeds, optimizer, drift);
                System.out.printf(
                        Locale.ROOT,
                        "%-8s %-10s %4d  %-15s %-12s  loss %.4f  missed %1.0f  delay %4.0f  extra %3.0f"
                                + "  recovery %5.0f%n",
                        optimizer.kind(),
                        stream,
                        width,
                        policy,
                        detector,
                        run.loss,
                        run.missed,
                        run.delay,
                        run.extra,
                        run.recovery);
            }
        }
    }
}
