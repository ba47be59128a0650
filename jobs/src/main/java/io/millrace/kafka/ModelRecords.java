package io.millrace.kafka;

import io.millrace.data.Snapshot;
import io.millrace.format.SnapshotCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** From a snapshot that has passed all stages to the value of a record of the models topic. */
final class ModelRecords {

    private ModelRecords() {}

    static byte[] value(Snapshot snapshot) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            SnapshotCodec.INSTANCE.write(snapshot, new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
