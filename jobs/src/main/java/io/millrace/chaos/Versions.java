package io.millrace.chaos;

import io.millrace.data.RawRecord;
import io.millrace.data.Snapshot;
import io.millrace.format.CorruptBytesException;
import io.millrace.format.ModelFormat;
import io.millrace.learn.LearnerConfig;
import io.millrace.model.Model;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which versions of each model were due, and what was published. The topic is compacted, so older
 * versions may be gone; the newest must be there, and every one that is there must be right.
 */
final class Versions {

    private record Version(String key, long number) {

        @Override
        public String toString() {
            return String.format("version %d of model '%s'", number, key);
        }
    }

    private final LearnerConfig config;
    private final Findings findings;
    private final Map<Version, String> due = new HashMap<>();
    private final Map<String, Model> newestDue = new TreeMap<>();
    private final Set<Version> seen = new HashSet<>();
    private final Map<String, Model> newest = new TreeMap<>();

    Versions(LearnerConfig config, Findings findings) {
        this.config = config;
        this.findings = findings;
    }

    void mustPublish(Snapshot snapshot) {
        Model model = Model.of(snapshot, config);
        due.put(new Version(model.key(), model.version()), Hash.sha256(ModelFormat.write(model)));
        newestDue.put(model.key(), model);
    }

    /** A model was committed. */
    void published(RawRecord record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Model model;
        try {
            model = ModelFormat.read(value);
        } catch (CorruptBytesException e) {
            findings.add(
                    Finding.UNEXPECTED, "no model at ", Place.of(record), ": ", e.getMessage());
            return;
        }
        newest.put(model.key(), model);
        Version version = new Version(model.key(), model.version());
        String expected = due.get(version);
        if (expected == null) {
            findings.add(Finding.VERSION_WRONG, version, " was published, but never due");
        } else if (!seen.add(version)) {
            findings.add(Finding.VERSION_WRONG, version, " was published again");
        } else if (!expected.equals(Hash.sha256(value))) {
            Model last = newestDue.get(model.key());
            findings.add(
                    Finding.VERSION_WRONG,
                    version,
                    " is not that of the undisturbed run",
                    last != null && last.version() == model.version()
                            ? ": " + ModelPrint.difference(last, model)
                            : "");
        }
    }

    /** Nothing more will come. */
    void end() {
        newestDue.forEach(
                (key, model) -> {
                    Model last = newest.get(key);
                    if (last == null) {
                        findings.add(
                                Finding.VERSION_WRONG, "no version of model '", key, "' is there");
                    } else if (last.version() != model.version()) {
                        findings.add(
                                Finding.VERSION_WRONG,
                                String.format(
                                        "the last version of model '%s' is %d instead of %d",
                                        key, last.version(), model.version()));
                    }
                });
    }

    /** That of the newest models that were due. */
    String expectedHash() {
        return ModelPrint.sha256(newestDue);
    }

    /** That of the last models that were published. */
    String actualHash() {
        return ModelPrint.sha256(newest);
    }
}
