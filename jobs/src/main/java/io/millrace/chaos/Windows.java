package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.RawRecord;
import io.millrace.data.Report;
import io.millrace.format.ReportJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which windows must be reported, each once, and as what. */
final class Windows {

    private record Window(String key, Report.Kind kind, long from, long to) {

        static Window of(Report report) {
            return new Window(report.key(), report.kind(), report.from(), report.to());
        }

        @Override
        public String toString() {
            return String.format("window %d..%d (%s) of model '%s'", from, to, kind, key);
        }
    }

    private final Map<Window, Long> expected = new LinkedHashMap<>();
    private final Set<Window> reported = new HashSet<>();
    private final Findings findings;

    Windows(Findings findings) {
        this.findings = findings;
    }

    void mustReport(Report report) {
        expected.put(
                Window.of(report), Hash.of(report.key().getBytes(UTF_8), ReportJson.write(report)));
    }

    /** A report was committed. */
    void reported(RawRecord record) {
        byte[] value = record.value();
        Report report;
        try {
            report = ReportJson.read(value == null ? new byte[0] : value);
        } catch (IOException e) {
            findings.add(Finding.UNEXPECTED, "no report at ", Place.of(record), ": ", e);
            return;
        }
        Window window = Window.of(report);
        Long hash = expected.get(window);
        if (hash == null) {
            findings.add(Finding.UNEXPECTED, window, " was reported, but never closed");
        } else if (!reported.add(window)) {
            findings.add(Finding.WINDOW_DOUBLED, window, " was reported again");
        } else if (hash != Hash.of(record.key(), value)) {
            findings.add(Finding.REPORT_DIFFERENT, window, ": ", new String(value, UTF_8));
        }
    }

    /** Nothing more will come. */
    void end() {
        for (Window window : expected.keySet()) {
            if (!reported.contains(window)) {
                findings.add(Finding.WINDOW_MISSING, window, " was never reported");
            }
        }
    }
}
