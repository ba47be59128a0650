package io.millrace.job;

import io.millrace.data.DeadLetter;
import io.millrace.data.Prediction;
import io.millrace.data.Report;
import io.millrace.data.Snapshot;
import io.millrace.format.Codec;
import io.millrace.format.DeadLetterCodec;
import io.millrace.format.PageCodec;
import io.millrace.format.PredictionCodec;
import io.millrace.format.ReportCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One line for each thing that a job puts out: what it is, and a hash of all its bits. */
final class Traces {

    private Traces() {}

    static String of(Report report) {
        return String.join(
                        " ",
                        "report",
                        report.key(),
                        report.kind().name(),
                        report.from() + ".." + report.to(),
                        report.counts().toString())
                + " "
                + sha256(ReportCodec.INSTANCE, report);
    }

    /** A model: parameters, optimizer, normaliser, class sizes, metrics, pending samples. */
    static String of(Snapshot model) {
        return "model "
                + model.key()
                + " v"
                + model.version()
                + " "
                + PageCodec.sha256(model.pages());
    }

    static String of(Prediction prediction) {
        return "prediction "
                + prediction.key()
                + " "
                + prediction.id()
                + " "
                + sha256(PredictionCodec.INSTANCE, prediction);
    }

    static String of(DeadLetter letter) {
        return "dead letter "
                + letter.record().offset()
                + " "
                + letter.reason()
                + " "
                + sha256(DeadLetterCodec.INSTANCE, letter);
    }

    private static <T> String sha256(Codec<T> codec, T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            codec.write(value, new DataOutputStream(bytes));
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
