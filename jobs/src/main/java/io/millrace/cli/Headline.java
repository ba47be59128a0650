package io.millrace.cli;

import io.millrace.data.Report;
import io.millrace.data.Target;
import java.util.List;
import java.util.Map;

/** The one metric that is drawn as a curve. */
final class Headline {

    private Headline() {}

    /** The metric for a target. */
    static String of(Target target) {
        if (target instanceof Target.Classification c) {
            return c.classes().size() == 2 ? "auc" : "accuracy";
        }
        return "mae";
    }

    /** The baseline whose curve is worth drawing beside: the one without memory of the last row. */
    static String toBeat(Target target) {
        return target instanceof Target.Classification ? "majority" : "mean";
    }

    /** Its value in each window by count; NaN where it is undefined. */
    static double[] curve(List<Report> windows, String metric) {
        return windows.stream()
                .filter(report -> report.kind() == Report.Kind.COUNT)
                .mapToDouble(report -> report.metrics().getOrDefault(metric, Double.NaN))
                .toArray();
    }

    /** The same of a baseline. */
    static double[] curve(List<Report> windows, String metric, String baseline) {
        return windows.stream()
                .filter(report -> report.kind() == Report.Kind.COUNT)
                .map(report -> report.baselines().getOrDefault(baseline, Map.of()))
                .mapToDouble(metrics -> metrics.getOrDefault(metric, Double.NaN))
                .toArray();
    }
}
