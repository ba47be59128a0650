package io.millrace.chaos;

import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.format.FormatConfig;
import io.millrace.format.PredictionJson;
import io.millrace.format.RecordParsers;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a job has committed against what an undisturbed run of the same stream puts out, each
 * record, window and version. Streams both, so that a million records take some ten megabytes.
 *
 * <p>For a job that began anew with one configuration, without a given model, and whose models each
 * have their samples in one partition.
 */
public final class Audit {

    private final LearnerConfig config;
    private final FormatConfig format;
    private final boolean drained;

    /**
     * @param config the job's
     * @param format of the records that were played
     * @param drained whether the job was ended as if its source had ended: then every model is
     *     published and reported once more
     */
    public Audit(LearnerConfig config, FormatConfig format, boolean drained) {
        this.config = config;
        this.format = format;
        this.drained = drained;
    }

    /**
     * @param played the records of the source topic, with their offsets, those of each partition in
     *     their order. Gone through once, and once more to name what was lost
     * @param outputs all that the job has committed
     * @throws IllegalArgumentException if the records of a partition are not in their order, or
     *     those of a model in several partitions
     */
    public Verdict judge(Iterable<RawRecord> played, Outputs outputs) {
        Findings findings = new Findings();
        Fates fates = new Fates(findings);
        Windows windows = new Windows(findings);
        Versions versions = new Versions(config, findings);
        Undisturbed undisturbed = new Undisturbed(config, format, fates, windows, versions);
        played.forEach(undisturbed::learn);
        if (drained) {
            undisturbed.end();
        }
        outputs.predictions().forEach(record -> predicted(record, fates, findings));
        outputs.deadLetters().forEach(record -> deadLettered(record, fates, findings));
        outputs.metrics().forEach(windows::reported);
        outputs.models().forEach(versions::published);
        nameLost(fates.lost(), played, findings);
        windows.end();
        versions.end();
        return new Verdict(
                fates.rows(),
                fates.predicted(),
                fates.deadLettered(),
                findings.counts(),
                findings.examples(),
                versions.expectedHash(),
                versions.actualHash());
    }

    private static void predicted(RawRecord record, Fates fates, Findings findings) {
        byte[] value = record.value();
        try {
            PredictionJson.Origin origin =
                    PredictionJson.readOrigin(value == null ? new byte[0] : value);
            Place place = new Place(origin.partition(), origin.offset());
            fates.predicted(place, Hash.of(record.key(), value), new Name(origin.id(), place));
        } catch (IOException e) {
            findings.add(
                    Finding.UNEXPECTED,
                    "no prediction at ",
                    Place.of(record),
                    ": ",
                    e.getMessage());
        }
    }

    private static void deadLettered(RawRecord record, Fates fates, Findings findings) {
        Optional<Place> place = LetterPrint.place(record);
        if (place.isPresent()) {
            LetterPrint written = LetterPrint.read(record);
            fates.deadLettered(place.get(), written, new Name(null, place.get()));
        } else {
            findings.add(
                    Finding.UNEXPECTED,
                    "no dead letter at ",
                    Place.of(record),
                    ": its headers do not say where the original lies");
        }
    }

    private void nameLost(Set<Place> lost, Iterable<RawRecord> played, Findings findings) {
        if (lost.isEmpty()) {
            return;
        }
        RecordParser parser = RecordParsers.create(format, config.schema());
        for (RawRecord record : played) {
            Place place = Place.of(record);
            if (lost.contains(place)) {
                findings.add(Finding.LOST, new Name(id(record, parser), place));
            }
        }
    }

    private static @Nullable String id(RawRecord record, RecordParser parser) {
        try {
            return parser.parse(record).id();
        } catch (RejectedRecordException e) {
            return null;
        }
    }
}
