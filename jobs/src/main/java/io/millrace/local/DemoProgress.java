package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.RawRecord;
import io.millrace.data.Report;
import io.millrace.format.ModelFormat;
import io.millrace.format.ReportJson;
import io.millrace.model.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a job has said of itself so far, as it stands in its output topics. */
public final class DemoProgress {

    private static final String REASON = "millrace.reason";

    private final String metrics;
    private final String models;
    private final List<Report> windows = new ArrayList<>();
    private final Map<String, Long> deadLetters = new TreeMap<>();
    private @Nullable Report newest;
    private @Nullable Model model;

    /** Takes the names of the topics; records of any other are dead letters. */
    DemoProgress(String metrics, String models) {
        this.metrics = metrics;
        this.models = models;
    }

    /** Takes in a record of one of the topics. */
    void add(RawRecord record) throws IOException {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        if (record.topic().equals(metrics)) {
            Report report = ReportJson.read(value);
            newest = report;
            if (report.kind() == Report.Kind.COUNT) {
                windows.add(report);
            }
        } else if (record.topic().equals(models)) {
            model = ModelFormat.read(value);
        } else {
            deadLetters.merge(reason(record), 1L, Long::sum);
        }
    }

    private static String reason(RawRecord record) {
        String reason = "unknown";
        for (RawRecord.Header header : record.headers()) {
            byte[] value = header.value();
            if (header.name().equals(REASON) && value != null) {
                reason = new String(value, UTF_8);
            }
        }
        return reason;
    }

    /** The reports of the windows by count, in order. */
    public List<Report> windows() {
        return windows;
    }

    /** The newest report of any kind; at the end of the stream the cumulative one. */
    public @Nullable Report newest() {
        return newest;
    }

    /** The newest model. */
    public @Nullable Model model() {
        return model;
    }

    /** Dead letters by reason code. */
    public Map<String, Long> deadLetters() {
        return deadLetters;
    }

    /** Records that the job has accounted for. */
    public long done() {
        return newest == null ? 0 : newest.counts().in();
    }
}
