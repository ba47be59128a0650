package io.millrace.cli;

import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Style;
import io.millrace.data.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the rows of a file. */
final class RowCounts {

    private RowCounts() {}

    /** For people: the sum, the reasons of what was refused, and the first rows that were. */
    static List<Line> describe(Counts counts, List<RowBlocks.Rejection> rejections) {
        List<Line> lines = new ArrayList<>();
        lines.add(
                Line.of(
                        String.format(
                                Locale.ROOT,
                                "  rows %,d = learned %,d + pending %,d + masked %,d + rejected"
                                        + " %,d",
                                counts.in(),
                                counts.learned(),
                                counts.pending(),
                                counts.masked(),
                                counts.rejected())));
        new TreeMap<>(counts.deadLettered())
                .forEach(
                        (reason, rows) ->
                                lines.add(
                                        Line.of(
                                                Style.WARN,
                                                String.format(
                                                        Locale.ROOT, "  %,8d %s", rows, reason))));
        for (RowBlocks.Rejection rejection : rejections) {
            lines.add(
                    Line.of(Style.WARN, "    row " + rejection.row())
                            .add("  " + rejection.reason() + ": " + rejection.message()));
        }
        return lines;
    }

    /** For a script. */
    static Map<String, Object> written(Counts counts) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("learned", counts.learned());
        written.put("pending", counts.pending());
        written.put("masked", counts.masked());
        written.put("rejected", counts.rejected());
        written.put("rejectedByReason", new TreeMap<>(counts.deadLettered()));
        return written;
    }
}
