package io.millrace.format;

import io.millrace.data.Counts;
import io.millrace.data.Report;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link Report}, its numbers to the bit and its metrics in their order. */
public enum ReportCodec implements Codec<Report> {
    INSTANCE;

    @Override
    public String id() {
        return "report";
    }

    @Override
    public Class<Report> type() {
        return Report.class;
    }

    @Override
    public void write(Report report, DataOutput out) throws IOException {
        Wire.writeString(report.key(), out);
        Wire.writeString(report.kind().name(), out);
        out.writeLong(report.from());
        out.writeLong(report.to());
        out.writeLong(report.samples());
        writeCounts(report.counts(), out);
        writeMetrics(report.metrics(), out);
        out.writeInt(report.baselines().size());
        for (Map.Entry<String, Map<String, Double>> baseline : report.baselines().entrySet()) {
            Wire.writeString(baseline.getKey(), out);
            writeMetrics(baseline.getValue(), out);
        }
        writeMetrics(report.cumulative(), out);
        writeMetrics(report.fading(), out);
        writeCountsByName(report.classes(), out);
        writeConfusion(report.confusion(), out);
    }

    @Override
    public Report read(DataInput in) throws IOException {
        return new Report(
                Wire.readString(in),
                readKind(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                readCounts(in),
                readMetrics(in),
                readBaselines(in),
                readMetrics(in),
                readMetrics(in),
                readCountsByName(in),
                readConfusion(in));
    }

    @Override
    public Report copy(Report report) {
        return report;
    }

    @Override
    public boolean immutable() {
        return true;
    }

    private static Report.Kind readKind(DataInput in) throws IOException {
        String name = Wire.readString(in);
        try {
            return Report.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new CorruptBytesException("no kind of window is called '" + name + "'");
        }
    }

    private static void writeCounts(Counts counts, DataOutput out) throws IOException {
        out.writeLong(counts.in());
        out.writeLong(counts.learned());
        out.writeLong(counts.pending());
        out.writeLong(counts.masked());
        // Counts keeps no order of its own; sorted, equal reports have equal bytes.
        writeCountsByName(new TreeMap<>(counts.deadLettered()), out);
    }

    private static Counts readCounts(DataInput in) throws IOException {
        return new Counts(
                in.readLong(), in.readLong(), in.readLong(), in.readLong(), readCountsByName(in));
    }

    private static void writeMetrics(Map<String, Double> metrics, DataOutput out)
            throws IOException {
        out.writeInt(metrics.size());
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            Wire.writeString(metric.getKey(), out);
            out.writeDouble(metric.getValue());
        }
    }

    private static Map<String, Double> readMetrics(DataInput in) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        int count = Wire.readCount(in);
        for (int i = 0; i < count; i++) {
            metrics.put(Wire.readString(in), in.readDouble());
        }
        return metrics;
    }

    private static Map<String, Map<String, Double>> readBaselines(DataInput in) throws IOException {
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        int count = Wire.readCount(in);
        for (int i = 0; i < count; i++) {
            baselines.put(Wire.readString(in), readMetrics(in));
        }
        return baselines;
    }

    private static void writeCountsByName(Map<String, Long> longs, DataOutput out)
            throws IOException {
        out.writeInt(longs.size());
        for (Map.Entry<String, Long> entry : longs.entrySet()) {
            Wire.writeString(entry.getKey(), out);
            out.writeLong(entry.getValue());
        }
    }

    private static Map<String, Long> readCountsByName(DataInput in) throws IOException {
        Map<String, Long> longs = new LinkedHashMap<>();
        int count = Wire.readCount(in);
        for (int i = 0; i < count; i++) {
            longs.put(Wire.readString(in), in.readLong());
        }
        return longs;
    }

    private static void writeConfusion(long @Nullable [][] confusion, DataOutput out)
            throws IOException {
        out.writeBoolean(confusion != null);
        if (confusion != null) {
            out.writeInt(confusion.length);
            for (long[] row : confusion) {
                Wire.writeLongs(row, out);
            }
        }
    }

    private static long @Nullable [][] readConfusion(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        int count = Wire.readCount(in);
        List<long[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Wire.readLongs(in));
        }
        return rows.toArray(new long[0][]);
    }
}
