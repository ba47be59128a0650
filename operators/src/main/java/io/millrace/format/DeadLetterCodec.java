package io.millrace.format;

import io.millrace.data.DeadLetter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A {@link DeadLetter} with the record it is about. */
public enum DeadLetterCodec implements Codec<DeadLetter> {
    INSTANCE;

    @Override
    public String id() {
        return "dead-letter";
    }

    @Override
    public Class<DeadLetter> type() {
        return DeadLetter.class;
    }

    @Override
    public void write(DeadLetter letter, DataOutput out) throws IOException {
        RawRecordCodec.INSTANCE.write(letter.record(), out);
        EventCodec.writeReason(letter.reason(), out);
        Wire.writeString(letter.message(), out);
        Wire.writeString(letter.stage(), out);
    }

    @Override
    public DeadLetter read(DataInput in) throws IOException {
        return new DeadLetter(
                RawRecordCodec.INSTANCE.read(in),
                EventCodec.readReason(in),
                Wire.readString(in),
                Wire.readString(in));
    }

    @Override
    public DeadLetter copy(DeadLetter letter) {
        return letter;
    }

    @Override
    public boolean immutable() {
        return true;
    }
}
